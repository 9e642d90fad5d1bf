import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enter, enterAsNew } from './setup/accounts';
import { asCaller, eventually } from './setup/api';
import { aBrowser, expectAccessible, expectNoSidewaysScroll, walk } from './setup/browser';
import { firstAdmin } from './setup/password';

const inBrowser = aBrowser();

async function aMailingOf(email: string, name: string): Promise<string> {
  const { call } = await asCaller(email);
  await call('POST', '/clients', { fullName: 'Анна', email: 'anna@example.com' });
  const { id: messageId } = await call('POST', '/messages', { subject: 'Здравствуйте', text: 'Привет' });
  const aMailing = { messageId, audience: { filter: {} } };
  const { id: sent } = await call('POST', '/mailings', { ...aMailing, name: 'Отправленная' });
  await call('POST', `/mailings/${sent}/run`);
  await eventually(async () => (await call('GET', `/mailings/${sent}`)).status === 'completed');
  const { id } = await call('POST', '/mailings', { ...aMailing, name });
  return id;
}

walk(
  'A manager sees whose every mailing is and disables it with a reason; its owner reads why and cannot enable it',
  () =>
    inBrowser({}, async (owner) => {
      const email = await enterAsNew(owner);
      const id = await aMailingOf(email, 'Осенняя распродажа');
      await owner.goto(`/mailings/${id}`);
      await owner.getByRole('button', { name: 'Запустить' }).waitFor();
      await inBrowser({}, async (page) => {
        await enterAsNew(page, 'manager');
        await page.getByRole('link', { name: 'Все рассылки' }).click();
        const row = page.getByRole('row', { name: /Осенняя распродажа/ }).filter({ hasText: email });
        await row.waitFor();
        await expectAccessible(page);
        await row.getByRole('button', { name: /^Отключить/ }).click();
        await page.getByRole('textbox', { name: 'Причина для владельца' }).fill('Жалобы получателей');
        await expectAccessible(page);
        await page.getByRole('dialog').getByRole('button', { name: 'Отключить' }).click();
        await row.getByText('Отключена').waitFor();
        await owner.reload();
        await owner.getByText('Рассылку отключил менеджер').waitFor();
        await owner.getByText('Причина: Жалобы получателей').waitFor();
        for (const name of ['Включить', 'Запустить'])
          expect(await owner.getByRole('button', { name }).count()).toBe(0);
        await expectAccessible(owner);
        await expect((await asCaller(email)).call('POST', `/mailings/${id}/enable`)).rejects.toThrow('403');
        await row.getByRole('button', { name: /^Включить/ }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Включить' }).click();
        await row.getByText('Ожидает').waitFor();

        await row.getByRole('link', { name: 'Осенняя распродажа' }).click();
        await page.getByRole('button', { name: 'Отключить', exact: true }).waitFor();
        for (const name of [/Запустить/, /Пауза/, /Остановить/, /Удалить/])
          expect(await page.getByRole('button', { name }).count()).toBe(0);
        expect(await page.getByRole('main').getByRole('link', { name: 'Изменить' }).count()).toBe(0);
        const client = (await (await asCaller(email)).call('GET', '/clients')).items[0];
        const others = [`/mailings/${id}/edit`, `/clients/${client.id}/edit`];
        for (const address of [...others, '/admin/users', '/admin/groups', '/admin/posts', '/audit']) {
          await page.goto(address);
          await page.getByRole('heading', { name: 'Сюда нет доступа' }).waitFor();
        }
        await expectAccessible(page);
        await page.goto('/stats');
        await page.getByRole('link', { name: 'Весь сервис' }).click();
        const { attempts, messagesSent } = await (await asCaller(firstAdmin)).call('GET', '/stats');
        const numbers = await page.getByText('Отправлено сообщений').locator('..').innerText();
        expect(messagesSent).toBeGreaterThan(0);
        expect(Number(numbers.replace(/\D/g, ''))).toBe(messagesSent);
        const succeeded = page.getByRole('row', { name: /^Успех/ });
        expect(Number((await succeeded.innerText()).replace(/\D/g, ''))).toBe(attempts.success);
        await expectAccessible(page);
        await page.setViewportSize({ width: 390, height: 844 });
        await page.goto('/manage/mailings');
        await row.waitFor();
        await expectNoSidewaysScroll(page);
      });
    }),
);

walk('An admin blocks a user who is signed in elsewhere: the next click there leads to the sign-in', () =>
  inBrowser({ expectedErrors: /401|403/ }, async (user) => {
    const email = await enterAsNew(user);
    await inBrowser({}, async (page) => {
      await enterAsNew(page, 'admin');
      await page.getByRole('link', { name: 'Пользователи и права' }).click();
      await page.getByRole('searchbox', { name: 'Имя или почта' }).fill(email);
      await page.getByText('1 пользователь').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: `Действия: ${email}` }).click();
      await page.getByRole('menuitem', { name: 'Заблокировать' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Заблокировать' }).click();
      await page
        .getByRole('row', { name: new RegExp(email) })
        .getByText('Заблокирован', { exact: true })
        .waitFor();
      await user.goto('/profile');
      await user.getByRole('heading', { name: 'Вход' }).waitFor();
      await page.goto('/audit');
      await page.getByText('заблокирован пользователь').first().waitFor();
      await expectAccessible(page);
    });
  }),
);

walk(
  'A group that may write the blog puts it into the menu without a new log-in, and a post waits for its time',
  () =>
    inBrowser({ expectedErrors: /400/ }, async (writer) => {
      const email = await enterAsNew(writer);
      await inBrowser({}, async (page) => {
        await enterAsNew(page, 'admin');
        await page.goto('/admin/groups');
        await page.getByRole('heading', { name: 'Кто что может' }).waitFor();
        await expectAccessible(page);
        await page.getByRole('link', { name: 'Новая группа' }).first().click();
        await page.getByRole('textbox', { name: 'Название' }).fill(`Редакция ${email}`);
        await page.getByRole('checkbox', { name: 'писать, изменять и удалять записи блога' }).check();
        await page.getByRole('button', { name: 'Создать' }).click();
        await page.getByText('В группе пока никого.').waitFor();
        await page.getByRole('combobox', { name: 'Добавить участника' }).fill(email);
        await page.getByRole('option', { name: new RegExp(email) }).click();
        await page.getByText(`${email} теперь в группе`).waitFor();
        await expectAccessible(page);
      });
      // Rights are asked for again when somebody comes back to the page.
      const entry = writer.getByRole('link', { name: 'Записи блога' });
      await expect
        .poll(() => comeBack(writer).then(() => entry.count()), { timeout: 40_000, interval: 500 })
        .toBe(1);
      await entry.click();
      await writer.getByRole('link', { name: 'Новая запись' }).first().click();
      await writer.getByRole('textbox', { name: 'Заголовок' }).fill('Зимние скидки');
      await writer.getByRole('textbox', { name: 'Текст' }).fill('Первый абзац\n\nВторой абзац');
      await writer.getByRole('region', { name: 'Как это увидят' }).getByText('Второй абзац').waitFor();
      await writer.getByRole('radio', { name: 'В назначенное время' }).check();
      await writer.getByRole('textbox', { name: 'Дата и время' }).fill('31.02.2033 10:00');
      await expectAccessible(writer);
      await writer.getByRole('button', { name: 'Сохранить' }).click();
      await writer.getByText('Нет такой даты или времени. Пример: 31.12.2026 09:30').waitFor();
      await writer.getByRole('textbox', { name: 'Дата и время' }).fill('31.12.2033 10:00');
      await writer.getByRole('button', { name: 'Сохранить' }).click();
      await writer
        .getByRole('row', { name: /Зимние скидки/ })
        .getByText('Выйдет позже')
        .waitFor();
      await expectAccessible(writer);
    }),
);

/** As a browser tells it. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));

walk('The last admin is told why the role stays', () =>
  inBrowser({}, async (page) => {
    const email = firstAdmin;
    const { call } = await asCaller(email);
    const { items } = await call('GET', '/users?role=admin&status=active&limit=200');
    for (const other of items.filter((one: { email: string }) => one.email !== email)) {
      await call('PUT', `/users/${other.id}/role`, { role: 'user' });
    }
    await enter(page, email);
    await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
    await page.getByRole('button', { name: `Действия: ${email}` }).click();
    await page.getByText('Себя заблокировать нельзя').waitFor();
    await page.getByRole('menuitem', { name: 'Сменить роль' }).click();
    await page.getByText(/единственный администратор/).waitFor();
    await expectAccessible(page);
  }),
);
