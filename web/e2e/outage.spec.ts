import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join, normalize } from 'node:path';
import { expect } from 'vitest';
import { enter, enterAsNew } from './setup/accounts';
import { aBrowser, expectAccessible, walk } from './setup/browser';
import { freePort, serviceUrl } from './setup/service';

let otherPort: number;
const inBrowser = aBrowser(async () => {
  otherPort = await freePort();
  return { WEB_ORIGIN: `http://localhost:${otherPort}` };
});
const away = 'Сервис временно недоступен';

walk('With the database away a banner says so, what was typed stays, and the page recovers by itself', () =>
  inBrowser({ expectedErrors: /503|ERR_/ }, async (page) => {
    await enterAsNew(page);
    await page.goto('/clients');
    await page.getByText('Клиентов пока нет').waitFor();
    let isAway = true;
    await page.route('**/api/v1/clients?**', (route) =>
      isAway
        ? route.fulfill({
            status: 503,
            headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
            body: JSON.stringify({ status: 503, code: 'database.away', title: 'Database away' }),
          })
        : route.continue(),
    );
    await page.getByRole('searchbox').fill('Анна');
    await page.getByRole('status').getByText(away).waitFor();
    await expectAccessible(page);
    isAway = false;
    await page.getByText('Ничего не нашлось').waitFor({ timeout: 10_000 });
    await page.getByText(away).waitFor({ state: 'detached' });
    expect(await page.getByRole('searchbox').inputValue()).toBe('Анна');
  }),
);

walk('Offline is said, and a form that could not be sent keeps its text', () =>
  inBrowser({ expectedErrors: /ERR_INTERNET_DISCONNECTED|Failed to load/ }, async (page) => {
    await page.goto('/contact');
    await page.getByRole('textbox', { name: 'Ваше имя' }).fill('Анна');
    await page.getByRole('textbox', { name: 'Почта' }).fill('anna@example.com');
    await page.getByRole('textbox', { name: 'Сообщение' }).fill('Вопрос');
    await page.context().setOffline(true);
    await page.getByText('Нет связи с интернетом').waitFor();
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.getByText('Сервис не отвечает').waitFor();
    expect(await page.getByRole('textbox', { name: 'Сообщение' }).inputValue()).toBe('Вопрос');
    await page.context().setOffline(false);
    await page.getByText('Нет связи с интернетом').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.getByRole('heading', { name: 'Спасибо, Анна!' }).waitFor();
  }),
);

walk('A slow API shows skeletons without a jump, and a double click is one request', () =>
  inBrowser({}, async (page) => {
    await page.addInitScript(() => {
      const kept = window as unknown as { shift: number };
      kept.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          kept.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.route('**/api/v1/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      await route.continue();
    });
    await page.goto('/');
    await page.locator('.mantine-Skeleton-root').first().waitFor();
    await page
      .getByText(/получател/)
      .last()
      .waitFor();
    await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
    const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
    process.stdout.write(`layout shift of the home page on a slow API: ${shift.toFixed(3)}\n`);
    expect(shift).toBeLessThanOrEqual(0.1);

    let posted = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/contact')) posted += 1;
    });
    await page.goto('/contact');
    await page.getByRole('textbox', { name: 'Ваше имя' }).fill('Анна');
    await page.getByRole('textbox', { name: 'Телефон' }).fill('79161234567');
    await page.getByRole('textbox', { name: 'Сообщение' }).fill('Вопрос');
    await page.getByRole('button', { name: 'Отправить' }).dblclick();
    await page.getByRole('heading', { name: 'Спасибо, Анна!' }).waitFor();
    expect(posted).toBe(1);
  }),
);

walk(
  'A console on another port of the same host stays signed in at reload; a foreign origin gets no CORS header',
  () =>
    inBrowser({ expectedErrors: /404/ }, async (page) => {
      const email = await enterAsNew(page);
      const site = await aConsoleElsewhere(otherPort);
      try {
        await page.context().clearCookies();
        await enter(page, email, site.url);
        await page.goto(`${site.url}/sessions`);
        await page.getByText('это вы сейчас').waitFor();
        await page.reload();
        await page.getByText('это вы сейчас').waitFor();
      } finally {
        site.close();
      }
      const ask = async (origin: string) =>
        (await fetch(`${serviceUrl()}/api/v1/home`, { headers: { origin } })).headers.get(
          'access-control-allow-origin',
        );
      expect(await ask(site.url)).toBe(site.url);
      expect(await ask('https://foreign.example')).toBeNull();
    }),
);

/** The built console as another server would give it out: its head names the service. */
async function aConsoleElsewhere(port: number) {
  const dist = join(import.meta.dirname, '../dist');
  const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const ending = path.split('.').at(-1) ?? '';
    if (types[ending]) {
      response.setHeader('content-type', types[ending]);
      return response.end(readFileSync(join(dist, path)));
    }
    const page = readFileSync(join(dist, 'index.html'), 'utf8');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(page.replace('<head>', `<head><meta name="api-origin" content="${serviceUrl()}" />`));
  }).listen(port);
  await once(server, 'listening');
  return { url: `http://localhost:${port}`, close: () => server.close() };
}
