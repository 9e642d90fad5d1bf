import { createHmac } from 'node:crypto';
import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { enter, enterAsNew, logIn } from './setup/accounts';
import { anOwner } from './setup/api';
import { expectAccessible, aBrowser, walk } from './setup/browser';
import { password } from './setup/password';

const secret = 'the-secret-of-this-walk-signs-every-token';
const inBrowser = aBrowser(async () => ({ JWT_SECRET: secret }));

/** The same token as it is when its ten minutes are over. */
function runOut(token: string): string {
  const [header, payload] = token.split('.') as [string, string];
  const { iat, nbf, exp, ...claims } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const earlier = { ...claims, iat: iat - 3600, nbf: nbf - 3600, exp: exp - 3600 };
  const body = `${header}.${Buffer.from(JSON.stringify(earlier)).toString('base64url')}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const isRefresh = (request: Request) => request.url().endsWith('/auth/refresh');

/**
 * From now on what this page was given before is over. The service itself refuses it; the last of these refusals comes
 * after all else is settled, as over a slow line.
 */
async function tokenRunsOut(page: Page, last: RegExp) {
  const seen = { refreshes: 0, refused: 0 };
  let old: string | undefined;
  page.on('request', (request) => {
    if (isRefresh(request)) seen.refreshes += 1;
  });
  const settled = page.waitForResponse((response) => isRefresh(response.request()));
  await page.route('**/api/v1/**', async (route) => {
    const token = route.request().headers()['authorization']?.replace('Bearer ', '');
    old ??= token;
    if (token === undefined || token !== old) return route.fallback();
    const headers = { ...route.request().headers(), authorization: `Bearer ${runOut(old)}` };
    const response = await route.fetch({ headers });
    expect(response.status()).toBe(401);
    seen.refused += 1;
    if (last.test(route.request().url())) await settled;
    return route.fulfill({ response });
  });
  return seen;
}

/** A mailing half written, in the words of this page. */
async function writeDraft(page: Page): Promise<void> {
  await page.goto('/mailings/new');
  await page.getByRole('radio', { name: 'Написать здесь' }).click();
  await page.getByRole('textbox', { name: 'Тема' }).fill('Осень');
  await page.getByRole('textbox', { name: 'Текст' }).fill('Приходите завтра.');
  await page.getByText('Черновик сохранён в этом браузере').waitFor();
}

async function expectDraft(page: Page): Promise<void> {
  await page.getByText('Здесь ваш черновик с прошлого раза.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Тема' }).inputValue()).toBe('Осень');
  expect(await page.getByRole('textbox', { name: 'Текст' }).inputValue()).toBe('Приходите завтра.');
}

/** A place that asks for much at once: rows, and how many there are of each status. */
const openMailings = (page: Page) =>
  page.getByRole('navigation', { name: 'Меню' }).getByRole('link', { name: 'Рассылки' }).click();

async function expectMailings(page: Page): Promise<void> {
  await page.getByText('Рассылок пока нет').waitFor();
  await page.getByRole('link', { name: 'Завершена · 0' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
}

walk(
  'A token that runs out is renewed once for all that asked with it, and nobody sees or loses anything',
  () =>
    inBrowser({ expectedErrors: /401/ }, async (page) => {
      await enterAsNew(page);
      await writeDraft(page);
      const seen = await tokenRunsOut(page, /status=completed/);
      await openMailings(page);
      await expectMailings(page);
      expect(seen.refused).toBeGreaterThanOrEqual(4);
      expect(seen.refreshes).toBe(1);
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.goBack();
      await expectDraft(page);
    }),
);

walk('What is typed while the token runs out is saved by itself, with every letter of it', () =>
  inBrowser({ expectedErrors: /401/ }, async (page) => {
    const owner = await anOwner();
    const { id } = await owner.call('POST', '/messages', { subject: 'Весна', text: 'Привет' });
    await enter(page, owner.email);
    await page.goto(`/messages/${id}`);
    const subject = page.getByRole('textbox', { name: 'Тема' });
    await subject.waitFor();
    const seen = await tokenRunsOut(page, /never/);
    const renewed = page.waitForRequest(isRefresh);
    await subject.fill('Весна и ');
    await renewed;
    await subject.press('End');
    await page.keyboard.type('лето');
    await page.getByText('Сохранено', { exact: true }).waitFor();
    await expect.poll(async () => (await owner.call('GET', `/messages/${id}`)).subject).toBe('Весна и лето');
    expect(seen.refreshes).toBe(1);
  }),
);

/** Ended from elsewhere: the cookie alone is enough for that. */
const endSession = (page: Page) => page.evaluate(() => fetch('/api/v1/auth/logout', { method: 'POST' }));

walk('A session that ends in mid-work asks for the password over the page, and the work goes on', () =>
  inBrowser({ expectedErrors: /401/ }, async (page) => {
    await enterAsNew(page);
    await page.goto('/clients/new');
    await page.getByRole('textbox', { name: 'Имя' }).fill('Почти готово');
    await page.getByRole('textbox', { name: 'Почта' }).fill('ready@example.com');
    await endSession(page);
    await page.getByRole('button', { name: 'Создать' }).click();
    const dialog = page.getByRole('dialog', { name: 'Сеанс завершён' });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.locator('input[type=password]').fill(password);
    await dialog.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('heading', { name: 'Почти готово' }).waitFor();
  }),
);

walk('What was asked when the session ended is asked again after the sign-in, and the draft stands', () =>
  inBrowser({ expectedErrors: /401/ }, async (page) => {
    const email = await enterAsNew(page);
    await writeDraft(page);
    const seen = await tokenRunsOut(page, /status=completed/);
    await endSession(page);
    await openMailings(page);
    const dialog = page.getByRole('dialog', { name: 'Сеанс завершён' });
    await dialog.waitFor();
    expect(seen.refused).toBeGreaterThanOrEqual(4);
    await dialog.locator('input[type=password]').fill(password);
    await dialog.getByRole('button', { name: 'Войти' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectMailings(page);
    expect(seen.refreshes).toBe(1);
    await page.goBack();
    await expectDraft(page);

    // Whoever closes the page instead finds the draft after the next log-in.
    await endSession(page);
    await page.goto('/mailings/new');
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    await logIn(page, email);
    await expectDraft(page);
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
