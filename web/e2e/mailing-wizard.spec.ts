import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enter, enterAsNew, logIn } from './setup/accounts';
import { anOwner, manyClients } from './setup/api';
import { aBrowser, expectAccessible, expectNoSidewaysScroll, walk } from './setup/browser';

const inBrowser = aBrowser();
const soon = { timeout: 20_000 };

walk('An owner writes a letter, chooses whom and when, runs it, and reads what the mail server said', () =>
  inBrowser({}, async (page) => {
    const owner = await anOwner();
    await owner.importClients(manyClients(3));
    await page.goto('/login');
    await logIn(page, owner.email);
    await page.getByRole('link', { name: 'Рассылки', exact: true }).click();
    await page.getByText('Рассылок пока нет').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Новая рассылка' }).first().click();
    await page.getByRole('radio', { name: 'Написать здесь' }).click();
    await page.getByRole('textbox', { name: 'Тема' }).fill('Скидка, {{fullName}}');
    await page.getByRole('textbox', { name: 'Текст' }).fill('Приходите завтра.');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Дальше: получатели' }).click();
    await page.getByText('3 получателя', { exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Дальше: время' }).click();
    await page.getByRole('radio', { name: /Вручную/ }).click();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Дальше: проверка' }).click();
    await page.getByText('Скидка, {{fullName}}').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Создать рассылку' }).click();
    await page.getByRole('heading', { name: 'Скидка, {{fullName}}' }).waitFor();
    await page.getByText('Пока ничего').waitFor();
    await page.getByRole('button', { name: 'Запустить' }).click();
    const dialog = page.getByRole('dialog', { name: 'Запустить сейчас?' });
    await dialog.getByRole('button', { name: 'Запустить' }).click();
    await page.getByText('3 из 3').waitFor(soon);
    await page.getByText('Завершена', { exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Попытки' }).click();
    await page.getByText('250', { exact: true }).first().waitFor();
    for (const tab of ['Отправки', 'Хронология', 'Статистика']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await expectAccessible(page);
    }
    await page.getByRole('link', { name: 'Статистика', exact: true }).click();
    await page.getByText('По рассылкам').waitFor();
    await expectAccessible(page);
  }),
);

walk(
  'A start is typed or pasted in either way of writing the year, and a day that does not exist is refused',
  () =>
    inBrowser({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      const { email, call } = await anOwner();
      const { id: messageId } = await call('POST', '/messages', { subject: 'Весна', text: 'Привет' });
      const other = { name: 'Уже стоит', messageId, audience: { filter: {} }, timezone: 'Europe/Moscow' };
      await call('POST', '/mailings', { ...other, startAt: '05.03.2027 08:00' });
      await enter(page, email);
      await page.goto('/mailings/new?step=time');
      const field = page.getByRole('group', { name: 'Начать' });
      await field.waitFor();
      for (const text of ['31.12.2026 09:30', '31.12.26 09:30']) {
        await paste(page, '01.01.2027 10:00');
        await field.getByText('2027').waitFor();
        await paste(page, text);
        await page.getByText('чт, 31.12.2026, 09:30 GMT+3').waitFor();
      }
      for (const text of ['31.02.2033 10:00', 'abc']) {
        await paste(page, text);
        await page.getByText('Нет такой даты или времени').waitFor();
        await expectAccessible(page);
        await paste(page, '31.12.2026 09:30');
        await page.getByText('Нет такой даты или времени').waitFor({ state: 'detached' });
      }
      await field.getByRole('spinbutton').first().click();
      await page.keyboard.type('05032027');
      await page.keyboard.type('1845');
      await page.getByText('пт, 05.03.2027, 18:45 GMT+3').waitFor();
      const taken = page.getByRole('alert').filter({ hasText: 'В этот день уже есть ваша рассылка' });
      await taken.getByText('пт, 05.03.2027, 08:00 GMT+3').waitFor();
      await taken.getByRole('link', { name: 'Уже стоит' }).waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Дальше: проверка' }).click();
      await page.getByRole('button', { name: 'Запланировать на пт, 05.03.2027, 18:45 GMT+3' }).waitFor();
      await page.getByText('Черновик сохранён в этом браузере').waitFor();
      await page.reload();
      await page.getByText('Здесь ваш черновик с прошлого раза.').waitFor();
      await page.getByText('пт, 05.03.2027, 18:45 GMT+3').first().waitFor();
    }),
);

/** As somebody does who has the time in another window. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.getByRole('group', { name: 'Начать' }).getByRole('spinbutton').first().click();
  await page.keyboard.press('Control+V');
}

walk(
  'From Tokyo a daily mailing in Berlin shows five firings over the change of the clocks, in both zones',
  () =>
    inBrowser(
      { timezoneId: 'Asia/Tokyo', permissions: ['clipboard-read', 'clipboard-write'] },
      async (page) => {
        const { email, call } = await anOwner();
        await page.goto('/login');
        await logIn(page, email);
        await page.goto('/mailings/new?step=time');
        await page.getByRole('combobox', { name: 'Часовой пояс рассылки' }).fill('Berlin');
        await page.getByRole('option', { name: 'Europe/Berlin' }).click();
        await page.getByRole('group', { name: 'Начать' }).waitFor();
        await paste(page, '26.03.2027 09:30');
        await page.getByRole('combobox', { name: 'Повторять' }).click();
        await page.getByRole('option', { name: 'Каждый день' }).click();
        const schedule = { startAt: '26.03.2027 09:30', timezone: 'Europe/Berlin', periodicity: 'daily' };
        const { occurrences } = (await call('POST', '/mailings/schedule', schedule)) as {
          occurrences: string[];
        };
        const rows = page.getByRole('listitem').filter({ hasText: /GMT\+9/ });
        await rows.nth(4).waitFor();
        const shown = await rows.allInnerTexts();
        expect(shown).toHaveLength(5);
        expect(occurrences.map((iso) => iso.slice(11, 16))).toEqual([
          '08:30',
          '08:30',
          '07:30',
          '07:30',
          '07:30',
        ]);
        for (const [index, iso] of occurrences.entries()) {
          const offset = iso.slice(11, 16) === '08:30' ? 'GMT+1' : 'GMT+2';
          expect(shown[index]).toContain(`09:30 ${offset}`);
          expect(shown[index]).toContain(`${iso.slice(11, 16) === '08:30' ? '17:30' : '16:30'} GMT+9`);
        }
        await expectAccessible(page);
      },
    ),
);

walk('An audience is counted as it is chosen; nobody is a warning, not an error', () =>
  inBrowser({}, async (page) => {
    const owner = await anOwner();
    await owner.importClients(manyClients(40));
    await page.goto('/login');
    await logIn(page, owner.email);
    await page.goto('/mailings/new?step=audience');
    await page.getByText('40 получателей', { exact: true }).waitFor();
    await page.getByRole('radio', { name: 'По кодам и меткам' }).click();
    const codes = page.getByRole('combobox', { name: 'Коды оператора' });
    await codes.click();
    await page.getByRole('option', { name: /^916/ }).click();
    await page.getByText('20 получателей', { exact: true }).waitFor({ timeout: 3_000 });
    // An answer that comes late would be one to another question: it is dropped.
    await page.route('**/mailings/audience', async (route) => {
      const isOld = !route.request().postData()?.includes('vip');
      if (isOld) await new Promise((resolve) => setTimeout(resolve, 2_000));
      await route.continue().catch(() => undefined);
    });
    const asked = page.waitForRequest('**/mailings/audience');
    const dropped = page.waitForEvent('requestfailed');
    await page.getByRole('option', { name: /^903/ }).click();
    await asked;
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Метки' }).click();
    await page.getByRole('option', { name: /^vip/ }).click();
    expect((await dropped).url()).toMatch(/audience$/);
    await page.getByText('10 получателей', { exact: true }).waitFor({ timeout: 3_000 });
    expect(await page.getByRole('list', { name: 'Например' }).getByRole('listitem').count()).toBe(6);
    await page.keyboard.press('Escape');
    await expectAccessible(page);

    await codes.click();
    for (const code of ['903', '916']) {
      await page.keyboard.press('Backspace');
      await page.getByRole('option', { name: code }).waitFor();
    }
    await page.getByRole('option', { name: /^903/ }).click();
    await page.getByText('Пока никому').waitFor();
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'Выбранным клиентам' }).click();
    await page.getByText('Выберите хотя бы одного клиента.').waitFor();
    await page.getByRole('combobox', { name: /Кого выбрать|Выбран/ }).fill('Клиент 7');
    await page.getByRole('option', { name: /Клиент 7 / }).click();
    await page.getByText('1 получатель', { exact: true }).waitFor({ timeout: 3_000 });
    await page.getByRole('radio', { name: 'Всем клиентам' }).click();
    await page.goto('/mailings/new?step=message');
    await page.getByRole('radio', { name: 'СМС' }).waitFor();
  }),
);

walk('A planned mailing is changed on pages of its own; one that is over says that it cannot be', () =>
  inBrowser({}, async (page) => {
    const { email, call } = await anOwner();
    const { id: messageId } = await call('POST', '/messages', { subject: 'Весна', text: 'Привет' });
    const plan = { name: 'Весенняя', messageId, audience: { filter: {} }, timezone: 'Europe/Moscow' };
    const { id } = await call('POST', '/mailings', {
      ...plan,
      startAt: '05.03.2027 08:00',
      periodicity: 'daily',
    });
    await enter(page, email);
    await page.goto(`/mailings/${id}`);
    await page.getByRole('main').getByRole('link', { name: 'Изменить' }).click();
    await page.getByRole('textbox', { name: 'Название' }).fill('Весенняя, вторая');
    await page.getByText('Черновик сохранён в этом браузере').waitFor();
    // Whoever leaves in the middle goes on where they were.
    await page.goto(`/mailings/${id}/edit?step=time`);
    await page.getByText('Здесь ваш черновик с прошлого раза.').waitFor();
    await page.getByText('пт, 05.03.2027, 08:00 GMT+3').first().waitFor();
    await page.getByRole('combobox', { name: 'Повторять' }).click();
    await page.getByRole('option', { name: 'Каждую неделю' }).click();
    await page.getByText('пт, 12.03.2027, 08:00 GMT+3').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Дальше: проверка' }).click();
    await page.getByText('Весенняя, вторая').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('heading', { name: 'Весенняя, вторая' }).waitFor();
    await page.getByText('Каждую неделю').waitFor();
    expect(await call('GET', `/mailings/${id}`)).toMatchObject({
      name: 'Весенняя, вторая',
      periodicity: 'weekly',
      startAt: '2027-03-05T05:00:00.000Z',
    });

    await call('POST', `/mailings/${id}/stop`);
    await page.goto(`/mailings/${id}/edit`);
    await page.getByText('Рассылка уже завершена.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'К рассылке' }).click();
    await page.getByRole('heading', { name: 'Весенняя, вторая' }).waitFor();
  }),
);

walk('Nobody yet is said as a warning, and on a phone no step scrolls sideways', () =>
  inBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true }, async (page) => {
    await enterAsNew(page);
    for (const step of ['message', 'audience', 'time', 'review']) {
      await page.goto(`/mailings/new?step=${step}`);
      await page.getByRole('heading', { level: 2 }).waitFor();
      await page.waitForLoadState('networkidle');
      if (step === 'audience') await page.getByText('Пока никому').waitFor();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    for (const path of ['/mailings', '/stats']) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }),
);
