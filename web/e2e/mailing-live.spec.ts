import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { logIn } from './setup/accounts';
import { anOwner, type Caller, eventually, manyClients } from './setup/api';
import { aBrowser, expectAccessible, walk } from './setup/browser';

const inBrowser = aBrowser();
const long = { timeout: 60_000 };

/** An owner with so many clients, a letter and a mailing to all of them, at the page of that mailing. */
async function atMailing(page: Page, clients: number, plan: object = {}): Promise<Caller & { id: string }> {
  const owner = await anOwner();
  await owner.importClients(manyClients(clients));
  const { id: messageId } = await owner.call('POST', '/messages', {
    subject: 'Новости',
    text: 'Всем привет',
  });
  const { id } = await owner.call('POST', '/mailings', {
    name: 'Новости ноября',
    messageId,
    audience: { filter: {} },
    timezone: 'Europe/Moscow',
    ...plan,
  });
  await page.goto('/login');
  await logIn(page, owner.email);
  await page.goto(`/mailings/${id}`);
  await page.getByRole('heading', { name: 'Новости ноября' }).waitFor();
  return { ...owner, id };
}

const countOf = async (page: Page, name: string) =>
  Number((await page.locator(`[data-count=${name}]`).innerText()).replace(/\D/g, ''));

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Запустить' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Запустить' }).click();
}

walk(
  'Two thousand letters are counted while they go out, over a reload and a lost line, and end as the ledger says',
  () =>
    inBrowser({ expectedErrors: /ERR_INTERNET_DISCONNECTED|ERR_NETWORK/ }, async (page) => {
      const { call, id } = await atMailing(page, 2_000);
      await run(page);
      const seen: { at: number; sent: number }[] = [];
      await page.locator('[data-count=sent] a').waitFor(long);
      for (let round = 0; round < 15 && (await countOf(page, 'pending')) > 0; round += 1) {
        seen.push({ at: Date.now(), sent: await countOf(page, 'sent') });
        await page.waitForTimeout(200);
        if (round === 5) await page.reload();
        if (round === 5) await page.locator('[data-count=sent]').waitFor();
      }
      expect(new Set(seen.map(({ sent }) => sent)).size).toBeGreaterThan(1);
      await page.context().setOffline(true);
      await page.waitForTimeout(2_500); // long enough for the stream to be lost
      await page.context().setOffline(false);
      const sentInTruth = async () => (await call('GET', `/mailings/${id}`)).counts.sent as number;
      await expect
        .poll(async () => Math.abs((await countOf(page, 'sent')) - (await sentInTruth())), { timeout: 3_000 })
        .toBeLessThanOrEqual(400);
      await page.getByText('Завершена', { exact: true }).waitFor(long);
      const { counts, attempts } = await call('GET', `/mailings/${id}/stats`);
      expect(await countOf(page, 'sent')).toBe(counts.sent);
      expect(counts).toMatchObject({ total: 2_000, sent: 2_000, pending: 0 });
      expect(attempts.success).toBe(2_000);
      const ledger = await call('GET', `/attempts?mailingId=${id}&status=success&limit=1&withTotal=true`);
      expect(ledger.total).toBe(2_000);
      await expectAccessible(page);
      await thereAndBack(page);

      await page.goto('/stats');
      await page.getByRole('link', { name: 'Успех' }).first().waitFor();
      await page
        .getByRole('cell', { name: /2\s000/ })
        .first()
        .waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Успех' }).first().click();
      await page.waitForURL(/\/attempts\?status=success/);
    }),
  180_000,
);

/** From the mailing over its run to one attempt in three clicks; the way back leads to the same place. */
async function thereAndBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: '№ 1' }).click();
  await page.getByRole('region', { name: 'Отправки' }).getByRole('link').first().waitFor();
  expect(new URL(page.url()).searchParams.get('runId')).not.toBeNull();
  const box = page.getByRole('region', { name: 'Отправки' });
  await box.evaluate((element) => element.scrollTo({ top: 1_500 }));
  await page.waitForLoadState('networkidle');
  const links = box.getByRole('link');
  const chosen = links.nth(Math.floor((await links.count()) / 2));
  await chosen.scrollIntoViewIfNeeded();
  const place = await box.evaluate((element) => element.scrollTop);
  const filtered = page.url();
  await chosen.click();
  await page.getByText('Слова сервера:').waitFor();
  await page
    .getByText(/^250 2\.0\.0 /)
    .first()
    .waitFor();
  await page.goBack();
  await box.getByRole('link').first().waitFor();
  expect(page.url()).toBe(filtered);
  await expect
    .poll(async () => Math.abs((await box.evaluate((element) => element.scrollTop)) - place))
    .toBeLessThan(50);
}

walk(
  'Pause, resume, stop and run say what they did, and a page that is out of date says so and is read again',
  () =>
    inBrowser({ expectedErrors: /409/ }, async (page) => {
      const { call, id } = await atMailing(page, 4, { periodicity: 'daily', startAt: '2031-01-01T10:00' });
      await page.getByRole('button', { name: 'Пауза' }).click();
      await page.getByText('Рассылка на паузе', { exact: true }).waitFor();
      await page.getByText('ничего не отправляется').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Продолжить' }).click();
      await page.getByText('Рассылка продолжается').waitFor();
      await run(page);
      await page.getByText('4 из 4').waitFor(long);

      // Somebody else stops it while this page still offers to run it; the stream is held back meanwhile.
      await page.getByRole('button', { name: 'Запустить' }).click();
      await page.route('**/events', (route) => route.abort());
      await call('POST', `/mailings/${id}/stop`);
      const dialog = page.getByRole('dialog');
      const runAgain = dialog.getByRole('button', { name: 'Запустить' });
      if (await runAgain.isVisible()) await runAgain.click();
      await page.getByText('Рассылка уже завершена.').waitFor();
      await dialog.getByRole('button', { name: 'Отмена' }).click();
      await page.getByText('Завершена', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Запустить' }).waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: 'Хронология' }).click();
      await page
        .getByText(/^Рассылка остановлена/)
        .first()
        .waitFor();
      await expectAccessible(page);
    }),
);

walk('Stopping and deleting tell first what will happen; the list shows what waits and why', () =>
  inBrowser({}, async (page) => {
    const { call, id } = await atMailing(page, 2, { startAt: '2031-01-01T10:00' });
    await call('POST', `/mailings/${id}/pause`);
    await page.getByRole('main').getByRole('link', { name: 'Рассылки', exact: true }).click();
    await page.getByRole('rowheader', { name: 'Новости ноября' }).waitFor();
    await page.getByText('На паузе').waitFor();
    await page.getByText('ср, 01.01.2031, 10:00 GMT+3').waitFor();
    await page.getByRole('link', { name: 'Завершена · 0' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Завершена · 0' }).click();
    await page.getByText('Ничего не нашлось').waitFor();
    await page.getByRole('button', { name: 'Сбросить фильтры' }).click();
    await page.getByRole('link', { name: 'Новости ноября' }).click();
    await page.getByRole('button', { name: 'Остановить' }).click();
    await page.getByText('запустить её снова будет нельзя').waitFor();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Остановить' }).click();
    await page.getByText('Завершена', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Удалить рассылку' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить рассылку' }).click();
    await page.getByText('Рассылок пока нет').waitFor();
  }),
);

walk(
  'An end too near for the audience is told before saving, by the pace that was measured, and while it runs',
  () =>
    inBrowser({}, async (page) => {
      const owner = await atMailing(page, 1_000);
      await owner.call('POST', `/mailings/${owner.id}/run`);
      const done = () => owner.call('GET', `/mailings/${owner.id}`);
      await eventually(async () => (await done()).status === 'completed');
      const { items } = await owner.call('GET', `/mailings/${owner.id}/runs`);
      const seconds = (Date.parse(items[0].finishedAt) - Date.parse(items[0].startedAt)) / 1000;
      // One more import makes an audience that the same pace cannot serve before the next full minute but one.
      const pace = 1_000 / seconds;
      const endsAt = Math.ceil((Date.now() + 25_000) / 60_000) * 60_000;
      const count = Math.ceil((pace * 1.5 * (endsAt - Date.now())) / 1000) + 1_500;
      const lines = Array.from({ length: count }, (_, index) => `Ещё ${index},more-${index}@example.com`);
      await owner.importClients(['fullName,email', ...lines].join('\n'));
      const inMoscow = (ms: number) => new Date(ms + 3 * 3_600_000).toISOString().slice(0, 16);
      const { id: messageId } = await owner.call('POST', '/messages', { subject: 'Всем', text: 'Привет' });
      const draft = {
        ...{ messageId, writesHere: false, timezone: 'Europe/Moscow', isByHand: false },
        startAt: inMoscow(Date.now() - 60_000),
        endAt: inMoscow(endsAt),
      };
      const { id: userId } = await owner.call('GET', '/me');
      await page.evaluate(
        ([key, draft]) => localStorage.setItem(key!, draft!),
        [`draft:${userId}:mailing:new`, JSON.stringify(draft)],
      );
      await page.goto('/mailings/new?step=time');
      await page.getByText('Это время уже прошло').waitFor();
      await page.getByText(/не успеют до конца: в прошлый раз было/).waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Дальше: проверка' }).click();
      await page.getByRole('button', { name: 'Начать сразу' }).click();
      await page.getByText(/не успе(ет|ют) до конца рассылки/).waitFor(long);
      await expectAccessible(page);
      await owner.call('POST', `/mailings/${page.url().split('/').at(-1)}/stop`);
      await page.getByText('Завершена', { exact: true }).waitFor(long);
    }),
);
