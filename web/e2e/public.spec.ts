import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enterAsNew } from './setup/accounts';
import { anAccount, asCaller } from './setup/api';
import { aBrowser, expectAccessible, expectNoSidewaysScroll, walk } from './setup/browser';

const inBrowser = aBrowser();
const day = 86_400_000;
const posts = '[aria-label="Из блога"] article';

walk(
  'Home and blog are read without a log-in; 0, 2 and 10 posts look right, and drafts are nobody’s',
  async () => {
    const write = (await asCaller(await anAccount('admin'))).call;
    // Other walks may have written some.
    const { items } = await write('GET', '/posts?limit=100');
    for (const { id } of items) await write('DELETE', `/posts/${id}`);
    const aPost = (number: number, publishAt: string | null) =>
      write('POST', '/posts', {
        title: `Запись ${number}`,
        content: `<h2>Часть</h2><p>${'Слова о рассылках. '.repeat(number * 4)}</p>`,
        publishAt,
      });
    // A browser keeps the answer for five seconds; each of these is another one.
    const atHome = (steps: (page: Page) => Promise<void>) =>
      inBrowser({}, async (page) => {
        await page.goto('/');
        await steps(page);
      });
    await atHome(async (page) => {
      await page.getByText('В блоге пока тихо').waitFor();
      await page.getByText(/уникальн\S+ получател/).waitFor();
      await expectAccessible(page);
    });
    const yesterday = new Date(Date.now() - day).toISOString();
    for (const number of [1, 2]) await aPost(number, yesterday);
    await atHome(async (page) => {
      await page.locator(posts).nth(1).waitFor();
      expect(await page.locator(posts).count()).toBe(2);
      await expectAccessible(page);
    });
    for (let number = 3; number <= 10; number += 1) await aPost(number, yesterday);
    const draft = await aPost(11, null);
    const later = await aPost(12, new Date(Date.now() + day).toISOString());
    const seen = new Set<string>();
    for (let round = 0; round < 5 && seen.size <= 3; round += 1) {
      await atHome(async (page) => {
        await page.locator(posts).nth(2).waitFor();
        expect(await page.locator(posts).count()).toBe(3);
        for (const title of await page.locator(`${posts} h3`).allTextContents()) seen.add(title);
      });
    }
    expect(seen.size).toBeGreaterThan(3);

    await inBrowser({ expectedErrors: /404/ }, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto('/');
      await page.locator(posts).nth(2).waitFor();
      expect(asked.filter((url) => url.includes('/api/v1/') && !url.includes('/media/'))).toHaveLength(1);
      await expectAccessible(page);

      await page.getByRole('link', { name: 'Все записи' }).click();
      await page.getByRole('heading', { name: 'Блог' }).first().waitFor();
      await expect.poll(() => page.locator('article').count()).toBe(10);
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Запись 10' }).click();
      await page.getByRole('heading', { name: 'Запись 10' }).waitFor();
      await page.getByText('1 просмотр').waitFor();
      await expectAccessible(page);

      for (const { slug } of [draft, later]) {
        await page.goto(`/posts/${slug}`);
        await page.getByRole('heading', { name: 'Такой записи нет' }).waitFor();
      }
      await page.goto('/no/such/page');
      await page.getByRole('heading', { name: 'Такой страницы нет' }).waitFor();
      await expectAccessible(page);
      await page.getByRole('main').getByRole('link', { name: 'На главную' }).click();
      await page.locator(posts).first().waitFor();
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto('/');
      await page.locator(posts).first().waitFor();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  },
);

walk('Contact thanks by name, and keeps the text when it is refused', () =>
  inBrowser({ expectedErrors: /400/ }, async (page) => {
    await page.goto('/contact');
    await page.getByRole('textbox', { name: 'Ваше имя' }).fill('Анна');
    await page.getByRole('textbox', { name: 'Сообщение' }).fill('Как подключить почту?');
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.getByText('Нужен адрес почты или телефон.').first().waitFor();
    expect(await page.getByRole('textbox', { name: 'Сообщение' }).inputValue()).toBe('Как подключить почту?');
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Телефон' }).fill('+7 916 123-45-67');
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.getByRole('heading', { name: 'Спасибо, Анна!' }).waitFor();
    await expectAccessible(page);
    await enterAsNew(page, 'manager');
    await page.goto('/manage/contacts');
    const row = page.getByRole('row').filter({ hasText: 'Как подключить почту?' }).first();
    await row.getByRole('button', { name: 'Анна' }).click();
    await page.getByRole('dialog').getByText('Как подключить почту?').waitFor();
    await expectAccessible(page);
  }),
);
