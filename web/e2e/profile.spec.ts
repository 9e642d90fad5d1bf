import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, expect } from 'vitest';
import { enter, enterAsNew, logIn } from './setup/accounts';
import { anEmail } from './setup/api';
import { aBrowser, expectAccessible, expectNoSidewaysScroll, walk } from './setup/browser';
import { password } from './setup/password';

const inBrowser = aBrowser();
const directory = mkdtempSync(join(tmpdir(), 'postledger-pictures-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A square of one colour. */
function aPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, 0x66)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

walk('A picture is shown before it is saved; text named .png and 20 MB are refused in words', () =>
  inBrowser({}, async (page) => {
    await enterAsNew(page);
    await page.goto('/profile');
    await page.getByRole('heading', { name: 'Профиль' }).waitFor();
    await expectAccessible(page);
    const choose = (name: string, bytes: Buffer) => {
      writeFileSync(join(directory, name), bytes);
      return page.locator('input[type=file]').setInputFiles(join(directory, name));
    };
    await choose('text.png', Buffer.from('Это не картинка'));
    await page.getByText(/Это не изображение PNG/).waitFor();
    await choose('huge.png', Buffer.alloc(20 * 1024 * 1024));
    await page.getByText('Файл больше 5 МБ. Выберите поменьше.').waitFor();
    await choose('me.png', aPng(300));
    await page.getByRole('img', { name: 'Так это будет выглядеть' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('button', { name: 'Сохранить' }).first().click();
    await page.getByText('Фотография сохранена').waitFor();
    await page.getByRole('img', { name: 'Фотография' }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }),
);

walk(
  'The profile is kept; a new address waits for its mailbox; a key is shown once; a password ends other sessions',
  () =>
    inBrowser({ expectedErrors: /400|401/ }, async (page) => {
      const email = await enterAsNew(page);
      await page.goto('/profile');
      await page.getByRole('textbox', { name: 'Как вас зовут' }).fill('Анна Ильина');
      await page.getByRole('textbox', { name: 'Страна' }).fill('Россия');
      await page.getByRole('button', { name: 'Сохранить' }).last().click();
      await page.getByText('Профиль сохранён').waitFor();
      const next = anEmail();
      await page.getByRole('textbox', { name: 'Новый адрес' }).fill(next);
      await page.getByRole('button', { name: 'Сменить адрес' }).click();
      await page.getByText(`Подтвердите адрес в почтовом ящике ${next}`).waitFor();
      await page.getByRole('textbox', { name: 'Название ключа' }).fill('Сайт');
      await page.getByRole('button', { name: 'Создать ключ' }).click();
      await page.getByText('Скопируйте его сейчас').waitFor();
      await expectAccessible(page);
      await page.reload();
      await page.getByText('Ещё не использован').waitFor();
      expect(await page.getByRole('textbox', { name: 'Как вас зовут' }).inputValue()).toBe('Анна Ильина');
      expect(await page.getByText('Скопируйте его сейчас').count()).toBe(0);
      await page.locator('input[autocomplete=current-password]').fill('не тот пароль');
      await page.locator('input[autocomplete=new-password]').fill(`${password} 2`);
      await page.getByRole('button', { name: 'Сменить пароль' }).click();
      await page.getByText('Это не ваш нынешний пароль.').waitFor();

      await inBrowser({ expectedErrors: /401/ }, async (other) => {
        await enter(other, email);
        await page.goto('/sessions');
        await page.getByRole('button', { name: 'Завершить все остальные' }).waitFor();
        await expectAccessible(page);
        await page.getByRole('button', { name: 'Завершить все остальные' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Завершить все остальные' }).click();
        await page
          .getByText(/^(Вход завершён|Остальные входы завершены)$/)
          .first()
          .waitFor();
        await other.goto('/sessions');
        await other.getByRole('heading', { name: 'Вход' }).waitFor();
        await logIn(other, email);
      });
    }),
);
