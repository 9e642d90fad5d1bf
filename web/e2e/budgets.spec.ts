// Bytes as they go over the wire, compressed: what is too much is noticed when it comes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enterAsNew } from './setup/accounts';
import { aBrowser, walk } from './setup/browser';
import { serviceUrl } from './setup/service';

const inBrowser = aBrowser();
const dist = join(import.meta.dirname, '../dist');

const sizeOf = (paths: readonly string[]) =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length / 1000, 0);

const builtFiles = (name: RegExp) =>
  readdirSync(join(dist, 'assets'))
    .filter((file) => name.test(file))
    .map((file) => `/assets/${file}`);

/** Each answer names the files of the console that came since the last one, and had not come before. */
function watchFiles(page: Page) {
  const known = new Set<string>();
  let fresh: string[] = [];
  page.on('response', (response) => {
    const { pathname, origin } = new URL(response.url());
    if (origin !== serviceUrl() || known.has(pathname) || !existsSync(join(dist, pathname))) return;
    known.add(pathname);
    fresh.push(pathname);
  });
  return async () => {
    await page.waitForLoadState('networkidle');
    const files = fresh;
    fresh = [];
    return files;
  };
}

walk('The first screen and each further one stay within their budgets', () =>
  inBrowser({}, async (page) => {
    const look = watchFiles(page);
    const say = (what: string, kB: number) => process.stdout.write(`${what}: ${kB.toFixed(1)} kB\n`);
    await page.goto('/login');
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    const first = await look();
    const ending = (name: string) => sizeOf(first.filter((path) => path.endsWith(name)));
    say('first screen, JS', ending('.js'));
    say('first screen, CSS', ending('.css'));
    expect(ending('.js')).toBeLessThanOrEqual(185);
    expect(ending('.css')).toBeLessThanOrEqual(25);
    expect(first.filter((path) => /\/(ru|en)-/.test(path))).toHaveLength(1);

    await enterAsNew(page);
    const shared = sizeOf(await look());
    say('what all pages behind the log-in share', shared);
    expect(shared).toBeLessThanOrEqual(110);
    for (const path of furtherScreens) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const own = (await look()).filter((file) => !/wall-time-picker/.test(file));
      say(path, sizeOf(own));
      expect(sizeOf(own), own.join(' ')).toBeLessThanOrEqual(40);
    }
    expect(sizeOf(builtFiles(/wall-time-picker.*js$/))).toBeLessThanOrEqual(80);
    expect(sizeOf(builtFiles(/time-plot.*js$/))).toBeLessThanOrEqual(25);
  }),
);

const furtherScreens = [
  '/clients',
  '/clients/new',
  '/clients/import',
  '/messages',
  '/messages/new',
  '/mailings',
  '/mailings/new?step=time',
  '/attempts',
  '/stats',
  '/profile',
];

walk('A page that is opened anew needs at most 40 requests, twelve of them to the API', () =>
  inBrowser({}, async (page) => {
    await enterAsNew(page);
    for (const path of ['/clients', '/mailings', '/mailings/new?step=time', '/attempts', '/profile', '/']) {
      const requests: string[] = [];
      page.on('request', (request) => requests.push(new URL(request.url()).pathname));
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      const asked = requests.filter((one) => one.startsWith('/api/'));
      process.stdout.write(`${path}: ${requests.length} requests, ${asked.length} of them to the API\n`);
      expect(requests.length, requests.join(' ')).toBeLessThanOrEqual(40);
      expect(asked.length, asked.join(' ')).toBeLessThanOrEqual(12);
      expect(await page.locator('*').count()).toBeLessThanOrEqual(1500);
      page.removeAllListeners('request');
    }
  }),
);
