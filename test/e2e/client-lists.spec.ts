import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, aPhone } from '../factories/clients.js';
import { aUser, tokenOf } from '../factories/users.js';
import type { TestApp } from '../setup/app.js';
import { fieldsOf, startAppWithCast } from '../setup/cast.js';

let app: TestApp;
let ownerId: string;
let owner: string;
let stranger: string;
let manager: string;

beforeAll(async () => {
  ({ app, ownerId, owner, stranger, manager } = await startAppWithCast());
});
afterAll(() => app?.close());

/** An owner without clients yet. */
async function aFreshOwner() {
  const user = await aUser(app.dataSource);
  return { id: user.id, token: await tokenOf(user) };
}

describe('the list', () => {
  it('shows own clients, newest first, page by page, while others are added', async () => {
    const { id, token } = await aFreshOwner();
    const clients = [];
    for (let index = 0; index < 7; index += 1) clients.push(await aClient(app.dataSource, id));
    const seen: string[] = [];
    const isLast: boolean[] = [];
    let path = '/clients?limit=3&withTotal=true';
    for (let page = 0; page < 3; page += 1) {
      const { status, body } = await app.get(path, token);
      expect(status).toBe(200);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      await aClient(app.dataSource, id);
      expect(body.total).toBe(7 + page);
      isLast.push(body.nextCursor === null);
      path = `/clients?limit=3&withTotal=true&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(clients.map((client) => client.id).toReversed());
    expect(isLast).toEqual([false, false, true]);
  });

  it.each([
    ['fullName', ['Anna', 'Anna', 'Bella', 'Яна']],
    ['-fullName', ['Яна', 'Bella', 'Anna', 'Anna']],
    ['createdAt', ['Bella', 'Anna', 'Яна', 'Anna']],
    ['email', ['Яна', 'Bella', 'Anna', 'Anna']],
  ])('sorts by %s over pages of one, ties and missing values included', async (sort, names) => {
    const { id, token } = await aFreshOwner();
    await aClient(app.dataSource, id, { fullName: 'Bella', email: 'a@x.de' });
    await aClient(app.dataSource, id, { fullName: 'Anna', email: 'C@x.de' });
    await aClient(app.dataSource, id, { fullName: 'Яна', email: null, phone: aPhone() });
    await aClient(app.dataSource, id, { fullName: 'Anna', email: 'b@x.de' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await app.get(`/clients?sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`, token);
      seen.push(...body.items.map((item: { fullName: string }) => item.fullName));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(names);
  });

  it.each([
    ['part of the name, whatever the case', 'пЕТР', 1],
    ['part of the address', 'ANNA.P', 1],
    ['part of the phone', '65942', 1],
    ['a phone as people write it', '+7 (926) 594-27-50', 1],
    ['a percent sign, taken literally', '100%', 1],
    ['an underscore, taken literally', '_', 0],
    ['a backslash', '\\', 0],
    ['a quote', `'; DROP TABLE clients; --`, 0],
    ['nothing in common', 'zzz', 0],
  ])('finds by %s', async (_, search, count) => {
    const { id, token } = await aFreshOwner();
    await aClient(app.dataSource, id, {
      fullName: 'Анна Петрова',
      email: 'anna.p@x.de',
      phone: '79265942750',
    });
    await aClient(app.dataSource, id, { fullName: '100% Bella', email: 'bella@x.de' });
    const { body } = await app.get(`/clients?search=${encodeURIComponent(search)}&withTotal=true`, token);
    expect([body.items.length, body.total]).toEqual([count, count]);
  });

  it('filters by tag and by operator code', async () => {
    const { id, token } = await aFreshOwner();
    const email = null;
    await aClient(app.dataSource, id, { email, phone: aPhone(), tags: ['Бизнес'], operatorCode: '926' });
    await aClient(app.dataSource, id, { email, phone: aPhone(), tags: ['Бизнес'], operatorCode: '903' });
    await aClient(app.dataSource, id, { email, phone: aPhone(), tags: ['бизнес'], operatorCode: '926' });
    const found = async (query: string) => (await app.get(`/clients?${query}`, token)).body.items.length;
    const tag = `tag=${encodeURIComponent('Бизнес')}`;
    expect(await found(tag)).toBe(2);
    expect(await found('operatorCode=926')).toBe(2);
    expect(await found(`${tag}&operatorCode=926`)).toBe(1);
    expect(await found('tag=nobody')).toBe(0);
  });

  it('shows everybody’s clients to managers, with their owners, or those of one', async () => {
    const { id, token } = await aFreshOwner();
    const client = await aClient(app.dataSource, id);
    const all = await app.get('/clients?limit=200', manager);
    expect(new Set(all.body.items.map((item: { ownerId: string }) => item.ownerId)).size).toBeGreaterThan(1);
    const ofOne = await app.get(`/clients?ownerId=${id}`, manager);
    expect(ofOne.body.items).toMatchObject([{ id: client.id, ownerId: id }]);
    expect((await app.get(`/clients?ownerId=${id}`, token)).body.items).toHaveLength(1);
    expect((await app.get(`/clients?ownerId=${id}`, stranger)).body.items).toEqual([]);
  });

  const pageOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=abc', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['withTotal=1', 'withTotal'],
    ['sort=id', 'sort'],
    ['sort=owner_id', 'sort'],
    ['sort=', 'sort'],
    ['sort=--email', 'sort'],
    ['sort=constructor', 'sort'],
    ['sort=email&sort=fullName', 'sort'],
    ['search=%00', 'search'],
    ['search=a&search=b', 'search'],
    [`search=${'x'.repeat(255)}`, 'search'],
    ['tag=', 'tag'],
    ['tag=%00', 'tag'],
    [`tag=${'x'.repeat(101)}`, 'tag'],
    ['operatorCode=92', 'operatorCode'],
    ['ownerId=1', 'ownerId'],
    ['page=2', 'page'],
    ['offset=1', 'offset'],
    ['search[a]=b', 'search[a]'],
  ])('refuses ?%s', async (query, field) => {
    const { status, body } = await app.get(`/clients?${query}`, owner);
    expect(status).toBe(400);
    expect(fieldsOf(body)).toContain(field);
  });

  it.each([
    ['noise', 'abc'],
    ['another sort', pageOf('fullName', 'Anna', randomUUID())],
    ['no id', pageOf('-createdAt', randomUUID(), 'x')],
    ['a number for an id', pageOf('-createdAt', 1, 1)],
    ['an object', pageOf('-createdAt', {}, randomUUID())],
    ['too few parts', pageOf('-createdAt', randomUUID())],
    ['null', pageOf('-createdAt', null, null)],
    ['NUL', pageOf('-createdAt', '\u0000', randomUUID())],
    ['too long', 'a'.repeat(1001)],
    ['empty', ''],
  ])('refuses a forged cursor: %s', async (_, cursor) => {
    expect((await app.get(`/clients?cursor=${cursor}`, owner)).status).toBe(400);
  });

  it('refuses query parameters where none are taken', async () => {
    const client = await aClient(app.dataSource, ownerId);
    expect((await app.get(`/clients/${client.id}?x=1`, owner)).status).toBe(400);
  });
});

describe('the facets', () => {
  it('are the tags and operator codes in use, with counts, most frequent first', async () => {
    const { id, token } = await aFreshOwner();
    await aClient(app.dataSource, id, { tags: ['vip', 'Бизнес'], operatorCode: '926' });
    await aClient(app.dataSource, id, { tags: ['vip'], operatorCode: '903' });
    await aClient(app.dataSource, id, { operatorCode: '926' });
    await aClient(app.dataSource, id);
    const facets = {
      tags: [
        { value: 'vip', count: 2 },
        { value: 'Бизнес', count: 1 },
      ],
      operatorCodes: [
        { value: '926', count: 2 },
        { value: '903', count: 1 },
      ],
    };
    expect((await app.get('/clients/facets', token)).body).toEqual(facets);
    expect((await app.get(`/clients/facets?ownerId=${id}`, manager)).body).toEqual(facets);
    expect((await app.get(`/clients/facets?ownerId=${id}`, stranger)).body).toEqual({
      tags: [],
      operatorCodes: [],
    });
  });

  it('need a token and take no other parameters', async () => {
    expect((await app.get('/clients/facets')).status).toBe(401);
    expect((await app.get('/clients/facets?limit=1', owner)).status).toBe(400);
  });
});
