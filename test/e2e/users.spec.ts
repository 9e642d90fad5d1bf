import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aManager, anAdmin, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let admin: string;
let manager: string;
let user: string;

beforeAll(async () => {
  api = await startTestApp();
  admin = await tokenOf(await anAdmin(api.dataSource, { email: 'admin@example.com', fullName: 'Ada Admin' }));
  manager = await tokenOf(await aManager(api.dataSource, { email: 'manager@example.com', fullName: 'Max' }));
  user = await tokenOf(await aUser(api.dataSource, { email: 'user@example.com', fullName: 'Uma User' }));
});
afterAll(() => api?.close());

const shownFields = [
  'id',
  'email',
  'fullName',
  'phone',
  'country',
  'language',
  'timezone',
  'role',
  'status',
  'confirmedAt',
  'blockedAt',
  'createdAt',
];

const emailsOf = (page: { items: { email: string }[] }) => page.items.map(({ email }) => email);

describe('the list of users', () => {
  it('is for managers and admins', async () => {
    const statuses = await Promise.all(
      [undefined, user, manager, admin].map(async (token) => (await api.get('/users', token)).status),
    );
    expect(statuses).toEqual([401, 403, 200, 200]);
  });

  it('shows neither hashes nor anything else that is not listed', async () => {
    const { body, text } = await api.get('/users?limit=1', admin);
    expect(Object.keys(body.items[0])).toEqual(shownFields);
    expect(text).not.toMatch(/argon|hash|session/i);
  });

  it('comes in pages that neither repeat nor miss anybody while others are added', async () => {
    const tag = 'paged-';
    for (let i = 0; i < 5; i += 1) await aUser(api.dataSource, { email: `${tag}${i}@example.com` });
    const first = (await api.get(`/users?search=${tag}&limit=2&withTotal=true`, admin)).body;
    expect([emailsOf(first), first.total]).toEqual([['paged-4@example.com', 'paged-3@example.com'], 5]);
    await aUser(api.dataSource, { email: `${tag}late@example.com` });
    const second = (await api.get(`/users?search=${tag}&limit=2&cursor=${first.nextCursor}`, admin)).body;
    const third = (await api.get(`/users?search=${tag}&limit=2&cursor=${second.nextCursor}`, admin)).body;
    expect([...emailsOf(second), ...emailsOf(third)]).toEqual([2, 1, 0].map((i) => `paged-${i}@example.com`));
    expect(third.nextCursor).toBeNull();
    expect(second).not.toHaveProperty('total');
  });

  it.each([
    ['email', ['a', 'b', 'c']],
    ['-email', ['c', 'b', 'a']],
    ['fullName', ['c', 'a', 'b']],
    ['createdAt', ['b', 'c', 'a']],
    ['-createdAt', ['a', 'c', 'b']],
  ])('sorts by %s over page borders', async (sort, expected) => {
    const tag = `sort${sort.replace('-', 'down')}`.toLowerCase();
    const names: Record<string, string> = { a: 'mia', b: 'Zoe', c: 'Ann' };
    for (const key of ['b', 'c', 'a']) {
      await aUser(api.dataSource, { email: `${key}@${tag}.example`, fullName: names[key] });
    }
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.get(`/users?search=@${tag}.&sort=${sort}&limit=1${cursor}`, admin);
      found.push(...emailsOf(body));
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
    } while (cursor);
    expect(found).toEqual(expected.map((key) => `${key}@${tag}.example`));
  });

  it('finds by a part of the address or the name in any case, taking % and _ as themselves', async () => {
    await aUser(api.dataSource, { email: 'per_cent@example.com', fullName: 'Sale 100%' });
    await aUser(api.dataSource, { email: 'perxcent@example.com', fullName: 'Ёлка Ильина' });
    const search = async (text: string) =>
      emailsOf((await api.get(`/users?search=${encodeURIComponent(text)}`, admin)).body);
    expect(await search('PER_CENT')).toEqual(['per_cent@example.com']);
    expect(await search('100%')).toEqual(['per_cent@example.com']);
    expect(await search('ильин')).toEqual(['perxcent@example.com']);
    expect(await search(`' OR 1=1 --`)).toEqual([]);
    expect(await search('\\')).toEqual([]);
  });

  it('gives those of many ids at once, and nothing for unknown ones', async () => {
    const one = await aUser(api.dataSource, { email: 'ids-1@example.com' });
    const two = await aUser(api.dataSource, { email: 'ids-2@example.com' });
    const of = async (...ids: string[]) =>
      emailsOf((await api.get(`/users?sort=email&ids=${ids.join(',')}`, admin)).body);
    expect(await of(two.id, one.id)).toEqual(['ids-1@example.com', 'ids-2@example.com']);
    expect(await of('00000000-0000-0000-0000-000000000000')).toEqual([]);
  });

  it('filters by role and status', async () => {
    await aManager(api.dataSource, { email: 'state-1@example.com', blockedAt: new Date() });
    await aUser(api.dataSource, { email: 'state-2@example.com', confirmedAt: null, password: null });
    await aUser(api.dataSource, { email: 'state-3@example.com', confirmedAt: null, blockedAt: new Date() });
    await aUser(api.dataSource, { email: 'state-4@example.com' });
    const numbers = async (filter: string) =>
      emailsOf((await api.get(`/users?search=state-&sort=email&${filter}`, admin)).body).map(
        (email) => email[6],
      );
    expect(await numbers('status=active')).toEqual(['4']);
    expect(await numbers('status=unconfirmed')).toEqual(['2']);
    expect(await numbers('status=blocked')).toEqual(['1', '3']);
    expect(await numbers('role=manager')).toEqual(['1']);
    expect(await numbers('role=user&status=blocked')).toEqual(['3']);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=ten',
    'cursor=garbage',
    'cursor=',
    'sort=passwordHash',
    'sort=email;drop',
    'role=root',
    'status=dead',
    'withTotal=perhaps',
    'search=%00',
    'ids=',
    'ids=abc',
    `ids=${Array(201).fill('00000000-0000-0000-0000-000000000000').join(',')}`,
    `search=${'x'.repeat(201)}`,
    'search[]=a&search[]=b',
    'page=2',
  ])('refuses ?%s', async (query) => {
    const answer = await api.get(`/users?${query}`, admin);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});

describe('one user', () => {
  it('is shown to managers and admins, with the listed fields', async () => {
    const { id, email } = await aUser(api.dataSource);
    const { status, body } = await api.get(`/users/${id}`, manager);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(shownFields);
    expect(body).toMatchObject({ id, email, role: 'user', status: 'active', blockedAt: null });
    expect(body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect((await api.get(`/users/${id}`, user)).status).toBe(403);
    expect((await api.get(`/users/${id}`)).status).toBe(401);
  });

  it.each([
    ['00000000-0000-0000-0000-000000000000', 404, 'user.not_found'],
    ['01960000-0000-7000-8000-000000000000', 404, 'user.not_found'],
    ['1', 400, 'request.bad_id'],
    ['1%20OR%201=1', 400, 'request.bad_id'],
  ])('%s is answered with %i', async (id, status, code) => {
    const answer = await api.get(`/users/${id}`, admin);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('creating users', () => {
  const jobsFor = (email: string) =>
    api.dataSource.query(
      `SELECT job.task_identifier, p.payload FROM graphile_worker.jobs job
         JOIN graphile_worker._private_jobs p USING (id) 
          WHERE p.payload->>'to' = $1
             OR p.payload->>'userId' = (SELECT id::text FROM users WHERE lower(email) = lower($1))`,
      [email],
    );

  it('with a password makes an account that can log in, and mails nothing', async () => {
    const body = {
      email: 'New.Person@Example.com',
      role: 'manager',
      fullName: 'New Person',
      password: 'longenough',
    };
    const created = await api.post('/users', body, admin);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ fullName: 'New Person', role: 'manager', status: 'active' });
    expect(created.text).not.toMatch(/longenough|argon|hash/i);
    const login = await api.post('/auth/login', { email: 'new.person@example.com', password: 'longenough' });
    expect(login.body.user).toMatchObject({ id: created.body.id, role: 'manager' });
    expect(await jobsFor(created.body.email)).toEqual([]);
  });

  it('without a password makes an unconfirmed one and queues one invitation', async () => {
    const created = await api.post('/users', { email: 'invited@example.com' }, admin);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ role: 'user', status: 'unconfirmed', fullName: '', language: 'ru' });
    const jobs = await jobsFor('invited@example.com');
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({
      task_identifier: 'mail_account_link',
      payload: { kind: 'invitation', userId: created.body.id },
    });
    expect((await api.post('/auth/login', { email: 'invited@example.com', password: 'x' })).status).toBe(401);
  });

  it('is for admins', async () => {
    const body = { email: 'nobody-made@example.com' };
    const statuses = await Promise.all(
      [undefined, user, manager].map(async (token) => (await api.post('/users', body, token)).status),
    );
    expect(statuses).toEqual([401, 403, 403]);
    expect((await api.get('/users?search=nobody-made', admin)).body.items).toEqual([]);
  });

  it('refuses an address that is taken, in any case, and creates and mails nothing', async () => {
    await aUser(api.dataSource, { email: 'Taken@example.com' });
    const answers = await Promise.all([
      api.post('/users', { email: 'taken@EXAMPLE.com' }, admin),
      api.post('/users', { email: 'taken@example.com', password: 'longenough' }, admin),
    ]);
    for (const { status, body } of answers) expect([status, body.code]).toEqual([409, 'user.email_taken']);
    expect((await api.get('/users?search=taken@example', admin)).body.items).toHaveLength(1);
    expect(await jobsFor('taken@example.com')).toEqual([]);
  });

  it('lets one of many win who create the same address at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.post('/users', { email: 'race@example.com' }, admin)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    expect(await jobsFor('race@example.com')).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['no address', {}, 'email'],
    ['null as address', { email: null }, 'email'],
    ['an empty address', { email: '' }, 'email'],
    ['an address without a domain', { email: 'a@' }, 'email'],
    ['an address with a line break', { email: 'a@example.com\r\nBcc: b@example.com' }, 'email'],
    ['an address of 1 MB', { email: `${'a'.repeat(1_000_000)}@example.com` }, 'email'],
    ['a list as address', { email: ['a@example.com'] }, 'email'],
    ['an unknown role', { email: 'x1@example.com', role: 'root' }, 'role'],
    ['null as role', { email: 'x1@example.com', role: null }, 'role'],
    ['a short password', { email: 'x1@example.com', password: '1234567' }, 'password'],
    ['an empty password', { email: 'x1@example.com', password: '' }, 'password'],
    ['a password of 129 characters', { email: 'x1@example.com', password: 'x'.repeat(129) }, 'password'],
    ['digits only as password', { email: 'x1@example.com', password: '8301927465' }, 'password'],
    ['a password that everybody tries', { email: 'x1@example.com', password: 'Password1' }, 'password'],
    ['a number as password', { email: 'x1@example.com', password: 12345678 }, 'password'],
    ['NUL in the name', { email: 'x1@example.com', fullName: 'a\0b' }, 'fullName'],
    ['a line break in the name', { email: 'x1@example.com', fullName: 'a\nb' }, 'fullName'],
    ['half a character in the name', { email: 'x1@example.com', fullName: 'a\ud800' }, 'fullName'],
    ['a name of 201 characters', { email: 'x1@example.com', fullName: 'x'.repeat(201) }, 'fullName'],
    ['an id', { email: 'x1@example.com', id: '01960000-0000-7000-8000-000000000000' }, 'id'],
    ['a hash', { email: 'x1@example.com', passwordHash: 'x' }, 'passwordHash'],
    ['a state', { email: 'x1@example.com', confirmedAt: '2026-01-01T00:00:00Z' }, 'confirmedAt'],
  ])('refuses %s', async (_, body, field) => {
    const answer = await api.post('/users', body, admin);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('request.invalid');
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });
});

describe('the own account', () => {
  it('shows the own fields and rights', async () => {
    const { body } = await api.get('/me', manager);
    expect(body).toEqual({
      id: expect.any(String),
      email: 'manager@example.com',
      pendingEmail: null,
      role: 'manager',
      permissions: expect.arrayContaining(['users.read', 'mailings.disable']),
      fullName: 'Max',
      phone: null,
      country: null,
      language: 'ru',
      timezone: null,
      avatarUrl: null,
    });
  });

  it('changes what is named and keeps the rest; null clears', async () => {
    const token = await tokenOf(await aUser(api.dataSource, { fullName: 'Before', country: 'Russia' }));
    const changed = await api.patch(
      '/me',
      { phone: '79161234567', language: 'en', timezone: 'Asia/Vladivostok' },
      token,
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      fullName: 'Before',
      country: 'Russia',
      phone: '79161234567',
      language: 'en',
      timezone: 'Asia/Vladivostok',
    });
    const cleared = await api.patch(
      '/me',
      { phone: null, country: null, timezone: null, fullName: '' },
      token,
    );
    expect(cleared.body).toMatchObject({
      phone: null,
      country: null,
      timezone: null,
      fullName: '',
      language: 'en',
    });
    expect((await api.get('/me', token)).body).toEqual(cleared.body);
    expect((await api.patch('/me', {}, token)).body).toEqual(cleared.body);
  });

  it.each<[string, unknown]>([
    ['role', 'admin'],
    ['id', '01960000-0000-7000-8000-000000000000'],
    ['permissions', ['users.manage']],
    ['blockedAt', null],
    ['sessionVersion', 5],
    ['passwordHash', 'x'],
    ['fullName', null],
    ['fullName', 5],
    ['language', 'de'],
    ['language', null],
    ['phone', 'call me'],
    ['phone', 79161234567],
    ['country', 'x'.repeat(101)],
    ['timezone', 'Foo/Bar'],
    ['timezone', '+03:00'],
    ['timezone', 'EST5EDT'],
  ])('refuses %s = %j and changes nothing', async (field, value) => {
    const before = (await api.get('/me', user)).body;
    const answer = await api.patch('/me', { country: 'Elsewhere', [field]: value }, user);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect((await api.get('/me', user)).body).toEqual(before);
  });

  it('needs a token', async () => {
    expect((await api.get('/me')).status).toBe(401);
    expect((await api.patch('/me', { fullName: 'x' })).status).toBe(401);
  });
});
