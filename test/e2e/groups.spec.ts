import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aManager, anAdmin, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { runCli } from '../setup/cli.js';

let api: TestApp;
let admin: string;
beforeAll(async () => {
  api = await startTestApp();
  admin = await tokenOf(await anAdmin(api.dataSource));
});
afterAll(() => api?.close());

const nobody = '01920000-0000-7000-8000-000000000000';
let made = 0;
/** A group straight over the API. */
async function aGroup(permissions: string[], name = `group ${(made += 1)}`) {
  return (await api.post('/groups', { name, permissions }, admin)).body as { id: string; name: string };
}
const join = (groupId: string, userId: string, token?: string) =>
  api.put(`/groups/${groupId}/members/${userId}`, undefined, token ?? admin);
const leave = (groupId: string, userId: string, token?: string) =>
  api.delete(`/groups/${groupId}/members/${userId}`, token ?? admin);
const permissionsSeenBy = async (token: string) => (await api.get('/me', token)).body.permissions;

describe('groups', () => {
  it('are created, read, changed and deleted', async () => {
    const created = await api.post(
      '/groups',
      { name: 'Writers', permissions: ['contact.read', 'blog.write', 'blog.write'] },
      admin,
    );
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      id: expect.any(String),
      name: 'Writers',
      permissions: ['blog.write', 'contact.read'],
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const path = `/groups/${created.body.id}`;
    expect((await api.get(path, admin)).body).toEqual(created.body);
    expect((await api.get('/groups?search=WRIT', admin)).body.items).toEqual([created.body]);

    const renamed = await api.patch(path, { name: 'Authors' }, admin);
    expect([renamed.status, renamed.body.name, renamed.body.permissions]).toEqual([
      200,
      'Authors',
      ['blog.write', 'contact.read'],
    ]);
    const narrowed = await api.patch(path, { permissions: ['blog.write'] }, admin);
    expect([narrowed.status, narrowed.body.name, narrowed.body.permissions]).toEqual([
      200,
      'Authors',
      ['blog.write'],
    ]);

    expect((await api.delete(path, admin)).status).toBe(204);
    const gone = [
      await api.get(path, admin),
      await api.delete(path, admin),
      await api.patch(path, {}, admin),
    ];
    expect(gone.map(({ status, body }) => [status, body.code])).toEqual(
      gone.map(() => [404, 'group.not_found']),
    );
  });

  it('have names that are unique regardless of case', async () => {
    await aGroup([], 'Редакторы');
    const other = await aGroup([], 'Others');
    const twice = await api.post('/groups', { name: 'РЕДАКТОРЫ', permissions: [] }, admin);
    expect([twice.status, twice.body.code]).toEqual([409, 'group.name_taken']);
    const renamed = await api.patch(`/groups/${other.id}`, { name: 'редакторы' }, admin);
    expect([renamed.status, renamed.body.code]).toEqual([409, 'group.name_taken']);
    expect((await api.patch(`/groups/${other.id}`, { name: 'OTHERS' }, admin)).status).toBe(200);
  });

  it.each([
    ['an unknown permission', { name: 'x', permissions: ['everything'] }, 'permissions'],
    ['a permission that is no text', { name: 'x', permissions: [{}] }, 'permissions'],
    ['one permission instead of a list', { name: 'x', permissions: 'blog.write' }, 'permissions'],
    ['no permissions', { name: 'x' }, 'permissions'],
    ['null as permissions', { name: 'x', permissions: null }, 'permissions'],
    ['no name', { permissions: [] }, 'name'],
    ['a blank name', { name: ' ', permissions: [] }, 'name'],
    ['an endless name', { name: 'x'.repeat(101), permissions: [] }, 'name'],
    ['a name of two lines', { name: 'a\nb', permissions: [] }, 'name'],
    ['an unknown field', { name: 'x', permissions: [], members: [] }, 'members'],
  ])('refuse %s', async (_, body, field) => {
    const answer = await api.post('/groups', body, admin);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  it('are for admins alone', async () => {
    const { id } = await aGroup(['blog.write']);
    const user = await aUser(api.dataSource);
    const tokens = [undefined, await tokenOf(user), await tokenOf(await aManager(api.dataSource))];
    for (const [method, path, body] of [
      ['GET', '/groups', undefined],
      ['GET', `/groups/${id}`, undefined],
      ['GET', `/groups/${id}/members`, undefined],
      ['POST', '/groups', { name: 'mine', permissions: [] }],
      ['PATCH', `/groups/${id}`, { name: 'mine' }],
      ['DELETE', `/groups/${id}`, undefined],
      ['PUT', `/groups/${id}/members/${user.id}`, undefined],
      ['DELETE', `/groups/${id}/members/${user.id}`, undefined],
    ] as const) {
      const statuses = await Promise.all(
        tokens.map(async (token) => (await api.request({ method, path, body, token })).status),
      );
      expect([method, path, ...statuses]).toEqual([method, path, 401, 403, 403]);
    }
  });
});

describe('members', () => {
  it('get the permissions with their next request and lose them with leaving', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    const readers = await aGroup(['users.read', 'stats.read']);
    const writers = await aGroup(['blog.write', 'stats.read']);
    expect(await permissionsSeenBy(token)).toEqual([]);

    expect((await join(readers.id, user.id)).status).toBe(200);
    expect((await api.get('/users', token)).status).toBe(200);
    expect((await join(writers.id, user.id)).status).toBe(200);
    expect(await permissionsSeenBy(token)).toEqual(['users.read', 'blog.write', 'stats.read']);

    expect((await leave(readers.id, user.id)).status).toBe(204);
    expect((await api.get('/users', token)).status).toBe(403);
    expect(await permissionsSeenBy(token)).toEqual(['blog.write', 'stats.read']);
  });

  it('feel a change and the end of the group at once', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    const group = await aGroup(['blog.write']);
    await join(group.id, user.id);
    await api.patch(`/groups/${group.id}`, { permissions: ['users.read'] }, admin);
    expect(await permissionsSeenBy(token)).toEqual(['users.read']);
    await api.delete(`/groups/${group.id}`, admin);
    expect(await permissionsSeenBy(token)).toEqual([]);
  });

  it('keep what the role gives', async () => {
    const manager = await aManager(api.dataSource);
    const token = await tokenOf(manager);
    const group = await aGroup(['blog.write', 'users.read']);
    const before: string[] = await permissionsSeenBy(token);
    await join(group.id, manager.id);
    expect((await permissionsSeenBy(token)).toSorted()).toEqual([...before, 'blog.write'].toSorted());
    await leave(group.id, manager.id);
    expect(await permissionsSeenBy(token)).toEqual(before);
  });

  it('are told their permissions at log-in', async () => {
    const user = await aUser(api.dataSource, { password: 'correct horse battery' });
    await join((await aGroup(['blog.write'])).id, user.id);
    const login = await api.post('/auth/login', { email: user.email, password: 'correct horse battery' });
    expect(login.body.user.permissions).toEqual(['blog.write']);
  });

  it('are listed by address, each once', async () => {
    const group = await aGroup([]);
    const users = await Promise.all(
      ['c', 'A', 'b'].map((name) => aUser(api.dataSource, { email: `${name}@members.example` })),
    );
    for (const user of [...users, users[0]!]) expect((await join(group.id, user.id)).status).toBe(200);
    const first = (await api.get(`/groups/${group.id}/members?limit=2&withTotal=true`, admin)).body;
    const second = (await api.get(`/groups/${group.id}/members?cursor=${first.nextCursor}`, admin)).body;
    expect(first.total).toBe(3);
    expect([...first.items, ...second.items].map(({ email }) => email)).toEqual([
      'A@members.example',
      'b@members.example',
      'c@members.example',
    ]);
    expect((await api.get(`/groups/${nobody}/members`, admin)).status).toBe(404);
  });

  it('who do not exist or are not in the group are 404', async () => {
    const user = await aUser(api.dataSource);
    const { id } = await aGroup([]);
    const answers = [
      await join(nobody, user.id),
      await join(id, nobody),
      await leave(nobody, user.id),
      await leave(id, nobody),
      await leave(id, user.id),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'group.not_found'],
      [404, 'user.not_found'],
      [404, 'group.not_found'],
      [404, 'user.not_found'],
      [404, 'group.no_member'],
    ]);
    expect((await join(id, 'me')).status).toBe(400);
  });

  it('who may manage users by a group alone give away no more than they have', async () => {
    const keeper = await aUser(api.dataSource);
    const token = await tokenOf(keeper);
    await join((await aGroup(['users.manage', 'blog.write'])).id, keeper.id);
    const strong = await aGroup(['all.write']);
    const weak = await aGroup(['blog.write']);

    const refused = [
      await join(strong.id, keeper.id, token),
      await api.post('/groups', { name: 'strong', permissions: ['all.write'] }, token),
      await api.patch(`/groups/${weak.id}`, { permissions: ['all.write'] }, token),
      await api.patch(`/groups/${strong.id}`, { permissions: [] }, token),
      await api.delete(`/groups/${strong.id}`, token),
      await api.put(`/users/${keeper.id}/role`, { role: 'admin' }, token),
      await api.post(
        '/users',
        { email: 'puppet@example.com', role: 'admin', password: 'long enough' },
        token,
      ),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      refused.map(() => [403, 'access.denied']),
    );
    expect((await join(weak.id, keeper.id, token)).status).toBe(200);
    expect((await api.post('/users', { email: 'new@example.com' }, token)).status).toBe(201);
  });
});

describe('create-groups', () => {
  const cli = (...args: string[]) =>
    runCli(args, { env: { DATABASE_URL: api.databaseUrl, DATA_DIR: api.config.dataDir } });

  it('creates the standard groups, once, under each of its names', async () => {
    const first = await cli('create_groups');
    expect(first).toEqual({
      code: 0,
      stdout: 'Created Managers.\nCreated Content managers.\n',
      stderr: '',
    });
    const { items } = (await api.get('/groups?search=managers', admin)).body;
    expect(
      items.map((group: { name: string; permissions: string[] }) => [group.name, group.permissions]),
    ).toEqual([
      ['Content managers', ['blog.write']],
      [
        'Managers',
        ['all.read', 'mailings.disable', 'users.read', 'users.block', 'contact.read', 'stats.read'],
      ],
    ]);

    const managers = items.find(({ name }: { name: string }) => name === 'Managers');
    await api.patch(`/groups/${managers.id}`, { permissions: ['users.read'] }, admin);
    for (const name of ['create-groups', 'create_manager_group']) {
      const again = await cli(name);
      expect(again.code).toBe(0);
      expect(again.stdout).toMatch(/^Managers already exists.*\nContent managers already exists.*\n$/);
    }
    expect((await api.get(`/groups/${managers.id}`, admin)).body.permissions).toEqual(['users.read']);
  }, 60_000);

  it('takes no arguments', async () => {
    expect((await cli('create-groups', 'Editors')).code).toBe(2);
  });
});
