// A mail server that takes whole letters and then drops the line without a word: nobody can know what became of them.
import { afterAll, expect } from 'vitest';
import { type ScriptedSmtpServer, startScriptedSmtpServer } from '../../test/setup/scripted-smtp-server';
import { logIn } from './setup/accounts';
import { anOwner, eventually } from './setup/api';
import { aBrowser, expectAccessible, walk } from './setup/browser';

let mailServer: ScriptedSmtpServer | undefined;
let isDropping = true;

const inBrowser = aBrowser(async () => {
  mailServer = await startScriptedSmtpServer({
    dot: (session) =>
      isDropping && session.to[0]!.startsWith('lost') ? session.reset() : session.answerAsUsual('dot'),
  });
  return { SMTP_URL: mailServer.url };
});
afterAll(() => mailServer?.close());

walk(
  'What nobody knows is counted in the menu, explained, and decided one by one or many at once',
  async () => {
    const owner = await anOwner();
    for (let number = 0; number < 4; number += 1) {
      await owner.call('POST', '/clients', {
        fullName: `Клиент ${number}`,
        email: `lost${number}@example.com`,
      });
    }
    const { id: messageId } = await owner.call('POST', '/messages', { subject: 'Весна', text: 'Привет' });
    const { id } = await owner.call('POST', '/mailings', {
      name: 'Весенняя',
      messageId,
      audience: { filter: {} },
    });
    await owner.call('POST', `/mailings/${id}/run`);
    await eventually(async () => (await owner.call('GET', `/mailings/${id}`)).counts.uncertain === 4);
    isDropping = false;

    await inBrowser({}, async (page) => {
      await page.goto('/uncertain');
      await logIn(page, owner.email);
      await page.getByText('Почему этого никто не знает').waitFor();
      await page.getByText('4 отправки').waitFor();
      await page.getByRole('navigation').getByText('4 ждут решения').waitFor();
      await expectAccessible(page);

      await page.getByRole('link', { name: 'lost0@example.com' }).click();
      await page.getByText('Дошло ли письмо, неизвестно').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Считать отправленным' }).click();
      await page.getByText('Отменить это будет нельзя').waitFor();
      await expectAccessible(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Считать отправленным' }).click();
      await page.getByText('Дошло ли письмо, неизвестно').waitFor({ state: 'detached' });
      await page.getByText('Отправлено', { exact: true }).first().waitFor();
      await page.goBack();
      await page.getByText('3 отправки').waitFor();

      await page.getByRole('checkbox', { name: 'Выбрать: lost1@example.com' }).check();
      await page.getByRole('button', { name: 'Считать отправленными (1)' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Считать отправленным' }).click();
      await page.getByText('2 отправки').waitFor();
      await page.getByRole('checkbox', { name: 'Выбрать все на странице (2)' }).check();
      await page.getByRole('button', { name: 'Отправить ещё раз (2)' }).click();
      await page.getByText('получат его дважды').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Отправить ещё раз' }).click();
      await page.getByText('Всё ясно').waitFor();
      await page.getByRole('navigation').getByText('ждут решения').waitFor({ state: 'detached' });
      await expectAccessible(page);
    });
    const counts = await eventually(async () => {
      const mailing = await owner.call('GET', `/mailings/${id}`);
      return mailing.counts.sent === 4 && mailing.counts;
    });
    expect(counts.uncertain).toBe(0);
  },
);
