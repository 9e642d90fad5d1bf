// From the printed address to the attempts of a mailing of one's own, with nothing but the pages.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import en from '../src/i18n/en';
import ru, { type Texts } from '../src/i18n/ru';
import { enterAsNew, logIn } from './setup/accounts';
import { anAccount, anEmail, eventually } from './setup/api';
import { aBrowser, expectAccessible, expectNoSidewaysScroll, walk } from './setup/browser';
import { expectFocusKept, focused, tabTo as tabsTo } from './setup/keyboard';
import { password } from './setup/password';

const inBrowser = aBrowser();

/** Every step of it, in the words of one language; `look` is called on each screen. */
async function fromAddressToAttempts(page: Page, t: Texts, look: () => Promise<void>): Promise<void> {
  const email = anEmail();
  const main = page.getByRole('main');
  const button = (name: string) => main.getByRole('button', { name, exact: true });
  const link = (name: string) => main.getByRole('link', { name, exact: true });
  const heading = (name: string | RegExp) => main.getByRole('heading', { name, level: 1 }).waitFor();
  const openPlace = async (name: string) => {
    const opener = page.getByRole('button', { name: t.shell.openMenu });
    const isNarrow = await opener.isVisible();
    if (isNarrow) await opener.click();
    const menu = isNarrow ? page.getByRole('dialog') : page.getByRole('navigation', { name: t.shell.menu });
    await menu.getByRole('link', { name, exact: true }).click();
    await heading(name);
  };

  await page.goto('/');
  await link(t.home.register).click();
  await look();
  await page.getByRole('textbox', { name: t.auth.email }).fill(email);
  await page.locator('input[type=password]').fill(password);
  await button(t.auth.register).click();
  await heading(t.auth.registeredTitle);
  await look();
  await link(t.auth.toInbox).click();
  await main.getByRole('navigation', { name: t.inbox.list }).getByRole('link').first().click();
  await page.getByText(t.inbox.links).waitFor();
  await look();
  await page.getByRole('region', { name: t.inbox.letter }).getByRole('link').first().click();
  await heading(t.auth.confirmTitle);
  await look();
  await button(t.auth.confirm).click();
  await page.getByText(t.auth.confirmed).waitFor();
  await link(t.auth.login).click();
  await logIn(page, email);
  await look();

  await openPlace(t.shell.clients);
  await page.getByText(t.clients.emptyTitle).waitFor();
  await look();
  await link(t.clients.new).first().click();
  await page.getByRole('textbox', { name: t.clients.fullName }).fill('Anna Karenina');
  await page.getByRole('textbox', { name: t.clients.email }).fill('anna@example.com');
  await page.getByRole('textbox', { name: t.clients.phone }).fill('+7 (916) 123-45-67');
  await page.getByRole('combobox', { name: t.clients.tags }).fill('Business');
  await page.keyboard.press('Enter');
  await look();
  await button(t.ui.create).click();
  await heading('Anna Karenina');
  await page.getByText('79161234567').waitFor();
  await page.getByText('Business', { exact: true }).waitFor();
  await look();

  await openPlace(t.shell.messages);
  await link(t.messages.new).first().click();
  await page.getByRole('textbox', { name: t.messages.subject }).fill('Hello, {{fullName}}');
  await page.getByRole('textbox', { name: t.messages.html }).fill('<p>Come tomorrow.</p>');
  await button(t.messages.create).click();
  await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
  await look();

  await openPlace(t.shell.mailings);
  await look();
  await link(t.mailings.new).first().click();
  await page.getByRole('combobox', { name: t.mailings.chosenLetter }).click();
  await page.getByRole('option', { name: 'Hello, {{fullName}}' }).click();
  await look();
  await link(t.mailings.next.message).click();
  await page.getByText('anna@example.com').waitFor();
  await look();
  await link(t.mailings.next.audience).click();
  await page.getByRole('radio', { name: t.mailings.byHand }).click();
  await look();
  await link(t.mailings.next.time).click();
  await page.getByText('anna@example.com').waitFor();
  await look();
  await button(t.mailings.createByHand).click();
  await heading('Hello, {{fullName}}');
  await button(t.mailings.run).click();
  await page.getByRole('dialog').getByRole('button', { name: t.mailings.run }).click();
  await page.getByText(t.statuses.mailing.completed, { exact: true }).first().waitFor({ timeout: 20_000 });
  await page.getByRole('tab', { name: t.mailings.tab.attempts }).click();
  await page.getByText('250', { exact: true }).waitFor();
  await page.getByText(/^250 2\.0\.0 /).waitFor();
  await look();
}

walk(
  'In English: registered, confirmed from the inbox, a client, a message, a mailing, and what the server said',
  () =>
    inBrowser({ locale: 'en-GB' }, async (page) => {
      await fromAddressToAttempts(page, en, () => expectAccessible(page));
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    }),
);

walk('The same in Russian on a phone, where no step scrolls sideways', () =>
  inBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
    await fromAddressToAttempts(page, ru, async () => {
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  }),
);

walk(
  'The same with the keyboard alone: past the menu at once, and the focus is always seen and never lost',
  () =>
    inBrowser({}, async (page) => {
      const press = (key: string) => page.keyboard.press(key);
      const type = (text: string) => page.keyboard.type(text);
      const tabTo = (name: string) => tabsTo(page, name);
      const email = await anAccount();
      await page.goto('/login');
      await page.getByRole('heading', { name: 'Вход' }).waitFor();
      await press('Tab');
      expect(await focused(page)).toMatchObject({ name: 'Перейти к содержанию', isSeen: true });
      await press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
      await tabTo('Адрес почты');
      await type(email);
      await tabTo('Пароль');
      await type(password);
      await press('Enter');
      await page.getByRole('heading', { name: 'Здравствуйте!' }).waitFor();
      await expectFocusKept(page);

      await page.goto('/clients/new');
      await page.getByRole('textbox', { name: 'Имя' }).waitFor();
      await tabTo('Имя');
      await type('Анна');
      await tabTo('Почта');
      await type('anna@example.com');
      await press('Enter');
      await page.getByRole('heading', { name: 'Анна' }).waitFor();
      await expectFocusKept(page);

      await page.goto('/mailings/new');
      await page.getByRole('heading', { name: 'Что отправить' }).waitFor();
      await tabTo('Выбрать из списка');
      await press('ArrowRight');
      await tabTo('Тема');
      await type('Привет');
      await tabTo('Текст');
      await type('Приходите завтра.');
      for (const step of ['Дальше: получатели', 'Дальше: время']) {
        await tabTo(step);
        await press('Enter');
        await expectFocusKept(page);
      }
      await tabTo('В назначенное время');
      await press('ArrowRight');
      await tabTo('Дальше: проверка');
      await press('Enter');
      await page.getByText('1 получатель', { exact: true }).waitFor();
      await tabTo('Создать рассылку');
      await press('Enter');
      await page.getByRole('button', { name: 'Запустить' }).waitFor();
      await expectFocusKept(page);

      const dialog = page.getByRole('dialog');
      await tabTo('Запустить');
      await press('Enter');
      await dialog.waitFor();
      await press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await eventually(async () => (await focused(page)).name === 'Запустить');
      await press('Enter');
      await dialog.waitFor();
      await tabTo('Запустить');
      await press('Enter');
      await page.getByText('Завершена', { exact: true }).waitFor({ timeout: 20_000 });
      await expectFocusKept(page);
      await tabTo('Запуски');
      await press('ArrowRight');
      await press('ArrowRight');
      await page.getByText('250', { exact: true }).waitFor();
      await tabTo('Удалить рассылку');
      await press('Enter');
      await dialog.waitFor();
      await tabTo('Удалить рассылку');
      await press('Enter');
      await page.getByText('Рассылок пока нет').waitFor();
      await expectFocusKept(page);
    }),
);

walk('A refused client keeps what was typed and says at the field what is wrong', () =>
  inBrowser({ expectedErrors: /400/ }, async (page) => {
    await enterAsNew(page);
    await page.goto('/clients/new');
    await page.getByRole('textbox', { name: 'Имя' }).fill('Без контактов');
    await page.getByRole('button', { name: 'Создать' }).click();
    await page.getByText('Нужен адрес почты или телефон.').first().waitFor();
    expect(await page.getByRole('textbox', { name: 'Имя' }).inputValue()).toBe('Без контактов');
    await expectAccessible(page);
  }),
);
