import { expect } from 'vitest';
import { logIn } from './setup/accounts';
import { anOwner } from './setup/api';
import { aBrowser, walk } from './setup/browser';

const inBrowser = aBrowser();
const clients = 100_000;

walk(
  '100,000 clients: there at once, searched, scrolled to the end, one changed, and the place is kept',
  () =>
    inBrowser({}, async (page) => {
      const owner = await anOwner();
      const rows = Array.from(
        { length: clients },
        (_, n) => `Клиент ${String(n).padStart(6, '0')},c${n}@example.com`,
      );
      expect((await owner.importClients(['Имя,Почта', ...rows].join('\n'))).created).toBe(clients);
      await page.goto('/clients/new');
      await logIn(page, owner.email);
      await page.getByRole('textbox', { name: 'Имя' }).waitFor();

      const before = Date.now();
      await page.getByRole('navigation').getByRole('link', { name: 'Клиенты' }).click();
      await page.getByRole('rowheader').first().waitFor();
      process.stdout.write(`100,000 clients: first rows after ${Date.now() - before} ms\n`);
      const nodes = () => page.locator('*').count();
      expect(await nodes()).toBeLessThanOrEqual(1_500);

      await page.getByRole('searchbox').fill('012345');
      await page.getByText('1 клиент', { exact: true }).waitFor();
      await page.getByRole('rowheader', { name: 'Клиент 012345' }).waitFor();
      await page.getByRole('searchbox').fill('Клиент 0990');
      await page.getByText('100 клиентов', { exact: true }).waitFor();
      await page.getByRole('searchbox').fill('Клиент 099');
      await page.getByText('1 000 клиентов', { exact: true }).waitFor();

      const box = page.getByRole('region', { name: 'Клиенты' });
      const last = page.getByRole('rowheader', { name: 'Клиент 099000' });
      for (let round = 0; round < 60 && !(await last.isVisible()); round += 1) {
        await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
        await page.waitForTimeout(150);
      }
      await last.waitFor();
      await page.getByText('Это всё: 1 000 строк').waitFor();
      expect(await nodes()).toBeLessThanOrEqual(1_500);

      await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
      await page.waitForTimeout(300);
      const place = await box.evaluate((element) => element.scrollTop);
      const names = await page.getByRole('rowheader').allInnerTexts();
      const chosen = names[Math.floor(names.length / 2)]!;
      await page.getByRole('link', { name: chosen }).click();
      await page.getByRole('link', { name: 'Изменить' }).click();
      await page.getByRole('textbox', { name: 'Имя' }).fill(`${chosen} (изменён)`);
      await page.getByRole('button', { name: 'Сохранить' }).click();
      await page.getByRole('heading', { name: `${chosen} (изменён)` }).waitFor();
      await page.goBack();
      await page.goBack();
      await page.goBack();
      await page.getByRole('rowheader', { name: `${chosen} (изменён)` }).waitFor();
      expect(Math.abs((await box.evaluate((element) => element.scrollTop)) - place)).toBeLessThan(50);
    }),
);
