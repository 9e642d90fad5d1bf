import { expect } from 'vitest';
import { enterAsNew, logIn } from './setup/accounts';
import { expectAccessible, aBrowser, walk } from './setup/browser';
import { password } from './setup/password';

const inBrowser = aBrowser();

walk('A session that ends in mid-work asks for the password over the page, and the work goes on', () =>
  inBrowser({ expectedErrors: /401/ }, async (page) => {
    await enterAsNew(page);
    await page.goto('/clients/new');
    await page.getByRole('textbox', { name: 'Имя' }).fill('Почти готово');
    await page.getByRole('textbox', { name: 'Почта' }).fill('ready@example.com');
    // Ended from elsewhere: the cookie alone is enough for that.
    await page.evaluate(() => fetch('/api/v1/auth/logout', { method: 'POST' }));
    await page.getByRole('button', { name: 'Создать' }).click();
    const dialog = page.getByRole('dialog', { name: 'Сеанс завершён' });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.locator('input[type=password]').fill(password);
    await dialog.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('heading', { name: 'Почти готово' }).waitFor();
  }),
);

walk('The page after the log-in is the one that was asked for, and the language is remembered', () =>
  inBrowser({ expectedErrors: /401/ }, async (page) => {
    const email = await enterAsNew(page);
    await page.getByRole('button', { name: /Учётная запись/ }).click();
    await page.getByRole('menuitem', { name: 'Выйти' }).click();
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    await page.goto('/clients?tag=vip');
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    await logIn(page, email);
    await page.getByText('Ничего не нашлось').waitFor();
    expect(new URL(page.url()).search).toBe('?tag=vip');
    await page.getByRole('button', { name: /Язык, Оформление/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByText('Nothing found').waitFor();
    await page.reload();
    await page.getByText('Nothing found').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  }),
);
