// Every screen in both languages and on both sizes of screen; the language is changed on the page, in its own header.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enter } from './setup/accounts';
import {
  aBrowser,
  drawn,
  expectAccessible,
  expectNoSidewaysScroll,
  expectNothingCut,
  walk,
} from './setup/browser';
import { everything, type Everything, type Words } from './setup/everything';
import { routes, unseenByAxe, visitorScreens, workScreens } from './setup/screens';
import { expectNoTextHidden, expectWordsOf } from './setup/words';

const inBrowser = aBrowser();
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
/** Greek, which is neither of the two. */
const greek: Words = {
  names: ['Άννα Παπαδοπούλου', 'Νίκος Γεωργίου', 'Ελένη Δημητρίου'],
  tag: 'φίλοι',
  note: 'Ποιος είναι εδώ;',
  subject: 'Άνοιξη, {{fullName}}',
  html: '<h1>Γεια σας</h1><p>Ελάτε αύριο.</p>',
  mailings: ['Άνοιξη', 'Καλοκαίρι', 'Φθινόπωρο'],
  group: 'Συντάκτες',
  post: { title: 'Τα νέα μας', content: '<h2>Αρχή</h2><p>Ελάτε αύριο.</p>' },
};
let account: Promise<Everything> | undefined;
const theAccount = () => (account ??= everything(greek, 'admin'));

async function choose(language: 'ru' | 'en', page: Page): Promise<void> {
  const name = { ru: 'Русский', en: 'English' }[language];
  const menu = page.getByRole('button', { name: /^(RU|EN), / });
  await menu.or(page.getByRole('button', { name, exact: true })).click();
  if (await menu.count()) await page.getByRole('menuitem', { name }).click();
  await page.locator(`html[lang=${language}]`).waitFor();
  await drawn(page);
}

/** One screen in the language it came in, then in the other, at both sizes. */
async function look(page: Page, route: string): Promise<void> {
  const first = (await page.locator('html').getAttribute('lang')) as 'ru' | 'en';
  for (const language of [first, first === 'ru' ? 'en' : 'ru'] as const) {
    if (language !== first) await choose(language, page);
    await expectWordsOf(language, page);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectNoTextHidden(page);
      await expectNothingCut(page);
      await expectNoSidewaysScroll(page);
    }
    if (unseenByAxe.includes(route)) await expectAccessible(page);
    await page.setViewportSize(sizes[0]!);
  }
}

async function lookAt(screens: Record<string, readonly string[]>, page: Page): Promise<void> {
  const { ids } = await theAccount();
  for (const [route, addresses] of Object.entries(screens)) {
    for (const address of addresses) {
      await page.goto(address.replace(/\$(\w+)/, (_, name: keyof typeof ids) => ids[name]));
      await drawn(page);
      await look(page, route);
    }
  }
}

walk('Every route is one of the screens that these walks look at', () => {
  expect(Object.keys({ ...visitorScreens, ...workScreens }).sort()).toEqual(routes());
});

walk('What visitors see has no word of the other language, no key, and nothing that is cut off', () =>
  inBrowser({}, (page) => lookAt(visitorScreens, page)),
);

walk(
  'What stands behind the log-in has no word of the other language, no key, and nothing that is cut off',
  () =>
    inBrowser({}, async (page) => {
      await enter(page, (await theAccount()).email);
      await lookAt(workScreens, page);
    }),
  300_000,
);
