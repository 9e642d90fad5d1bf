// The service with a worker that sends its mails, and what the stories of accounts need: mails, links, cookies.
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from '../../src/worker.module.js';
import { startTestApp, type TestApp, type TestResponse } from './app.js';

export interface Mail {
  subject: string;
  text: string;
  html: string;
  raw: string;
}

export interface AccountsApp extends TestApp {
  /** Once every job is done. */
  settled(): Promise<void>;
  /** All mails to the address, newest first, once every job is done. */
  mailsTo(address: string): Promise<Mail[]>;
  /** The token of the newest mail to the address. */
  tokenFor(address: string): Promise<string>;
  /** A POST from a network address of its own, so that no limit of one test is felt in another. */
  send(path: string, body?: unknown, headers?: Record<string, string>): Promise<TestResponse>;
}

let lastAddress = 0;
export const newIp = () => `2001:db8:1:${(++lastAddress).toString(16)}::1`;

export async function startAccountsApp(env: Record<string, string> = {}): Promise<AccountsApp> {
  const api = await startTestApp({ SCHEDULER_ENABLED: 'false', ...env });
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(api.config), {
    logger: false,
    abortOnError: false,
  });

  async function mailsTo(address: string): Promise<Mail[]> {
    await untilJobsAreDone(api);
    const { body } = await api.get(`//inbox/messages?to=${encodeURIComponent(address)}`);
    const ids = (body.items as { id: string }[]).map(({ id }) => id);
    return Promise.all(ids.map(async (id) => (await api.get(`//inbox/messages/${id}`)).body as Mail));
  }

  return {
    ...api,
    settled: () => untilJobsAreDone(api),
    mailsTo,
    async tokenFor(address) {
      return tokenIn((await mailsTo(address))[0]);
    },
    send: (path, body, headers = {}) =>
      api.request({ method: 'POST', path, body, headers: { 'x-forwarded-for': newIp(), ...headers } }),
    async close() {
      await worker.close();
      await api.close();
    },
  };
}

/** The link of a mail. */
export function linkIn(mail: Mail | undefined): string {
  const link = /^https?:\/\/\S+\?token=\S+$/m.exec(mail?.text ?? '')?.[0];
  if (!link) throw new Error(`no link in ${mail?.text ?? 'no mail'}`);
  return link;
}

export function tokenIn(mail: Mail | undefined): string {
  return new URL(linkIn(mail)).searchParams.get('token')!;
}

/** The refresh token that an answer sets, or undefined. */
export function refreshTokenOf({ headers }: TestResponse): string | undefined {
  return /^refresh_token=([^;]+)/.exec([headers['set-cookie']].flat().join('\n'))?.[1];
}

export const cookieOf = (refreshToken: string | undefined) => ({ cookie: `refresh_token=${refreshToken}` });

async function untilJobsAreDone({ dataSource }: TestApp): Promise<void> {
  const givesUpAt = Date.now() + 10_000;
  for (;;) {
    const jobs = await dataSource.query('SELECT task_identifier, last_error FROM graphile_worker.jobs');
    if (jobs.length === 0) return;
    if (Date.now() > givesUpAt) throw new Error(`jobs that do not end: ${JSON.stringify(jobs)}`);
    await sleep(20);
  }
}
