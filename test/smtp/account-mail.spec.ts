import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { AccountMailModule } from '../../src/account-mail/account-mail.module.js';
import { type AccountMail, AccountMailService } from '../../src/account-mail/account-mail.service.js';
import { accountMailKinds, accountMailTexts } from '../../src/account-mail/account-mail-texts.js';
import { RelayTransport } from '../../src/account-mail/relay-transport.js';
import { loadConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { MailRelay } from '../../src/dev-inbox/mail-relay.js';
import {
  type Reaction,
  type ScriptedSmtpServer,
  silence,
  startScriptedSmtpServer,
  trickle,
} from '../setup/scripted-smtp-server.js';

const deadlineMs = 400;
const url = 'https://post.example.com/confirm?token=abc-_123&x=1';
const atTheEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of atTheEnd.splice(0).toReversed()) await close();
});

async function startServer(script: Parameters<typeof startScriptedSmtpServer>[0] = {}) {
  const server = await startScriptedSmtpServer(script);
  atTheEnd.push(() => server.close());
  return server;
}

async function mailsThrough(relayUrl: string | null, env: Record<string, string> = {}) {
  const config = loadConfig({
    JWT_SECRET: 'a secret of the tests, long enough for the rules',
    MAIL_FROM: 'Почта <post@example.com>',
    ...env,
  });

  @Global()
  @Module({
    providers: [{ provide: MailRelay, useValue: { url: async () => relayUrl } }],
    exports: [MailRelay],
  })
  class RelayModule {}

  const imports = [ConfigModule.forRoot(config), RelayModule, AccountMailModule];
  const module = await Test.createTestingModule({ imports })
    .overrideProvider(RelayTransport)
    .useFactory({
      inject: [MailRelay],
      factory: (relay: MailRelay) => new RelayTransport(relay, deadlineMs),
    })
    .compile();
  await module.init();
  atTheEnd.push(() => module.close());
  return module.get(AccountMailService);
}

const confirmation = {
  kind: 'confirmation',
  to: 'anna@example.com',
  language: 'ru',
  values: { url },
} as const;

async function onlyMailOf(server: ScriptedSmtpServer) {
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  return { ...mail!, parsed: await PostalMime.parse(Buffer.from(mail!.raw, 'latin1')) };
}

describe('an account mail', () => {
  const every = accountMailKinds.flatMap((kind) => [
    { kind, language: 'ru' as const },
    { kind, language: 'en' as const },
  ]);

  it.each(every)('$kind in $language arrives as it was written', async ({ kind, language }) => {
    const server = await startServer();
    const mails = await mailsThrough(server.url);
    await mails.sendAccountMail({ kind, to: 'anna@example.com', language, values: { url } });
    const { from, to, parsed } = await onlyMailOf(server);
    const words = accountMailTexts[kind][language];
    expect({ from, to }).toEqual({ from: 'post@example.com', to: ['anna@example.com'] });
    expect(parsed.subject).toBe(words.subject);
    expect(parsed.from).toEqual({ name: 'Почта', address: 'post@example.com' });
    expect(parsed.to).toEqual([{ name: '', address: 'anna@example.com' }]);
    for (const line of [...words.before, words.button, url, ...words.after]) {
      expect(parsed.text).toContain(line);
    }
    for (const line of [...words.before, ...words.after]) expect(parsed.html).toContain(line);
    const href = `href="${url.replace('&', '&amp;').replaceAll('=', '&#x3D;')}"`;
    expect(parsed.html).toContain(href);
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  it('of the daily report arrives as plain text that nobody answers by machine', async () => {
    const server = await startServer();
    const mails = await mailsThrough(server.url);
    const values = { day: '2026-11-20', success: '5', mailings: 'Новости: 5 / 0 / 0' };
    await mails.sendAccountMail({ kind: 'daily_report', to: 'help@example.com', language: 'ru', values });
    const { to, parsed } = await onlyMailOf(server);
    expect(to).toEqual(['help@example.com']);
    expect(parsed.subject).toBe('Postledger: Рассылки за 2026-11-20');
    expect(parsed.text).toContain('- Новости: 5 / 0 / 0');
    expect(parsed.html).toBeUndefined();
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  it('carries the Message-ID it was given, the same at each try', async () => {
    const server = await startServer();
    const mails = await mailsThrough(server.url);
    await mails.sendAccountMail({ ...confirmation, messageId: '<job-17@post.example.com>' });
    expect((await onlyMailOf(server)).parsed.messageId).toBe('<job-17@post.example.com>');
  });

  it.each([
    { what: 'without its link', mail: { ...confirmation, values: {} }, words: /needs values\.url/ },
    {
      what: 'with a link that is a script',
      mail: { ...confirmation, values: { url: 'javascript:alert(1)' } },
      words: /not a web address/,
    },
    { what: 'of an unknown kind', mail: { ...confirmation, kind: 'greeting' }, words: /no account mail/ },
    {
      what: 'with a broken Message-ID',
      mail: { ...confirmation, messageId: '<a@b>\r\nBcc: evil@example.com' },
      words: /Message-ID/,
    },
  ] as { what: string; mail: AccountMail; words: RegExp }[])(
    '$what is refused before anything is sent',
    async ({ mail, words }) => {
      const server = await startServer();
      const mails = await mailsThrough(server.url);
      await expect(mails.sendAccountMail(mail)).rejects.toThrow(words);
      expect(server.mails).toEqual([]);
    },
  );
});

describe('what somebody wrote cannot become a header', () => {
  it.each([
    'anna@example.com\r\nBcc: evil@example.com',
    'anna@example.com, evil@example.com',
    'Anna <anna@example.com>',
    '"anna@example.com> evil"@example.com',
  ])('as the address %j', async (to) => {
    const server = await startServer();
    const mails = await mailsThrough(server.url);
    await expect(mails.sendTest({ to, subject: 's', text: 't' })).rejects.toThrow('not an email address');
    expect(server.sessions).toEqual([]);
  });

  it('as the subject of a test mail', async () => {
    const server = await startServer();
    const mails = await mailsThrough(server.url);
    const subject = 'Привет\r\nBcc: evil@example.com\r\n\r\n{{url}} body';
    await mails.sendTest({ to: 'anna@example.com', subject, text: 'text', html: '<p>{{x}}</p>' });
    const { to, parsed } = await onlyMailOf(server);
    expect(to).toEqual(['anna@example.com']);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(parsed.subject?.replace(/ +/g, ' ')).toBe('Привет Bcc: evil@example.com {{url}} body');
    expect(parsed.text?.trim()).toBe('text');
    expect(parsed.html?.trim()).toBe('<p>{{x}}</p>');
  });

  it('as the name of the sender', async () => {
    const server = await startServer();
    const mails = await mailsThrough(server.url, {
      MAIL_FROM: 'Anna "x" evil@example.com, <post@example.com>',
    });
    await mails.sendAccountMail(confirmation);
    const { parsed } = await onlyMailOf(server);
    expect(parsed.from).toEqual({ name: 'Anna "x" evil@example.com,', address: 'post@example.com' });
  });
});

describe('a mail server that is of no help', () => {
  const hanging: [string, Record<string, Reaction>][] = [
    ['says nothing at all', { greeting: silence }],
    ['drips its greeting', { greeting: trickle('220-wait\r\n', 50) }],
    ['never answers the recipient', { rcpt: silence }],
    ['never answers the final dot', { dot: silence }],
    ['drips its final answer', { dot: trickle('250-wait\r\n', 50) }],
  ];
  it.each(hanging)('%s: the mail is given up in time, and the connection too', async (_, script) => {
    const server = await startServer(script);
    const mails = await mailsThrough(server.url);
    const startedAt = Date.now();
    await expect(mails.sendAccountMail(confirmation)).rejects.toThrow('did not take the mail within 0.4 s');
    expect(Date.now() - startedAt).toBeLessThan(deadlineMs + 500);
    await expect.poll(() => server.openSockets, { timeout: 3_000 }).toBe(0);
  });

  it.each([
    ['rcpt', '550 5.1.1 no such mailbox'],
    ['dot', '554 5.7.1 not today'],
    ['mail', '451 4.3.0 later'],
    ['greeting', '554 go away'],
  ])('refuses at %s with "%s": its words come back', async (stage, words) => {
    const server = await startServer({ [stage]: words });
    const mails = await mailsThrough(server.url);
    await expect(mails.sendAccountMail(confirmation)).rejects.toThrow(words);
  });

  it('answers the mail with a "2" that is no 250: not taken', async () => {
    const server = await startServer({ dot: '2lol' });
    const mails = await mailsThrough(server.url);
    await expect(mails.sendAccountMail(confirmation)).rejects.toThrow('2lol');
  });

  it('answers with controls: they are gone from the words', async () => {
    const server = await startServer({ rcpt: '550 \0\u001B[31m no' });
    const mails = await mailsThrough(server.url);
    const fault = await mails.sendAccountMail(confirmation).catch((error: Error) => error);
    expect((fault as Error).message).toContain('no');
    expect((fault as Error).message).not.toMatch(/[\p{Cc}]/u);
  });

  it('is not there', async () => {
    const server = await startServer();
    const { url: deadUrl } = server;
    await server.close();
    atTheEnd.splice(0);
    const mails = await mailsThrough(deadUrl);
    await expect(mails.sendAccountMail(confirmation)).rejects.toThrow('ECONNREFUSED');
  });

  it('is not set', async () => {
    const mails = await mailsThrough(null);
    await expect(mails.sendAccountMail(confirmation)).rejects.toThrow('SMTP_URL is not set');
  });
});

describe('a mail from the contact form', () => {
  const contact = {
    kind: 'contact',
    to: 'help@example.com',
    language: 'ru',
    values: { name: 'Анна', message: 'Вопрос:\n.точка <b>', email: 'anna@example.org', phone: '' },
  } as const;

  it('goes to support alone, with the words as written; answers go to the sender', async () => {
    const server = await startServer();
    const mails = await mailsThrough(server.url);
    await mails.sendAccountMail({ ...contact, replyTo: 'anna@example.org' });
    const { from, to, parsed } = await onlyMailOf(server);
    expect({ from, to }).toEqual({ from: 'post@example.com', to: ['help@example.com'] });
    expect(parsed.subject).toBe('Сообщение с сайта: Анна');
    expect(parsed.replyTo).toEqual([{ name: 'Анна', address: 'anna@example.org' }]);
    expect(parsed.text).toContain('Вопрос:\n.точка <b>');
    expect(parsed.html).toBeUndefined();
  });

  it('gets no header from what a stranger wrote', async () => {
    const server = await startServer();
    const mails = await mailsThrough(server.url);
    const name = 'A"\r\nBcc: evil@example.com\r\nX-Evil: 1';
    await mails.sendAccountMail({
      ...contact,
      replyTo: 'anna@example.org',
      values: { ...contact.values, name },
    });
    const { to, parsed } = await onlyMailOf(server);
    expect(to).toEqual(['help@example.com']);
    expect(parsed.headers.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['x-evil']));
    expect(parsed.bcc ?? []).toEqual([]);
    const twoAddresses = mails.sendAccountMail({ ...contact, replyTo: 'a@example.org, b@example.org' });
    await expect(twoAddresses).rejects.toThrow('not an email address');
    expect(server.mails).toHaveLength(1);
  });
});
