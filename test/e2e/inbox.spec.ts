import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MailRelay } from '../../src/dev-inbox/mail-relay.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let smtpUrl: string;
beforeAll(async () => {
  api = await startTestApp();
  smtpUrl = (await api.app.get(MailRelay).url())!;
});
afterAll(() => api?.close());

let lastNumber = 0;
const newAddress = (name = 'anna') => `${name}${++lastNumber}@example.com`;

async function send(to: string, mail: { subject?: string; html?: string; text?: string; raw?: string } = {}) {
  const transport = createTransport(smtpUrl);
  return transport.sendMail({
    from: { name: 'Почта', address: 'post@example.com' },
    to: { name: '', address: to },
    envelope: { from: 'bounces@example.com', to: [to] },
    subject: 'Привет',
    text: 'Здравствуйте',
    ...mail,
  });
}

const refusalOf = (to: string) =>
  send(to).then(
    () => null,
    (error: { response?: string }) => error.response,
  );
const mailsTo = async (to: string) =>
  (await api.get(`//inbox/messages?to=${encodeURIComponent(to)}`)).body.items;

describe('a mail to the development mail server', () => {
  it('is in the list and can be opened, at once after its 250', async () => {
    const to = newAddress();
    const sentAt = Date.now();
    await send(to, { html: '<p>Здравствуйте, <b>мир</b></p>' });
    const [summary, ...others] = await mailsTo(to);
    expect(others).toEqual([]);
    expect(summary).toEqual({
      id: expect.any(String),
      from: 'post@example.com',
      to,
      subject: 'Привет',
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(Math.abs(Date.parse(summary.receivedAt) - sentAt)).toBeLessThan(5_000);
    const opened = await api.get(`//inbox/messages/${summary.id}`);
    expect(opened.status).toBe(200);
    expect(opened.body).toMatchObject({ ...summary, html: expect.stringContaining('<b>мир</b>') });
    expect(opened.body.text.trim()).toBe('Здравствуйте');
    expect(opened.body.headers).toContainEqual({ name: 'To', value: to });
    expect(opened.body.raw).toContain('MIME-Version: 1.0');
  });

  it('has a row for each of its recipients', async () => {
    const [one, other] = [newAddress(), newAddress()];
    const transport = createTransport(smtpUrl);
    await transport.sendMail({ from: 'a@example.com', to: [one, other], subject: 'both', text: 'x' });
    expect(await mailsTo(one)).toHaveLength(1);
    expect(await mailsTo(other)).toHaveLength(1);
  });

  it('is found by its address in any case, and by an international domain in either spelling', async () => {
    const local = `vera${++lastNumber}`;
    await send(`${local}@почта.example`);
    const [mail] = await mailsTo(`${local.toUpperCase()}@почта.example`);
    expect(mail.to).toBe(`${local}@xn--80a1acny.example`);
    expect(await mailsTo(`${local}@xn--80a1acny.example`)).toEqual([mail]);
  });

  it.each([
    ['refused', '550 5.1.1'],
    ['full', '452 4.2.2'],
  ])('is refused for %s… with %s, each time', async (name, code) => {
    const to = newAddress(name);
    expect(await refusalOf(to)).toContain(code);
    expect(await refusalOf(to)).toContain(code);
    expect(await mailsTo(to)).toEqual([]);
  });

  it('is deferred once for deferred…, then taken', async () => {
    const to = newAddress('deferred');
    expect(await refusalOf(to)).toBe(`451 4.2.0 <${to}>: try again later`);
    expect(await refusalOf(to)).toBeNull();
    expect(await refusalOf(to)).toBeNull();
    expect(await mailsTo(to)).toHaveLength(2);
  });

  it('is refused over 20 MB, whether or not its size is announced', async () => {
    const to = newAddress();
    const text = 'x'.repeat(70).concat('\n').repeat(320_000);
    await expect(send(to, { text })).rejects.toThrow(/552|exceeds|large/i);
    const answers = await dialogue([
      'EHLO test',
      'MAIL FROM:<a@example.com>',
      `RCPT TO:<${to}>`,
      'DATA',
      `${text.replaceAll('\n', '\r\n')}.`,
    ]);
    expect(answers.at(-1)).toMatch(/^552 /);
    expect(await mailsTo(to)).toEqual([]);
  });

  it('shows what is no mail at all, rather than failing', async () => {
    const to = newAddress();
    await send(to, { raw: '\xff\0 not a mail' });
    const [mail] = await mailsTo(to);
    expect(mail).toMatchObject({ from: 'bounces@example.com', subject: '' });
    expect((await api.get(`//inbox/messages/${mail.id}`)).status).toBe(200);
    expect((await api.get(`//inbox/mails/${mail.id}`)).status).toBe(200);
  });

  it('is put off while the table cannot be written, and taken afterwards', async () => {
    const to = newAddress();
    await api.dataSource.query('ALTER TABLE inbox_mails RENAME TO mails_out_of_reach');
    expect(await refusalOf(to)).toMatch(/^451 4\.3\.0 /);
    await api.dataSource.query('ALTER TABLE mails_out_of_reach RENAME TO inbox_mails');
    expect(await refusalOf(to)).toBeNull();
    expect(await mailsTo(to)).toHaveLength(1);
  });

  it('passes with a few hundred others in a second', async () => {
    const domain = `crowd${++lastNumber}.example.com`;
    const transport = createTransport({
      pool: true,
      maxConnections: 10,
      maxMessages: Infinity,
      url: smtpUrl,
    });
    const startedAt = Date.now();
    await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        transport.sendMail({ from: 'a@example.com', to: `c${index}@${domain}`, subject: 's', text: 't' }),
      ),
    );
    const perSecond = 500 / ((Date.now() - startedAt) / 1000);
    transport.close();
    expect(perSecond).toBeGreaterThan(100);
    const [{ count }] = await api.dataSource.query(
      `SELECT count(*) FROM inbox_mails WHERE rcpt_to LIKE '%@' || $1`,
      [domain],
    );
    expect(count).toBe(500);
  });
});

describe('the list', () => {
  it('is paged newest first, and stays in step while mails arrive', async () => {
    const to = newAddress();
    for (const subject of ['1', '2', '3']) await send(to, { subject });
    const first = await api.get(`//inbox/messages?to=${to}&limit=2&withTotal=true`);
    expect(first.body.items.map((mail: { subject: string }) => mail.subject)).toEqual(['3', '2']);
    expect(first.body.total).toBe(3);
    await send(to, { subject: '4' });
    const second = await api.get(`//inbox/messages?to=${to}&limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items.map((mail: { subject: string }) => mail.subject)).toEqual(['1']);
    expect(second.body.nextCursor).toBeNull();
  });

  it.each([
    ['//inbox/messages?limit=0', 400, 'request.invalid'],
    ['//inbox/messages?cursor=zzz', 400, 'request.bad_cursor'],
    ['//inbox/messages?to=a&to=b', 400, 'request.invalid'],
    ['//inbox/messages?from=a', 400, 'request.invalid'],
    ['//inbox/messages/17', 400, 'request.bad_id'],
    ['//inbox/messages/01936f2e-0000-7000-8000-000000000000', 404, 'inbox.mail_not_found'],
    ['//inbox/mails/01936f2e-0000-7000-8000-000000000000', 404, 'inbox.mail_not_found'],
    ['/inbox/messages', 404, 'route.not_found'],
  ])('%s is %i', async (path, status, code) => {
    const answer = await api.get(path);
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
  });

  it('keeps the newest 10,000', async () => {
    await api.dataSource.query(
      `INSERT INTO inbox_mails (mail_from, rcpt_to, raw) SELECT 'a@b.c', 'many@example.com', 'x' FROM generate_series(1, 10500)`,
    );
    const to = newAddress();
    const transport = createTransport({ pool: true, maxConnections: 5, maxMessages: Infinity, url: smtpUrl });
    const recipients = Array.from({ length: 100 }, (_, index) => `r${index}.${to}`);
    for (let round = 0; round < 11; round += 1) {
      await transport.sendMail({ from: 'a@example.com', to: recipients, subject: 's', text: 't' });
    }
    transport.close();
    const rows = () => api.dataSource.query(`SELECT count(*) FROM inbox_mails`).then(([row]) => row.count);
    await expect.poll(rows, { timeout: 5_000 }).toBeLessThan(11_000);
    expect(await rows()).toBeGreaterThanOrEqual(10_000);
    expect(await mailsTo(recipients[0]!)).toHaveLength(11);
  });
});

describe('the page', () => {
  const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

  it('speaks Russian, or English where the browser ranks it higher', async () => {
    const page = (language?: string) =>
      api.request({
        method: 'GET',
        path: '//inbox',
        headers: language === undefined ? {} : { 'accept-language': language },
      });
    const russian = await page();
    expect(russian.status).toBe(200);
    expect(russian.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(russian.text).toContain('<html lang="ru">');
    expect((await page('ru-RU,ru;q=0.9,en;q=0.8')).text).toContain('Входящие');
    expect((await page('de, en;q=0.7, ru;q=0.5')).text).toContain('<h1>Development inbox</h1>');
    expect((await page('en;q=0, fr')).text).toContain('<html lang="ru">');
  });

  it('tells how to try out failures', async () => {
    const { text } = await api.get('//inbox');
    for (const name of ['refused…@', 'deferred…@', 'full…@']) expect(text).toContain(name);
  });

  it('has a policy of its own that runs no scripts but its own file', async () => {
    const { headers } = await api.get('//inbox');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toMatch(/script-src 'self';/);
    const script = await api.get('//inbox/refresh.js');
    expect(script.headers['content-type']).toContain('text/javascript');
  });

  it('shows nothing of a hostile mail outside its quotes', async () => {
    const to = newAddress();
    await send(to, {
      subject: hostile,
      html: `${hostile}<a href="https://example.com">x</a>`,
      text: hostile,
    });
    const [{ id }] = await mailsTo(to);
    const list = await api.get(`//inbox?to=${to}`);
    const mail = await api.get(`//inbox/mails/${id}`);
    for (const { status, text } of [list, mail]) {
      expect(status).toBe(200);
      expect(text).toContain('&lt;script&gt;');
      expect(text).not.toContain('<script>');
      expect(text).not.toContain('<img');
      expect(text).not.toMatch(/\son\w+="/);
    }
    const frame = /<iframe ([^>]*)>/.exec(mail.text)![1]!;
    expect(frame).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(frame).toContain(
      'srcdoc="&lt;!doctype html&gt;&lt;base target=&quot;_blank&quot;&gt;&lt;script&gt;',
    );
    expect(frame).toContain('&lt;a href=&quot;https://example.com&quot;&gt;');
  });

  it('repeats the filter without letting it out of its quotes', async () => {
    const { text } = await api.get(`//inbox?to=${encodeURIComponent(hostile)}`);
    expect(text).toContain('value="&lt;script&gt;');
    expect(text).not.toContain('<img');
  });
});

describe('in production', () => {
  it('there is no inbox, and without SMTP_URL no relay', async () => {
    const production = await startTestApp({ NODE_ENV: 'production' });
    try {
      for (const path of ['//inbox', '//inbox/messages', '//inbox/refresh.js']) {
        expect((await production.get(path)).status).toBe(404);
      }
      const complaints = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
      const relay = production.app.get(MailRelay);
      expect([await relay.url(), await relay.url()]).toEqual([null, null]);
      expect(complaints.mock.calls).toEqual([[expect.stringContaining('SMTP_URL is not set')]]);
    } finally {
      vi.restoreAllMocks();
      await production.close();
    }
  });
});

describe('with SMTP_URL', () => {
  it('mails go there', async () => {
    const url = 'smtp://mail.example.com:2525';
    const withRelay = await startTestApp({ SMTP_URL: url });
    try {
      expect(await withRelay.app.get(MailRelay).url()).toBe(url);
    } finally {
      await withRelay.close();
    }
  });
});

/** Says each line after the answer to the one before; answers the last lines of all answers. */
async function dialogue(lines: string[]): Promise<string[]> {
  const { port } = new URL(smtpUrl);
  const socket = connect(Number(port), '127.0.0.1')
    .setEncoding('latin1')
    .on('error', () => {});
  const answers: string[] = [];
  let pending = '';
  socket.on('data', (chunk) => {
    pending += String(chunk);
    const answer = /^(\d{3} .*)\r\n$/m.exec(pending)?.[1];
    if (answer === undefined) return;
    pending = '';
    if (answers.push(answer) > lines.length) return void socket.end();
    socket.write(`${lines[answers.length - 1]}\r\n`);
  });
  while (!socket.destroyed) await sleep(20);
  return answers;
}
