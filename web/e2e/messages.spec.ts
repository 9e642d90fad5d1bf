import { expect } from 'vitest';
import { logIn } from './setup/accounts';
import { anOwner, eventually } from './setup/api';
import { aBrowser, expectAccessible, expectNoSidewaysScroll, walk } from './setup/browser';
import { tabTo as tabsTo } from './setup/keyboard';

const inBrowser = aBrowser();

walk(
  'A message is written with slots, kept while it is a draft, saved by itself, seen as a client and tried',
  () =>
    inBrowser({}, async (page) => {
      const owner = await anOwner();
      const anna = { fullName: 'Анна Каренина', email: 'anna@example.com', attributes: { city: 'Казань' } };
      await owner.call('POST', '/clients', anna);
      await page.goto('/messages');
      await logIn(page, owner.email);
      await page.getByText('Писем пока нет').waitFor();
      await expectAccessible(page);
      await page.getByRole('main').getByRole('link', { name: 'Новое письмо' }).first().click();
      await page.getByRole('textbox', { name: 'Тема' }).fill('Скидка для ');
      await page.getByRole('button', { name: 'Имя', exact: true }).click();
      expect(await page.getByRole('textbox', { name: 'Тема' }).inputValue()).toBe('Скидка для {{fullName}}');
      await page
        .getByRole('textbox', { name: 'Письмо в HTML' })
        .fill('<h1>Здравствуйте!</h1><p>Ждём вас.</p>');
      await page.getByText('Черновик сохранён в этом браузере').waitFor();
      await expectAccessible(page);

      await page.reload();
      await page.getByText('Мы вернули черновик').waitFor();
      expect(await page.getByRole('textbox', { name: 'Тема' }).inputValue()).toBe('Скидка для {{fullName}}');
      await page.getByRole('button', { name: 'Создать письмо' }).click();
      await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
      const preview = page.getByRole('region', { name: 'Как увидит клиент' });
      await preview.getByText('Скидка для Anna Petrova').waitFor();

      await preview.getByRole('combobox', { name: 'Клиент' }).fill('карен');
      await page.getByRole('option', { name: /Анна Каренина/ }).click();
      await preview.getByText('Скидка для Анна Каренина').waitFor();
      await page
        .getByRole('textbox', { name: 'Письмо в HTML' })
        .fill('<h1>Здравствуйте!</h1><p>Мы в городе ');
      await page.getByRole('button', { name: 'city', exact: true }).click();
      await page.keyboard.type('.</p>');
      await page.getByText('Сохранено', { exact: true }).waitFor();
      await preview.frameLocator('iframe').getByText('Мы в городе Казань.').waitFor();
      await preview.getByRole('tab', { name: 'Простой текст' }).click();
      await expectAccessible(page);
      await preview.getByRole('tab', { name: 'Вид' }).click();

      await page.reload();
      await page.getByRole('textbox', { name: 'Тема' }).waitFor();
      expect(await page.getByRole('textbox', { name: 'Письмо в HTML' }).inputValue()).toContain(
        'attributes.city',
      );

      await page.getByRole('button', { name: 'Пробное письмо' }).click();
      await expectAccessible(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Отправить' }).click();
      await page.getByText(`Пробное письмо отправлено на ${owner.email}`).waitFor();

      await page.locator('input[type=file]').setInputFiles({
        name: 'прайс.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('чай — 100 рублей'),
      });
      const files = page.getByRole('region', { name: 'Вложения' });
      await files.getByText('прайс.txt').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        files.getByRole('button', { name: 'Скачать' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('прайс.txt');
      await files.getByRole('button', { name: 'Удалить: прайс.txt' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
      await files.getByText('Вложений нет.').waitFor();
    }),
);

walk(
  'What is wrong with a message stands at its field, nothing typed is lost, and one in use cannot be deleted',
  () =>
    inBrowser({ expectedErrors: /40[09]/ }, async (page) => {
      const owner = await anOwner();
      const { id: messageId } = await owner.call('POST', '/messages', { subject: 'Осень', text: 'Привет' });
      await owner.call('POST', '/mailings', {
        name: 'Осенняя',
        messageId,
        audience: { filter: {} },
        startAt: '2033-01-01T10:00:00Z',
      });
      await page.goto(`/messages/${messageId}`);
      await logIn(page, owner.email);
      await page.getByText('Его отправляет 1 рассылка').waitFor();
      await page.getByRole('textbox', { name: 'Тема' }).fill('Осень, {{fulName}}');
      await page.getByText('Такого поля у клиента нет.').waitFor();
      await page.getByText('Не сохранилось').waitFor();
      const repeated = page.waitForRequest((request) => request.method() === 'PATCH', { timeout: 2_500 });
      await expect(repeated).rejects.toThrow(/Timeout/);
      await expectAccessible(page);

      await page.getByRole('main').getByRole('link', { name: 'Письма' }).click();
      await page.getByRole('dialog', { name: 'Уйти без сохранения?' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('textbox', { name: 'Тема' }).inputValue()).toBe('Осень, {{fulName}}');

      await page.reload();
      await page.getByText('остался текст, который не успел сохраниться').waitFor();
      await page.getByRole('button', { name: 'Вернуть его' }).click();
      await page.getByRole('textbox', { name: 'Тема' }).fill('Осень, {{fullName}}');
      await page.getByText('Сохранено', { exact: true }).waitFor();

      await page.getByRole('button', { name: 'Удалить', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Удалить письмо' }).click();
      await page.getByText('Письмо нужно незавершённой рассылке').waitFor();
      await expectAccessible(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Отмена' }).click();
      await eventually(async () => page.evaluate(() => document.activeElement?.textContent === 'Удалить'));
    }),
);

walk('A message is written and tried with the keyboard alone, and the focus is never lost', () =>
  inBrowser({}, async (page) => {
    const owner = await anOwner();
    await page.goto('/messages/new');
    await logIn(page, owner.email);
    await page.getByRole('textbox', { name: 'Тема' }).waitFor();
    const tabTo = (name: string) => tabsTo(page, name);
    await tabTo('Тема');
    await page.keyboard.type('Новости для ');
    await tabTo('Имя');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('textbox', { name: 'Тема' }).inputValue()).toBe('Новости для {{fullName}}');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await tabTo('HTML');
    await page.keyboard.press('ArrowRight');
    await tabTo('Простой текст');
    await page.keyboard.type('Здравствуйте!');
    await tabTo('Создать письмо');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: 'Пробное письмо' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await tabTo('Пробное письмо');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => page.evaluate(() => document.activeElement?.textContent === 'Пробное письмо'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').locator('input:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Пробное письмо отправлено').waitFor();
  }),
);

walk('On a phone, in English, a message is written without sideways scroll', () =>
  inBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'en-GB' }, async (page) => {
    const owner = await anOwner();
    await page.goto('/messages/new');
    await logIn(page, owner.email);
    await page.getByRole('textbox', { name: 'Subject' }).fill('For ');
    await page.getByRole('button', { name: 'Name', exact: true }).tap();
    await page
      .getByRole('textbox', { name: 'The message in HTML' })
      .fill('<table width="900"><tr><td>Hello</td></tr></table>');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create the message' }).tap();
    await page.getByText('For Anna Petrova').first().waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto('/messages');
    await page.getByRole('rowheader', { name: 'For {{fullName}}' }).waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }),
);
