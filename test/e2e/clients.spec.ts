import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, aPhone } from '../factories/clients.js';
import type { TestApp } from '../setup/app.js';
import { fieldsOf, startAppWithCast } from '../setup/cast.js';

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

const anAddress = () => `${randomUUID()}@example.com`;
const create = (body: unknown, token = owner) => app.post('/clients', body, token);

describe('creating a client', () => {
  it('answers every field', async () => {
    const given = {
      email: anAddress(),
      phone: '79265942750',
      fullName: 'Анна Петрова',
      comment: 'first line\nsecond line',
      operatorCode: '495',
      tags: ['Бизнес', 'a, b; "c"'],
      timezone: 'Asia/Omsk',
      attributes: { city: 'Омск', visits: 3, ratio: -0.5, vip: true, gone: null },
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
    expect((await app.get(`/clients/${body.id}`, owner)).body).toEqual(body);
  });

  it('needs a name and one contact only', async () => {
    const email = anAddress();
    const { status, body } = await create({ email, fullName: 'Anna' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ email, phone: null, comment: '', operatorCode: null, tags: [], timezone: null, attributes: {} },
    });
  });

  it('stores the domain of an address in one spelling', async () => {
    const name = randomUUID();
    const { body } = await create({ email: `${name}@BÜCHER.Example`, fullName: 'Anna' });
    expect(body.email).toBe(`${name}@xn--bcher-kva.example`);
    const again = await create({ email: `${name}@xn--bcher-kva.example`, fullName: 'Anna' });
    expect(again.status).toBe(409);
  });

  it('derives the operator code from digits 2 to 4 of the phone', async () => {
    const { body } = await create({ phone: '79031112233', fullName: 'Anna' });
    expect(body.operatorCode).toBe('903');
  });

  it.each([
    ['email', 'null', null],
    ['phone', 'null', null],
    ['operatorCode', 'null', null],
    ['comment', 'an empty text', ''],
    ['comment', '2000 characters', '😀'.repeat(2000)],
    ['fullName', '200 characters', '😀'.repeat(200)],
    ['fullName', 'an apostrophe', "O'Neil <script>alert(1)</script>"],
    ['tags', 'a tag of 100 characters', ['ж'.repeat(100)]],
    ['tags', '50 tags', Array.from({ length: 50 }, (_, index) => `tag ${index}`)],
    [
      'attributes',
      '50 names',
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, index])),
    ],
    ['attributes', 'a value of 1000 characters', { city: 'x'.repeat(1000) }],
    ['timezone', 'UTC', 'UTC'],
  ])('takes as %s: %s', async (field, _, value) => {
    const contacts = field === 'email' ? { phone: aPhone() } : { email: anAddress() };
    expect((await create({ ...contacts, fullName: 'Anna', [field]: value })).status).toBe(201);
  });

  it('refuses a client that nobody can reach, naming both contacts', async () => {
    const { status, body } = await create({ fullName: 'Anna' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'email' }, { field: 'phone' }],
    });
  });
});

describe('changing a client', () => {
  it('leaves what is not named and clears what is null', async () => {
    const { body: before } = await create({
      ...{ email: anAddress(), phone: aPhone(), fullName: 'Anna', comment: 'x', tags: ['a'] },
      ...{ timezone: 'Asia/Omsk', attributes: { city: 'Omsk' } },
    });
    const cleared = { email: null, comment: null, tags: null, timezone: null, attributes: null };
    const { status, body } = await app.patch(`/clients/${before.id}`, cleared, owner);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ ...before, email: null, comment: '', tags: [], timezone: null, attributes: {} },
      updatedAt: expect.any(String),
    });
    expect(Date.parse(body.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt));
  });

  it('checks the contact that is left against what is stored', async () => {
    const { body: client } = await create({ email: anAddress(), phone: aPhone(), fullName: 'Anna' });
    expect((await app.patch(`/clients/${client.id}`, { email: null }, owner)).status).toBe(200);
    const { status, body } = await app.patch(`/clients/${client.id}`, { phone: null }, owner);
    expect(status).toBe(400);
    expect(fieldsOf(body)).toContain('phone');
  });

  it('never leaves a client out of reach when both contacts are cleared at once', async () => {
    const { body: client } = await create({ email: anAddress(), phone: aPhone(), fullName: 'Anna' });
    const answers = await Promise.all(
      ['email', 'phone'].map((field) => app.patch(`/clients/${client.id}`, { [field]: null }, owner)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
  });

  it('derives the operator code of a new phone, unless one is given', async () => {
    const { body: client } = await create({ phone: aPhone(), fullName: 'Anna' });
    const path = `/clients/${client.id}`;
    expect((await app.patch(path, { phone: '79031234567' }, owner)).body.operatorCode).toBe('903');
    const ported = await app.patch(path, { phone: '79031234568', operatorCode: '495' }, owner);
    expect(ported.body.operatorCode).toBe('495');
    expect((await app.patch(path, { comment: 'x' }, owner)).body.operatorCode).toBe('495');
  });

  it('refuses to clear the name', async () => {
    const client = await aClient(app.dataSource, ownerId);
    const { status, body } = await app.patch(`/clients/${client.id}`, { fullName: null }, owner);
    expect([status, body.errors[0].field]).toEqual([400, 'fullName']);
  });

  it('does nothing with an empty change', async () => {
    const client = await aClient(app.dataSource, ownerId);
    const { status, body } = await app.patch(`/clients/${client.id}`, {}, owner);
    expect(status).toBe(200);
    expect(body).toMatchObject({ email: client.email, fullName: client.fullName });
  });

  it('by PUT sets every field', async () => {
    const { body: before } = await create({
      email: anAddress(),
      fullName: 'Anna',
      tags: ['a'],
      comment: 'x',
    });
    const phone = aPhone();
    const { status, body } = await app.put(`/clients/${before.id}`, { phone, fullName: 'Bella' }, owner);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: before.id,
      email: null,
      phone,
      fullName: 'Bella',
      tags: [],
      comment: '',
    });
    expect((await app.put(`/clients/${before.id}`, { phone }, owner)).body.errors[0].field).toBe('fullName');
  });
});

describe('a contact is unique for its owner', () => {
  it('by address, whatever the case, and for one owner only', async () => {
    const email = anAddress();
    expect((await create({ email, fullName: 'Anna' })).status).toBe(201);
    const { status, body } = await create({ email: email.toUpperCase(), fullName: 'Anna' });
    expect([status, body.code]).toEqual([409, 'client.email_taken']);
    expect((await create({ email, fullName: 'Anna' }, stranger)).status).toBe(201);
  });

  it('by phone', async () => {
    const phone = aPhone();
    expect((await create({ phone, fullName: 'Anna' })).status).toBe(201);
    const { status, body } = await create({ phone, fullName: 'Anna' });
    expect([status, body.code]).toEqual([409, 'client.phone_taken']);
  });

  it('after a change too', async () => {
    const first = await aClient(app.dataSource, ownerId, { phone: aPhone() });
    const second = await aClient(app.dataSource, ownerId);
    const path = `/clients/${second.id}`;
    expect((await app.patch(path, { email: first.email }, owner)).body.code).toBe('client.email_taken');
    expect((await app.patch(path, { phone: first.phone }, owner)).body.code).toBe('client.phone_taken');
    const replaced = await app.put(path, { email: first.email, fullName: 'Anna' }, owner);
    expect(replaced.body.code).toBe('client.email_taken');
    expect((await app.patch(path, { email: second.email!.toUpperCase() }, owner)).status).toBe(200);
  });

  it('when it comes twenty times at once', async () => {
    const email = anAddress();
    const answers = await Promise.all(Array.from({ length: 20 }, () => create({ email, fullName: 'Anna' })));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });

  it('and is free again once its client is deleted', async () => {
    const client = await aClient(app.dataSource, ownerId);
    expect((await app.delete(`/clients/${client.id}`, owner)).status).toBe(204);
    expect((await create({ email: client.email, fullName: 'Anna' })).status).toBe(201);
  });
});

describe('who may do what', () => {
  const deeds = [
    ['GET', undefined],
    ['PATCH', { comment: 'x' }],
    ['PUT', { email: 'new@example.com', fullName: 'Anna' }],
    ['DELETE', undefined],
  ] as const;

  it.each(deeds)('%s without a token is 401', async (method, body) => {
    const client = await aClient(app.dataSource, ownerId);
    expect((await app.request({ method, path: `/clients/${client.id}`, body })).status).toBe(401);
  });

  it.each(deeds)('%s of somebody else’s client is 404', async (method, body) => {
    const client = await aClient(app.dataSource, ownerId);
    const path = `/clients/${client.id}`;
    const answer = await app.request({ method, path, body, token: stranger });
    expect([answer.status, answer.body.code]).toEqual([404, 'client.not_found']);
  });

  it.each(['PATCH', 'PUT'] as const)('%s of it is 404 before a bad body is looked at', async (method) => {
    const { id } = await aClient(app.dataSource, ownerId);
    const request = { method, path: `/clients/${id}`, body: { x: 1 }, token: stranger };
    expect((await app.request(request)).status).toBe(404);
  });

  it.each([
    ['GET', 200],
    ['PATCH', 403],
    ['PUT', 403],
    ['DELETE', 403],
  ] as const)('%s by a manager is %i', async (method, status) => {
    const client = await aClient(app.dataSource, ownerId);
    const body = deeds.find(([name]) => name === method)![1];
    const path = `/clients/${client.id}`;
    expect((await app.request({ method, path, body, token: manager })).status).toBe(status);
  });

  it.each([
    ['GET', 200],
    ['PATCH', 200],
    ['PUT', 200],
    ['DELETE', 204],
  ] as const)('%s by an admin is %i', async (method, status) => {
    const client = await aClient(app.dataSource, ownerId);
    const body = deeds.find(([name]) => name === method)![1];
    const path = `/clients/${client.id}`;
    expect((await app.request({ method, path, body, token: admin })).status).toBe(status);
  });

  it.each(['GET', 'POST'] as const)('%s of the list without a token is 401', async (method) => {
    expect(
      (await app.request({ method, path: '/clients', body: method === 'POST' ? {} : undefined })).status,
    ).toBe(401);
  });

  it.each([
    ['an unknown id', randomUUID(), 404],
    ['the nil id', '00000000-0000-0000-0000-000000000000', 404],
    ['no id', '1', 400],
    ['SQL', encodeURIComponent('1 OR 1=1'), 400],
    ['a path', encodeURIComponent('../users'), 400],
    ['NUL', '%00', 400],
  ])('%s', async (_, id, status) => {
    for (const [method, body] of deeds) {
      expect((await app.request({ method, path: `/clients/${id}`, body, token: owner })).status).toBe(status);
    }
  });
});
