// Whatever is typed is shown as words or not at all. The policy of the page is off here: it must not be all that helps.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enterAsNew, logIn } from './setup/accounts';
import { anOwner } from './setup/api';
import { aBrowser, walk } from './setup/browser';

const inBrowser = aBrowser();
const hostile = `<p>Обычные слова</p><script>top.hacked = 'script'</script><img src=x onerror="top.hacked = 'onerror'">
<a href="javascript:top.hacked = 'link'">Нажми меня</a><svg onload="top.hacked = 'svg'"></svg>
<style>h1, nav { display: none }</style><form action="/logout"><button>Нажми и меня</button></form>
</iframe></textarea></div><script>top.hacked = 'break-out'</script><img src="http://127.0.0.1:9/spy.png">`;

/** Opens no dialog, asks no stranger, and nothing of it ever ran or left its place. */
async function expectHarmless(page: Page, foreign: readonly string[]): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => (window as unknown as { hacked?: string }).hacked)).toBeUndefined();
  expect(await page.locator('[onerror], [onload], body script:not([src])').count()).toBe(0);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  expect(foreign).toEqual([]);
}

/** What pages of this window ask of elsewhere. */
function foreignRequests(page: Page): string[] {
  const foreign: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().includes('127.0.0.1:9')) foreign.push(request.url());
  });
  return foreign;
}

walk('Hostile HTML in a post neither runs nor breaks out: not while it is typed, not once it is read', () =>
  inBrowser({ bypassCSP: true }, async (page) => {
    const foreign = foreignRequests(page);
    await enterAsNew(page, 'admin');
    await page.goto('/admin/posts/new');
    await page
      .getByRole('textbox', { name: 'Заголовок' })
      .fill('Опасный </title><script>top.hacked=1</script>');
    // A picture from elsewhere is allowed in a post: it is the policy of the page that holds it back.
    const typed = hostile.replace(/<img src="http.*?>/, '');
    await page.getByRole('textbox', { name: 'Текст' }).fill(typed);
    const preview = page.getByRole('region', { name: 'Как это увидят' });
    await preview.getByText('Обычные слова').waitFor();
    await preview.getByText('Нажми меня').click();
    expect(await preview.locator('script, style, form, svg, [href^=javascript]').count()).toBe(0);
    await expectHarmless(page, foreign);

    await page.getByRole('radio', { name: 'Сразу' }).check();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('link', { name: /^Опасный/ }).click();
    await page.goto(page.url().replace('/admin', ''));
    const post = page.getByRole('article');
    await post.getByText('Обычные слова').waitFor();
    await post.getByText('Нажми меня').click();
    await expectHarmless(page, foreign);
  }),
);

// Pictures of a mail in the inbox are held back by the policy alone: hence the expected errors.
walk('Hostile HTML in a message, a name or a tag is shown and stays inert, in the inbox too', () =>
  inBrowser({ bypassCSP: true, expectedErrors: /sandbox|spy\.png|NotSameOrigin/i }, async (page) => {
    const foreign = foreignRequests(page);
    const owner = await anOwner();
    const name = `<img src=x onerror="top.hacked='name'">`;
    await owner.call('POST', '/clients', {
      fullName: name,
      email: 'anna@example.com',
      tags: ['<b>метка</b>'],
    });
    await page.goto('/clients');
    await logIn(page, owner.email);
    await page.getByRole('rowheader', { name }).waitFor();
    await page.getByText('<b>метка</b>').first().waitFor();
    await expectHarmless(page, foreign);

    await page.goto('/messages/new');
    await page.getByRole('textbox', { name: 'Тема' }).fill(`</iframe>${name} для {{fullName}}`);
    await page.getByRole('textbox', { name: 'Письмо в HTML' }).fill(`${hostile}<p>{{fullName}}</p>`);
    await page.getByRole('button', { name: 'Создать письмо' }).click();
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
    const preview = page.getByRole('region', { name: 'Как увидит клиент' });
    await preview.getByRole('combobox', { name: 'Клиент' }).fill('anna');
    await page.getByRole('option', { name: /anna@example.com/ }).click();
    const letter = preview.frameLocator('iframe');
    await letter.getByText(name).waitFor();
    await letter.getByText('Нажми меня').click();
    expect(await preview.locator('iframe').getAttribute('sandbox')).toBe('');
    await expectHarmless(page, foreign);
    await preview.getByRole('tab', { name: 'Исходный HTML' }).click();
    await preview.getByText(`top.hacked = 'break-out'`).waitFor();
    await expectHarmless(page, foreign);

    await page.getByRole('button', { name: 'Пробное письмо' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отправить' }).click();
    await page.getByText('Пробное письмо отправлено').waitFor();
    await page.goto(`/inbox?to=${encodeURIComponent(owner.email)}`);
    await page.getByRole('navigation', { name: 'Письма' }).getByRole('link').first().click();
    const mail = page.getByRole('region', { name: 'Письмо' });
    await mail.frameLocator('iframe').getByText('Нажми меня').click();
    expect(await mail.locator('iframe').getAttribute('sandbox')).not.toMatch(/scripts|same-origin|forms|top/);
    expect(await mail.getByRole('link', { name: 'Нажми меня' }).count()).toBe(0);
    expect(await page.evaluate(() => (window as unknown as { hacked?: string }).hacked)).toBeUndefined();
  }),
);
