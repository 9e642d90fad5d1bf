import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/modules/messages/message.entity.js';
import { aMessage } from '../factories/messages.js';
import { aUser, tokenOf } from '../factories/users.js';
import type { TestApp } from '../setup/app.js';
import { fieldsOf, startAppWithCast } from '../setup/cast.js';
import { someoneWaitsForALock } from '../setup/lock-wait.js';

let app: TestApp;
let ownerId: string;
let owner: string;
let stranger: string;
let manager: string;
let admin: string;

beforeAll(async () => {
  ({ app, ownerId, owner, stranger, manager, admin } = await startAppWithCast());
});
afterAll(() => app?.close());

const create = (body: unknown, token = owner) => app.post('/messages', body, token);
const theMessage = (values: Partial<Message> = {}) => aMessage(app.dataSource, ownerId, values);

/** A mailing that uses the message, straight in the database. */
async function aMailingWith(
  messageId: string,
  { status = 'created', isDeleted = false } = {},
): Promise<string> {
  const [{ id }] = await app.dataSource.query(
    `INSERT INTO mailings (owner_id, message_id, channel, timezone, status, deleted_at)
     VALUES ($1, $2, 'email', 'UTC', $3, CASE WHEN $4 THEN now() END) RETURNING id`,
    [ownerId, messageId, status, isDeleted],
  );
  return id;
}

describe('creating a message', () => {
  it('answers every field', async () => {
    const given = {
      subject: 'Новости для {{fullName|друга}}',
      html: '<p>{{ fullName }} from {{attributes.city|Omsk}} {{attributes.город}}</p>',
      text: '{{email}} {{phone}} {{operatorCode}} {{unsubscribeUrl}} {single} } }}',
    };
    const { status, body } = await create(given);
    expect(status).toBe(201);
    expect(body).toEqual({
      ...given,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      ownerId,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect((await app.get(`/messages/${body.id}`, owner)).body).toEqual(body);
  });

  it.each([
    ['html only', { html: '<p>x</p>' }],
    ['text only', { text: 'x' }],
    ['text with null for html', { text: 'x', html: null }],
    ['html that is no HTML', { html: '<script>alert(1)</script><b' }],
    ['text with line breaks and tabs', { text: 'a\r\n\tb' }],
    ['a body of 1 MB', { text: 'x'.repeat(1024 * 1024) }],
    ['a subject of 250 characters', { subject: '😀'.repeat(250), text: 'x' }],
  ])('takes %s', async (_, given) => {
    expect((await create({ subject: 'News', ...given })).status).toBe(201);
  });

  it('refuses a message without anything to read, naming both bodies', async () => {
    const { status, body } = await create({ subject: 'News' });
    expect([status, body.code, fieldsOf(body)]).toEqual([400, 'request.invalid', ['html', 'text']]);
  });

  it('refuses a request that is too large', async () => {
    const half = 'x'.repeat(1024 * 1024);
    expect((await create({ subject: 'News', html: half, text: half })).status).toBe(413);
  });
});

describe('changing a message', () => {
  it('leaves what is not named and clears what is null', async () => {
    const message = await theMessage({ html: '<p>x</p>' });
    const path = `/messages/${message.id}`;
    const cleared = await app.patch(path, { html: null }, owner);
    expect(cleared).toMatchObject({ status: 200, body: { subject: 'News', html: null, text: message.text } });
    const renamed = await app.patch(path, { subject: 'Other news' }, owner);
    expect(renamed.body).toMatchObject({ subject: 'Other news', html: null, text: message.text });
  });

  it('checks the body that is left against what is stored', async () => {
    const message = await theMessage({ html: '<p>x</p>', text: null });
    const { status, body } = await app.patch(`/messages/${message.id}`, { html: null }, owner);
    expect([status, fieldsOf(body)]).toEqual([400, ['html', 'text']]);
  });

  it('by PUT sets every field', async () => {
    const message = await theMessage({ html: '<p>x</p>' });
    const path = `/messages/${message.id}`;
    const { status, body } = await app.put(path, { subject: 'New', text: 'y' }, owner);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: message.id, subject: 'New', html: null, text: 'y' });
    expect((await app.put(path, { text: 'y' }, owner)).status).toBe(400);
  });
});

describe('deleting a message', () => {
  it('is final', async () => {
    const path = `/messages/${(await theMessage()).id}`;
    expect(await app.delete(path, owner)).toMatchObject({ status: 204, text: '' });
    expect((await app.get(path, owner)).status).toBe(404);
    expect((await app.delete(path, owner)).status).toBe(404);
  });

  it.each(['created', 'running'])('is refused while a mailing that is %s uses it', async (status) => {
    const message = await theMessage();
    await aMailingWith(message.id, { status });
    const answer = await app.delete(`/messages/${message.id}`, owner);
    expect([answer.status, answer.body.code]).toEqual([409, 'message.in_use']);
    expect((await app.get(`/messages/${message.id}`, owner)).status).toBe(200);
  });

  it.each([
    ['completed', { status: 'completed' }],
    ['deleted', { isDeleted: true }],
  ])('leaves a mailing that is %s without its message', async (_, state) => {
    const message = await theMessage();
    const mailingId = await aMailingWith(message.id, state);
    expect((await app.delete(`/messages/${message.id}`, owner)).status).toBe(204);
    const [mailing] = await app.dataSource.query('SELECT message_id FROM mailings WHERE id = $1', [
      mailingId,
    ]);
    expect(mailing).toEqual({ message_id: null });
  });

  it('waits for a mailing that is just being made with it', async () => {
    const message = await theMessage();
    const runner = app.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query('SELECT FROM messages WHERE id = $1 FOR KEY SHARE', [message.id]);
      const deletion = app.delete(`/messages/${message.id}`, owner);
      await someoneWaitsForALock(app.dataSource);
      await runner.query(
        `INSERT INTO mailings (owner_id, message_id, channel, timezone) VALUES ($1, $2, 'email', 'UTC')`,
        [ownerId, message.id],
      );
      await runner.commitTransaction();
      expect((await deletion).status).toBe(409);
    } finally {
      await runner.release();
    }
  });
});

describe('who may do what', () => {
  const deeds = [
    ['GET', '', undefined],
    ['PATCH', '', { subject: 'x' }],
    ['PUT', '', { subject: 'x', text: 'y' }],
    ['DELETE', '', undefined],
    ['POST', '/preview', {}],
    ['POST', '/test', { to: 'anna@example.com' }],
  ] as const;

  it.each(deeds)('%s %s without a token is 401', async (method, suffix, body) => {
    const path = `/messages/${(await theMessage()).id}${suffix}`;
    expect((await app.request({ method, path, body })).status).toBe(401);
  });

  it.each(deeds)('%s %s with somebody else’s message is 404', async (method, suffix, body) => {
    const path = `/messages/${(await theMessage()).id}${suffix}`;
    const answer = await app.request({ method, path, body, token: stranger });
    expect([answer.status, answer.body.code]).toEqual([404, 'message.not_found']);
  });

  it.each(deeds.filter(([, , body]) => body))(
    '%s %s with it is 404 before a bad body is looked at',
    async (method, suffix) => {
      const path = `/messages/${(await theMessage()).id}${suffix}`;
      expect((await app.request({ method, path, body: { x: 1 }, token: stranger })).status).toBe(404);
    },
  );

  it.each([
    [0, 200, 200],
    [1, 403, 200],
    [2, 403, 200],
    [3, 403, 204],
    [4, 200, 200],
    [5, 403, 202],
  ])('deed %i by a manager is %i and by an admin %i', async (index, byManager, byAdmin) => {
    const [method, suffix, body] = deeds[index]!;
    const path = `/messages/${(await theMessage()).id}${suffix}`;
    expect((await app.request({ method, path, body, token: manager })).status).toBe(byManager);
    expect((await app.request({ method, path, body, token: admin })).status).toBe(byAdmin);
  });

  it.each([
    [randomUUID(), 404],
    ['00000000-0000-0000-0000-000000000000', 404],
    ['1', 400],
    [encodeURIComponent("' OR 1=1"), 400],
    ['%00', 400],
  ])('the id %s is %i', async (id, status) => {
    for (const [method, suffix, body] of deeds) {
      expect(
        (await app.request({ method, path: `/messages/${id}${suffix}`, body, token: owner })).status,
      ).toBe(status);
    }
  });
});

describe('the list', () => {
  it('shows own messages page by page in either order, while others are added', async () => {
    const user = await aUser(app.dataSource);
    const token = await tokenOf(user);
    for (const subject of ['b', 'a', 'c', 'a']) await aMessage(app.dataSource, user.id, { subject });
    const subjectsBy = async (sort: string) => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body } = await app.get(
          `/messages?limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`,
          token,
        );
        seen.push(...body.items.map((item: Message) => item.subject));
        cursor = body.nextCursor;
      }
      return seen.join('');
    };
    expect(await subjectsBy('subject')).toBe('aabc');
    expect(await subjectsBy('-subject')).toBe('cbaa');
    expect(await subjectsBy('createdAt')).toBe('baca');
    expect(await subjectsBy('-createdAt')).toBe('acab');

    const { body: first } = await app.get('/messages?limit=2', token);
    await aMessage(app.dataSource, user.id, { subject: 'new' });
    const { body: second } = await app.get(
      `/messages?limit=2&cursor=${first.nextCursor}&withTotal=true`,
      token,
    );
    expect(second.items.map((item: Message) => item.subject)).toEqual(['a', 'b']);
    expect([second.nextCursor, second.total]).toEqual([null, 5]);
  });

  it('finds by part of the subject, whatever the case and taken literally', async () => {
    const user = await aUser(app.dataSource);
    const token = await tokenOf(user);
    await aMessage(app.dataSource, user.id, { subject: 'Скидка 50%' });
    await aMessage(app.dataSource, user.id, { subject: 'Скидка 500' });
    const count = async (search: string) =>
      (await app.get(`/messages?search=${encodeURIComponent(search)}`, token)).body.items.length;
    expect(await count('скидка')).toBe(2);
    expect(await count('50%')).toBe(1);
    expect(await count('zzz')).toBe(0);
  });

  it('shows everybody’s messages to managers only', async () => {
    const user = await aUser(app.dataSource);
    const message = await aMessage(app.dataSource, user.id);
    expect((await app.get(`/messages?ownerId=${user.id}`, manager)).body.items).toMatchObject([
      { id: message.id },
    ]);
    expect((await app.get(`/messages?ownerId=${user.id}`, stranger)).body.items).toEqual([]);
    const { body } = await app.get('/messages?limit=200', stranger);
    expect(body.items.map((item: Message) => item.id)).not.toContain(message.id);
  });

  it.each([
    'limit=0',
    'sort=html',
    'sort=',
    'search=%00',
    'cursor=abc',
    'ownerId=1',
    'tag=a',
    `search=${'x'.repeat(251)}`,
  ])('refuses ?%s', async (query) => {
    expect((await app.get(`/messages?${query}`, owner)).status).toBe(400);
  });

  it('needs a token', async () => {
    expect((await app.get('/messages')).status).toBe(401);
    expect((await app.post('/messages', { subject: 'x', text: 'y' })).status).toBe(401);
  });
});
