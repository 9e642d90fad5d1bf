// Getting in over the pages.
import type { Page } from 'playwright-core';
import { anAccount, type Role } from './api';
import { password } from './password';

/** Opens the log-in page and logs in. */
export async function enter(page: Page, email: string, origin = ''): Promise<void> {
  await page.goto(`${origin}/login`);
  await logIn(page, email);
}

/** Leaves the browser signed in with an account of its own; answers with its address. */
export async function enterAsNew(page: Page, role: Role = 'user'): Promise<string> {
  const email = await anAccount(role);
  await enter(page, email);
  return email;
}

/** In either language, where the page asks for it. */
export async function logIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: /Адрес почты|Mail address/ }).fill(email);
  await page.locator('input[type=password]').fill(password);
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(Войти|Log in)$/ })
    .click();
  await page.getByRole('button', { name: /Учётная запись|Account/ }).waitFor();
}
