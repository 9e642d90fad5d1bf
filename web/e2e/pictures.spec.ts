// `npm run pictures` keeps a picture of each main screen: for the eyes of whoever changes one, never compared by a test.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe } from 'vitest';
import { enter } from './setup/accounts';
import { aBrowser, drawn, walk } from './setup/browser';
import { firstAdmin } from './setup/password';
import { everything, type Everything, type Words } from './setup/everything';

const directory = process.env['PICTURES'];
const inBrowser = aBrowser();

const russian: Words = {
  names: ['Анна Ильина', 'Борис Коваль', 'Вера Соколова', 'Глеб Орлов', 'Дарья Ким'],
  tag: 'друзья чайной',
  note: 'Как заказать чай на дом?',
  subject: 'Осенний чай, {{fullName}}',
  html: '<h1>Здравствуйте, {{fullName}}!</h1><p>У нас новый урожай. Приходите в субботу на веранду.</p>',
  mailings: ['Новый урожай', 'Еженедельное письмо', 'Скидки к празднику'],
  group: 'Редакция',
  post: {
    title: 'Как мы выбираем чай',
    content: '<h2>Весна</h2><p>Первый сбор снимают в апреле, и он самый нежный.</p>',
  },
};
const english: Words = {
  names: ['Anna Weaver', 'Boris Cole', 'Clara Stone', 'David Reed', 'Emma King'],
  tag: 'tea friends',
  note: 'How do I order tea to my home?',
  subject: 'Autumn tea, {{fullName}}',
  html: '<h1>Hello, {{fullName}}!</h1><p>The new harvest is here. Join us on the porch on Saturday.</p>',
  mailings: ['New harvest', 'Weekly letter', 'Holiday offers'],
  group: 'Editors',
  post: {
    title: 'How we choose tea',
    content: '<h2>Spring</h2><p>The first harvest comes in April, and it is the finest.</p>',
  },
};

interface Look {
  language: 'ru' | 'en';
  scheme: 'light' | 'dark';
  size: 'desktop' | 'phone';
}
type Shot = readonly [name: string, address: string, ...Look[]];
const as = (language: Look['language'], size: Look['size'], scheme: Look['scheme']): Look => ({
  ...{ language, size, scheme },
});

const visitorShots: readonly Shot[] = [
  ['home', '/', as('ru', 'desktop', 'light'), as('en', 'phone', 'dark')],
  ['login', '/login', as('en', 'phone', 'light')],
];
const shots: readonly Shot[] = [
  ['clients', '/clients', as('ru', 'desktop', 'light'), as('en', 'phone', 'dark')],
  ['client', '/clients/$client', as('en', 'desktop', 'dark')],
  ['import', '/clients/import?id=$import', as('ru', 'phone', 'light')],
  ['message', '/messages/$message', as('ru', 'desktop', 'dark'), as('en', 'phone', 'light')],
  ['mailings', '/mailings', as('en', 'desktop', 'light'), as('ru', 'phone', 'dark')],
  ['mailing', '/mailings/$mailing', as('ru', 'desktop', 'light'), as('ru', 'phone', 'light')],
  [
    'mailing-time',
    '/mailings/$planned/edit?step=time',
    as('en', 'desktop', 'dark'),
    as('ru', 'phone', 'light'),
  ],
  ['delivery', '/deliveries/$delivery', as('ru', 'desktop', 'light')],
  ['attempts', '/attempts', as('en', 'desktop', 'light')],
  ['stats', '/stats', as('ru', 'desktop', 'dark'), as('en', 'phone', 'light')],
];
const adminShots: readonly Shot[] = [['users', '/admin/users', as('ru', 'desktop', 'light')]];
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

async function keep(page: Page, [name, address, ...looks]: Shot, { ids }: Everything, language: string) {
  for (const look of looks.filter((one) => one.language === language)) {
    await page.setViewportSize(sizes[look.size]);
    await page.emulateMedia({ colorScheme: look.scheme });
    await page.goto(address.replace(/\$(\w+)/, (_, one: keyof typeof ids) => ids[one]));
    await page.getByRole('button', { name: /Учётная запись|Account|Русский|English/ }).waitFor();
    await drawn(page);
    const path = join(directory!, `${name}-${language}-${look.size}-${look.scheme}.webp`);
    await sharp(await page.screenshot())
      .webp({ quality: 75 })
      .toFile(path);
  }
}

async function photograph(language: 'ru' | 'en', words: Words): Promise<void> {
  mkdirSync(directory!, { recursive: true });
  const account = await everything(words, 'user');
  const visits = [
    [null, visitorShots],
    [account.email, shots],
    [firstAdmin, adminShots],
  ] as const;
  for (const [email, taken] of visits) {
    await inBrowser({ locale: { ru: 'ru-RU', en: 'en-GB' }[language] }, async (page) => {
      if (email) await enter(page, email);
      for (const shot of taken) await keep(page, shot, account, language);
    });
  }
}

describe.runIf(directory)('The main screens with what a tea house would have on them', () => {
  walk('in Russian', () => photograph('ru', russian));
  walk('in English', () => photograph('en', english));
});
