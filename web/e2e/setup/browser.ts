// A browser as a person has it; every page tells its errors, and axe looks at each screen that a walk opens.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { serviceUrl, startService } from './service';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const timeoutMs = 6_000;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface WalkOptions extends BrowserContextOptions {
  /** Errors on the console that belong to the walk: the 401 of a wrong password, for example. */
  expectedErrors?: RegExp;
}

/** A walk is skipped, by name, where there is no Chromium. */
export const walk = it.skipIf(inject('chromium') === null);

/** One service and one browser for a file of walks; `settings` are environment variables of that service. */
export function aBrowser(settings: () => Promise<Record<string, string>> = async () => ({})) {
  let browser: Browser | undefined;
  let stopService: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const executablePath = inject('chromium');
    if (executablePath === null) return;
    stopService = await startService(await settings());
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await stopService?.();
  });

  /** Opens a browser window, walks, and then looks whether its console stayed free of errors. */
  return async function inBrowser(options: WalkOptions, steps: (page: Page) => Promise<void>): Promise<void> {
    const { expectedErrors, ...context } = options;
    const window = await browser!.newContext({
      baseURL: serviceUrl(),
      locale: 'ru-RU',
      timezoneId: 'Europe/Moscow',
      viewport: { width: 1280, height: 800 },
      ...context,
    });
    window.setDefaultTimeout(timeoutMs);
    const page = await window.newPage();
    watchRequests(page);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
    });
    try {
      await steps(page);
      expect(errors.filter((error) => !expectedErrors?.test(error))).toEqual([]);
    } catch (fault) {
      if (process.env['SCREENS']) await page.screenshot({ path: `${process.env['SCREENS']}/failed.png` });
      throw fault;
    } finally {
      await window.close();
    }
  };
}

const waiting = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const open = new Set<Request>();
  waiting.set(page, open);
  page.on('request', (request) => {
    // A stream of events has no end.
    if (!request.url().endsWith('/events')) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

/** Until the page stands there with all that it asked for. */
export async function drawn(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await answersCome(page);
  await page.locator('.mantine-Skeleton-root, .mantine-Loader-root').first().waitFor({ state: 'detached' });
}

/** Until nothing is under way and nothing more is asked because of what came. */
async function answersCome(page: Page): Promise<void> {
  for (let quietRounds = 0; quietRounds < 3;) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30))));
    quietRounds = waiting.get(page)!.size === 0 ? quietRounds + 1 : 0;
  }
}

/** No fault of WCAG 2.2 A or AA, nor of best practice, in light and in dark; and no word of it is cut off. */
export async function expectAccessible(page: Page): Promise<void> {
  const root = page.locator('html');
  const before = await root.getAttribute('data-mantine-color-scheme');
  for (const scheme of ['light', 'dark']) {
    await root.evaluate((html, value) => html.setAttribute('data-mantine-color-scheme', value), scheme);
    await motionEnds(page);
    await picture(page, scheme);
    // The policy of the page allows no inline script: axe comes through the debugger.
    await page.evaluate(axeSource);
    const faults = await page.evaluate(
      async ({ rules }) => {
        const { axe: tool } = window as unknown as { axe: typeof axe };
        const { violations } = await tool.run({ runOnly: rules });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      },
      { rules },
    );
    expect(faults, `${page.url()} in ${scheme}`).toEqual([]);
  }
  await root.evaluate(
    (html, value) => html.setAttribute('data-mantine-color-scheme', value ?? 'light'),
    before,
  );
  await expectNothingCut(page);
}

/** Names may end in an ellipsis; headings, labels, buttons and times never. */
export async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const whole = 'h1, h2, h3, label, legend, thead th, [role=tab], .mantine-Button-label';
    const times = [...document.querySelectorAll('td, tbody th')].filter((cell) =>
      /GMT[+-]/.test(cell.textContent),
    );
    return [...document.querySelectorAll(whole), ...times]
      .filter(({ clientWidth, scrollWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1)
      .map(({ textContent }) => textContent);
  });
  expect.soft(cut, page.url()).toEqual([]);
}

/** What fades in has too little contrast until it is there; what turns for ever (a loader) is not waited for. */
async function motionEnds(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const moving = () =>
      document.getAnimations().filter((motion) => motion.effect?.getComputedTiming().endTime !== Infinity);
    for (let stillFrames = 0; stillFrames < 3;) {
      await nextFrame();
      stillFrames = moving().length === 0 ? stillFrames + 1 : 0;
    }
  });
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: window.innerWidth,
  }));
  expect.soft(scroll, page.url()).toBeLessThanOrEqual(width);
}

/** For the eyes of whoever set SCREENS to a directory. */
async function picture(page: Page, scheme: string): Promise<void> {
  const directory = process.env['SCREENS'];
  if (!directory) return;
  const { pathname } = new URL(page.url());
  const width = page.viewportSize()?.width ?? 0;
  const name = `${pathname.replaceAll('/', '_')}-${width}-${scheme}-${Date.now() % 100_000}.png`;
  await page.screenshot({ path: `${directory}/${name}` });
}
