import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { logIn } from './setup/accounts';
import { anOwner, type Caller, eventually } from './setup/api';
import { aBrowser, expectAccessible, expectNoSidewaysScroll, walk } from './setup/browser';

const inBrowser = aBrowser();

const hostileHtml = `<h1>Здравствуйте, {{fullName}}</h1><script>parent.hacked = 1; document.title = 'hacked'</script>
<img src="http://127.0.0.1:9/spy.png" alt="Витрина"><img src="x" onerror="parent.hacked = 2">
<a href="http://127.0.0.1:9/go">В магазин</a><style>body { background: url(http://127.0.0.1:9/bg.png) }</style>`;

/** A mailing to three clients that has run. */
async function aSentMailing(owner: Caller) {
  for (const name of ['Анна', 'Борис', 'Вера']) {
    await owner.call('POST', '/clients', {
      fullName: name,
      email: `${name.length}${Math.random()}@example.com`,
    });
  }
  const { id: messageId } = await owner.call('POST', '/messages', {
    subject: 'Для {{fullName}}',
    html: hostileHtml,
  });
  const mailing = { name: 'Осенняя', messageId, audience: { filter: {} } };
  const { id } = await owner.call('POST', '/mailings', mailing);
  await owner.call('POST', `/mailings/${id}/run`);
  await eventually(async () => (await owner.call('GET', `/mailings/${id}`)).status === 'completed');
  return { id: id as string, messageId: messageId as string };
}

walk('The ledger is filtered by its address, saved as CSV, and leads to the letter as it was sent', () =>
  inBrowser({}, async (page) => {
    const owner = await anOwner();
    const mailing = await aSentMailing(owner);
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('127.0.0.1:9')) foreign.push(request.url());
    });
    await page.goto('/attempts');
    await logIn(page, owner.email);
    await page.getByText('3 попытки').waitFor();
    await page.getByRole('cell', { name: /^250/ }).first().waitFor();
    await expectAccessible(page);

    await page.getByRole('combobox', { name: 'Рассылка' }).fill('осен');
    await page.getByRole('option', { name: 'Осенняя' }).click();
    await page.getByRole('combobox', { name: 'Исход' }).click();
    await page.getByRole('option', { name: 'Отказ' }).click();
    await page.getByText('Под эти условия ничего не подходит.').waitFor();
    expect(new URL(page.url()).searchParams.get('mailingId')).toBe(mailing.id);
    expect(new URL(page.url()).searchParams.get('status')).toBe('fail');
    await page.getByRole('combobox', { name: 'Исход' }).click();
    await page.getByRole('option', { name: 'Отказ' }).click();
    await page.getByText('3 попытки').waitFor();
    await page.getByRole('combobox', { name: 'Запуск' }).click();
    await page.getByRole('option', { name: /№ 1/ }).click();
    await page.getByText('3 попытки').waitFor();
    await page.reload();
    await page.getByText('3 попытки').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Скачать CSV' }).click(),
    ]);
    expect(
      readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(1 + 3);

    const filtered = page.url();
    await page.getByRole('rowheader').first().getByRole('link').click();
    await page.waitForURL(/\/deliveries\//);
    const letter = page.getByRole('region', { name: 'Письмо, как оно ушло' });
    const frame = letter.frameLocator('iframe');
    await frame.getByRole('heading', { name: /Здравствуйте, / }).waitFor();
    await frame.getByText('Витрина').waitFor();
    await frame.getByText('В магазин').click();
    expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
    expect(await page.title()).not.toContain('hacked');
    expect(await letter.locator('iframe').getAttribute('sandbox')).toBe('');
    expect(foreign).toEqual([]);
    const attempts = page.getByRole('region', { name: 'Попытки' });
    await attempts.getByText('Слова сервера:').waitFor();
    expect(await attempts.locator('time').innerText()).toMatch(/\d\d:\d\d:\d\d,\d{3} GMT\+3$/);
    expect(await attempts.locator('pre').innerText()).toMatch(/^250 /);
    await letter.getByRole('tab', { name: 'Исходный HTML' }).click();
    await letter.getByText('parent.hacked = 1').waitFor();
    await expectAccessible(page);
    await page.goBack();
    await page.getByText('3 попытки').waitFor();
    expect(page.url()).toBe(filtered);
  }),
);

walk('The page of a client tells of every mailing and attempt, and holds their rights', () =>
  inBrowser({}, async (page) => {
    const owner = await anOwner();
    await aSentMailing(owner);
    const { items } = await owner.call('GET', '/clients?search=Анна');
    await page.goto(`/clients/${items[0].id}`);
    await logIn(page, owner.email);
    await page.getByRole('rowheader', { name: 'Осенняя' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Попытки' }).click();
    await page.getByRole('cell', { name: /^250/ }).first().waitFor();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Изменить' }).click();
    await page.getByRole('button', { name: 'Добавить поле' }).click();
    await page.keyboard.type('city');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Казань');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Казань').waitFor();

    await page.getByRole('button', { name: 'Больше не писать' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Больше не писать' }).click();
    await page.getByText('Этому клиенту письма не отправляются').waitFor();
    await page.getByText(/отключён вручную/).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Снова разрешить' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Снова разрешить' }).click();
    await page.getByText('Этому клиенту письма не отправляются').waitFor({ state: 'detached' });

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Скачать всё' }).click(),
    ]);
    expect(JSON.parse(readFileSync(await download.path(), 'utf8')).attempts).toHaveLength(1);
    await page.getByRole('button', { name: 'Забыть навсегда' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Забыть навсегда' }).isDisabled()).toBe(true);
    await dialog.getByRole('checkbox').check();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Забыть навсегда' }).click();
    await page.getByText('2 клиента').waitFor();
    expect((await owner.call('GET', '/attempts?withTotal=true')).total).toBe(3);
  }),
);

walk('On a phone the ledger scrolls inside itself, and a delivery fits', () =>
  inBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'en-GB' }, async (page) => {
    const owner = await anOwner();
    await aSentMailing(owner);
    await page.goto('/attempts');
    await logIn(page, owner.email);
    await page.getByText('3 attempts').waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('rowheader').first().getByRole('link').tap();
    await page.getByText('Words of the server:').waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto('/uncertain');
    await page.getByText('Nothing is uncertain').waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }),
);
