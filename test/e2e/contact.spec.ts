import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Contact } from '../../src/modules/contact/contact.entity.js';
import { aManager, anAdmin, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let lastAddress = 0;

/** Nobody listens on port 9: a mail server that is down. */
beforeAll(async () => {
  api = await startTestApp({ SMTP_URL: 'smtp://127.0.0.1:9', SUPPORT_EMAIL: 'help@example.com' });
});
afterAll(() => api?.close());

const aMessage = (values: object = {}) => ({
  name: 'Анна',
  message: 'Здравствуйте!\nВопрос.',
  email: 'anna@example.com',
  ...values,
});

/** Each from an address of its own, unless one is named: the limit is tested by itself. */
function send(body: unknown, from = `203.0.113.${(lastAddress += 1)}`) {
  return api.request({ method: 'POST', path: '/contact', body, headers: { 'x-forwarded-for': from } });
}

const jobsOf = (id: string) =>
  api.dataSource.query(
    `SELECT p.payload, job.task_identifier AS task FROM graphile_worker.jobs job
       JOIN graphile_worker._private_jobs p USING (id) WHERE job.key = $1`,
    [`contact:${id}`],
  );
const stored = () => api.dataSource.getRepository(Contact).count();

describe('the contact form', () => {
  it('thanks, stores, and has one mail sent to support, though the mail server is down', async () => {
    const answer = await send(aMessage());
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      message: expect.stringMatching(/^Спасибо, Анна! /),
    });
    const contact = await api.dataSource.getRepository(Contact).findOneByOrFail({ id: answer.body.id });
    expect(contact).toMatchObject({ ...aMessage(), phone: null });
    expect(await jobsOf(answer.body.id)).toEqual([
      {
        task: 'send_account_mail',
        payload: {
          kind: 'contact',
          to: 'help@example.com',
          replyTo: 'anna@example.com',
          language: 'ru',
          values: { ...aMessage(), phone: '' },
        },
      },
    ]);
  });

  it('is content with a phone', async () => {
    const { status, body } = await send(aMessage({ email: undefined, phone: '+7 (916) 123-45-67' }));
    expect(status).toBe(201);
    const [{ payload }] = await jobsOf(body.id);
    expect(payload).not.toHaveProperty('replyTo');
    expect(payload.values.phone).toBe('+7 (916) 123-45-67');
  });

  it('takes 100 and 5000 characters, of any script', async () => {
    const answer = await send(aMessage({ name: '🎉'.repeat(100), message: 'ж'.repeat(5000) }));
    expect(answer.status).toBe(201);
  });

  it.each<[string, object, string]>([
    ['no name', { name: undefined }, 'name'],
    ['an empty name', { name: '' }, 'name'],
    ['a blank name', { name: '  ' }, 'name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'name'],
    ['a line break in the name', { name: 'A\r\nBcc: b@example.com' }, 'name'],
    ['NUL in the name', { name: 'a\0' }, 'name'],
    ['a list as name', { name: ['a'] }, 'name'],
    ['no message', { message: undefined }, 'message'],
    ['an empty message', { message: '' }, 'message'],
    ['a message of 5001 characters', { message: 'x'.repeat(5001) }, 'message'],
    ['NUL in the message', { message: 'a\0' }, 'message'],
    ['neither address nor phone', { email: undefined }, 'email'],
    ['a bad address', { email: 'a@' }, 'email'],
    ['a bad address beside a phone', { email: 'a@', phone: '79161234567' }, 'email'],
    ['null as address', { email: null, phone: '79161234567' }, 'email'],
    ['two addresses', { email: 'a@example.com, b@example.com' }, 'email'],
    ['a line break in the address', { email: 'a@example.com\r\nBcc: b@example.com' }, 'email'],
    ['words as phone', { email: undefined, phone: 'call me' }, 'phone'],
    ['a line break in the phone', { phone: '79161234567\n' }, 'phone'],
    ['a number as phone', { phone: 79161234567 }, 'phone'],
    ['an id', { id: '01960000-0000-7000-8000-000000000000' }, 'id'],
    ['another receiver', { to: 'b@example.com' }, 'to'],
  ])('refuses %s and stores nothing', async (_, values, field) => {
    const before = await stored();
    const { status, body } = await send(aMessage(values));
    expect(status).toBe(400);
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(await stored()).toBe(before);
  });

  it('takes ten an hour from one address, also when they come at once, and others meanwhile', async () => {
    const before = await stored();
    const answers = await Promise.all(Array.from({ length: 13 }, () => send(aMessage(), '198.51.100.1')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(10).fill(201), 429, 429, 429]);
    expect(await stored()).toBe(before + 10);
    const refused = await send(aMessage(), '198.51.100.1');
    expect(refused.body.code).toBe('request.too_many');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(3600);
    expect((await send(aMessage(), '198.51.100.2')).status).toBe(201);
  });

  it('does not count what it refuses', async () => {
    for (let n = 0; n < 12; n += 1) await send({}, '198.51.100.3');
    expect((await send(aMessage(), '198.51.100.3')).status).toBe(201);
  });
});

describe('the list of what came in', () => {
  it('is for managers and admins', async () => {
    const tokens = await Promise.all(
      [aUser, aManager, anAdmin].map(async (make) => tokenOf(await make(api.dataSource))),
    );
    const statuses = await Promise.all(
      [undefined, ...tokens].map(async (token) => (await api.get('/contact', token)).status),
    );
    expect(statuses).toEqual([401, 403, 200, 200]);
  });

  it('pages, newest first', async () => {
    const manager = await tokenOf(await aManager(api.dataSource));
    const sent = [];
    for (const name of ['One', 'Two', 'Three']) sent.push((await send(aMessage({ name }))).body.id);
    const first = (await api.get('/contact?limit=2&withTotal=true', manager)).body;
    const second = (await api.get(`/contact?limit=1&cursor=${first.nextCursor}`, manager)).body;
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(sent.toReversed());
    expect(first.total).toBe(await stored());
    expect(first.items[0]).toEqual({
      id: sent[2],
      ...aMessage({ name: 'Three' }),
      phone: null,
      createdAt: expect.any(String),
    });
    expect((await api.get('/contact?sort=name', manager)).status).toBe(400);
  });
});
