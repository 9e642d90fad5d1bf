// Mails of accounts while the mail server is away: requests do not notice, and the mails come later.
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import PostalMime from 'postal-mime';
import { afterEach, expect, it } from 'vitest';
import { WorkerModule } from '../../src/worker.module.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type ScriptedSmtpServer, startScriptedSmtpServer } from '../setup/scripted-smtp-server.js';

const toClose: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).toReversed()) await close();
});

async function startService(smtp: ScriptedSmtpServer): Promise<TestApp> {
  const api = await startTestApp({ SMTP_URL: smtp.url, SCHEDULER_ENABLED: 'false' });
  toClose.push(() => api.close());
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(api.config), {
    logger: false,
  });
  toClose.push(() => worker.close());
  return api;
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const givesUpAt = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > givesUpAt) throw new Error('it did not come to that');
    await sleep(20);
  }
}

const failedTries = async (api: TestApp) =>
  (await api.dataSource.query('SELECT attempts FROM graphile_worker.jobs WHERE last_error IS NOT NULL'))
    .length;

async function tokenIn(raw: string): Promise<string> {
  const { text } = await PostalMime.parse(Buffer.from(raw, 'latin1'));
  return /token=([\w-]+)/.exec(text ?? '')![1]!;
}

it('a registration is 201 while the mail server refuses, and its mail comes when it does not any more', async () => {
  const smtp = await startScriptedSmtpServer({ mail: '451 4.3.0 not now' });
  toClose.push(() => smtp.close());
  const api = await startService(smtp);
  const body = { email: 'late@example.com', password: 'a password of mine' };
  expect((await api.post('/auth/register', body)).status).toBe(201);
  await until(async () => (await failedTries(api)) === 1);
  expect(smtp.mails).toEqual([]);

  delete smtp.script.mail;
  await until(() => smtp.mails.length === 1);
  const token = await tokenIn(smtp.mails[0]!.raw);
  expect((await api.post('/auth/confirm', { token })).status).toBe(204);
  await until(async () => (await api.dataSource.query('SELECT 1 FROM graphile_worker.jobs')).length === 0);
  expect(smtp.mails).toHaveLength(1);
});

it('a mail that came though nobody said so is sent again, and the link of the last one works', async () => {
  const smtp = await startScriptedSmtpServer({ dot: (session) => session.socket.destroy() });
  toClose.push(() => smtp.close());
  const api = await startService(smtp);
  await api.post('/auth/register', { email: 'twice@example.com', password: 'a password of mine' });
  await until(async () => (await failedTries(api)) === 1);
  delete smtp.script.dot;
  await until(() => smtp.mails.length > 0);
  const token = await tokenIn(smtp.mails.at(-1)!.raw);
  expect((await api.post('/auth/confirm', { token })).status).toBe(204);
});
