import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { logIn } from './setup/accounts';
import { anOwner } from './setup/api';
import { aBrowser, expectAccessible, expectNoSidewaysScroll, walk } from './setup/browser';

const inBrowser = aBrowser();

/** `rows` clients; every row of `bad` has an address that is none. */
function table(rows: number, bad: ReadonlySet<number>): Buffer {
  const lines = Array.from({ length: rows }, (_, row) =>
    bad.has(row) ? `Клиент ${row},нет адреса` : `Клиент ${row},client${row}@example.com`,
  );
  return Buffer.from(['Имя,Почта', ...lines].join('\n'));
}
const badRows = new Set(Array.from({ length: 37 }, (_, index) => 5 + index * 250));
const csv = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer });

walk('10,000 rows are checked and then imported; the 37 bad ones are told by line, field and reason', () =>
  inBrowser({}, async (page) => {
    const owner = await anOwner();
    await page.goto('/clients');
    await logIn(page, owner.email);
    await page.getByRole('main').getByRole('link', { name: 'Импорт' }).first().click();
    await page.getByText('Импортов ещё не было').waitFor();
    await expectAccessible(page);
    await page.locator('input[type=file]').setInputFiles(csv('клиенты.csv', table(10_000, badRows)));
    await page.getByRole('button', { name: 'Проверить файл' }).click();
    const progress = page.getByRole('region', { name: 'Ход импорта' });
    await progress.getByText('Завершён').waitFor({ timeout: 30_000 });
    await progress.getByText('ни один клиент не изменился').waitFor();
    const cell = (row: number, column: number) =>
      progress.getByRole('row').nth(row).locator('th,td').nth(column).innerText();
    const firstRow = await Promise.all([cell(1, 0), cell(1, 1), cell(1, 2)]);
    expect(firstRow).toEqual(['7', 'Почта', 'Это не похоже на адрес почты. Пример: anna@example.com']);
    expect(await progress.getByRole('row').count()).toBe(1 + 37);
    await expectAccessible(page);
    expect((await owner.call('GET', '/clients?withTotal=true&limit=1')).total).toBe(0);

    const trial = page.url();
    await page.getByRole('button', { name: 'Импортировать файл' }).click();
    await page.waitForURL((url) => url.href !== trial);
    // Whoever comes back in the middle finds the import that is going on.
    await page.reload();
    await progress.getByText('Завершён').waitFor({ timeout: 30_000 });
    const counts = await progress.locator('dd').allInnerTexts();
    expect(counts.map((text) => text.replace(/\s/g, ''))).toEqual(['10000', '9963', '0', '0', '37']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      progress.getByRole('button', { name: 'Скачать эти строки' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('клиенты-rejected.csv');
    const refused = readFileSync(await download.path(), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(refused).toHaveLength(1 + 37);
    expect(refused.slice(1).every((line) => line.includes('нет адреса'))).toBe(true);
    await page.getByRole('main').getByRole('link', { name: 'Клиенты', exact: true }).click();
    await page.getByText('9 963 клиента').waitFor();
  }),
);

walk('A second import at once is refused in words, and a table that is none too', () =>
  inBrowser({ expectedErrors: /409|400/ }, async (page) => {
    const owner = await anOwner();
    await page.goto('/clients/import');
    await logIn(page, owner.email);
    const choose = (file: { name: string; mimeType: string; buffer: Buffer }) =>
      page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('switch', { name: 'Только проверить' }).click();
    await choose(csv('рисунок.csv', Buffer.from('PK\u0003\u0004 a workbook')));
    await page.getByRole('button', { name: 'Импортировать', exact: true }).click();
    await page.getByText('Нужна таблица в виде текста (CSV).').waitFor();
    await choose(csv('много.csv', table(150_000, new Set())));
    await page.getByRole('button', { name: 'Импортировать', exact: true }).click();
    await page.waitForURL(/\/clients\/import\?id=/);
    await page.getByText('Идёт').or(page.getByText('В очереди')).first().waitFor();
    await page.getByRole('button', { name: 'Импортировать', exact: true }).click();
    await page.getByText('Один импорт уже идёт. Дождитесь его окончания.').waitFor();
    await expectAccessible(page);
  }),
);

walk('On a phone the import fits, and a table of refused rows scrolls inside itself', () =>
  inBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true }, async (page) => {
    const owner = await anOwner();
    await page.goto('/clients/import');
    await logIn(page, owner.email);
    await page.locator('input[type=file]').setInputFiles(csv('клиенты.csv', table(40, new Set([1, 3]))));
    await page.getByRole('button', { name: 'Проверить файл' }).tap();
    await page.getByText('ни один клиент не изменился').waitFor({ timeout: 20_000 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }),
);
