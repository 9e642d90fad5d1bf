import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/modules/users/user.entity.js';
import { aMailing } from '../factories/mailings.js';
import { aManager, anAdmin, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { runCli } from '../setup/cli.js';

let api: TestApp;
let boss: User;
let admin: string;
beforeAll(async () => {
  api = await startTestApp();
  boss = await anAdmin(api.dataSource, { email: 'boss@example.com' });
  admin = await tokenOf(boss);
});
afterAll(() => api?.close());

const log = async (query: string) => (await api.get(`/audit?${query}`, admin)).body;
const from = (ip: string) => ({ 'x-forwarded-for': ip });

describe('the log', () => {
  it('says who did what to whom, when and from where', async () => {
    const user = await aUser(api.dataSource, { email: 'blocked@example.com' });
    const path = `/users/${user.id}/block`;
    await api.request({ method: 'POST', path, token: admin, headers: from('203.0.113.7') });
    const { items } = await log(`targetId=${user.id}`);
    expect(items).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        action: 'user.blocked',
        actor: { id: boss.id, email: 'boss@example.com', apiKeyId: null },
        ip: '203.0.113.7',
        target: { type: 'user', id: user.id, name: 'blocked@example.com' },
        details: {},
      },
    ]);
    expect(Date.now() - Date.parse(items[0].at)).toBeLessThan(10_000);
  });

  it('has every change of rights', async () => {
    const created = (await api.post('/users', { email: 'hired@example.com', password: 'long enough' }, admin))
      .body;
    const invited = (await api.post('/users', { email: 'invited@example.com', role: 'manager' }, admin)).body;
    await api.put(`/users/${created.id}/role`, { role: 'manager' }, admin);
    const group = (await api.post('/groups', { name: 'Night shift', permissions: ['blog.write'] }, admin))
      .body;
    await api.patch(`/groups/${group.id}`, { name: 'Day shift', permissions: ['stats.read'] }, admin);
    await api.put(`/groups/${group.id}/members/${created.id}`, undefined, admin);
    await api.put(`/groups/${group.id}/members/${created.id}`, undefined, admin);
    await api.delete(`/groups/${group.id}/members/${created.id}`, admin);
    await api.delete(`/groups/${group.id}`, admin);
    const key = (await api.post('/me/api-keys', { name: 'robot', permissions: ['users.block'] }, admin)).body;
    await api.post(`/users/${invited.id}/block`, undefined, key.key);
    await api.delete(`/me/api-keys/${key.id}`, admin);

    const events = async (id: string) =>
      (await log(`targetId=${id}&sort=at`)).items.map((event: { action: string; details: object }) => [
        event.action,
        event.details,
      ]);
    expect(await events(created.id)).toEqual([
      ['user.created', { role: 'user' }],
      ['user.role_changed', { from: 'user', to: 'manager' }],
      ['group.member_added', { groupId: group.id, groupName: 'Day shift', permissions: ['stats.read'] }],
      ['group.member_removed', { groupId: group.id, groupName: 'Day shift', permissions: ['stats.read'] }],
    ]);
    expect(await events(invited.id)).toEqual([
      ['user.created', { role: 'manager' }],
      ['user.blocked', {}],
    ]);
    expect(await events(group.id)).toEqual([
      ['group.created', { permissions: ['blog.write'] }],
      ['group.changed', { nameBefore: 'Night shift', added: ['stats.read'], removed: ['blog.write'] }],
      ['group.deleted', { permissions: ['stats.read'] }],
    ]);
    expect(await events(key.id)).toEqual([
      ['api_key.created', { permissions: ['users.block'] }],
      ['api_key.revoked', {}],
    ]);
    const [blocking] = (await log(`targetId=${invited.id}&action=user.blocked`)).items;
    expect(blocking.actor).toEqual({ id: boss.id, email: 'boss@example.com', apiKeyId: key.id });
  });

  it('has whoever stops, disables and enables a mailing, each change once', async () => {
    const owner = await aUser(api.dataSource);
    const mailing = await aMailing(api.dataSource, { ownerId: owner.id, name: 'Spring news' });
    const act = (action: string, token: string) =>
      api.post(`/mailings/${mailing.id}/${action}`, undefined, token);
    for (const action of ['disable', 'disable', 'enable', 'enable']) {
      expect((await act(action, admin)).status).toBe(200);
    }
    expect((await act('stop', await tokenOf(owner))).status).toBe(200);
    expect((await act('stop', await tokenOf(owner))).status).toBe(409);
    const { items } = await log(`targetId=${mailing.id}&sort=at`);
    expect(items.map((event: { action: string }) => event.action)).toEqual([
      'mailing.disabled',
      'mailing.enabled',
      'mailing.stopped',
    ]);
    expect(items[2]).toMatchObject({
      actor: { id: owner.id },
      target: { type: 'mailing', name: 'Spring news' },
      details: { ownerId: owner.id },
    });
  });

  it('has nothing of what was refused', async () => {
    const before = (await log('withTotal=true')).total;
    const other = await anAdmin(api.dataSource);
    await api.post(`/users/${other.id}/block`, undefined, admin);
    await api.post('/users', { email: 'boss@example.com', password: 'long enough' }, admin);
    await api.post('/groups', { name: '', permissions: [] }, admin);
    expect((await log('withTotal=true')).total).toBe(before);
  });

  it('has the accounts that the command line created, by nobody', async () => {
    const args = ['create-admin', '--email', 'cli@example.com', '--password-stdin'];
    const env = { DATABASE_URL: api.databaseUrl, DATA_DIR: api.config.dataDir };
    for (let i = 0; i < 2; i += 1) expect((await runCli(args, { stdin: 'long enough', env })).code).toBe(0);
    const events = (await log('action=user.created')).items.filter(
      ({ target }: { target: { name: string } }) => target.name === 'cli@example.com',
    );
    expect(events).toMatchObject([{ actor: null, ip: null, details: { role: 'admin' } }]);
  });

  it('holds no secret', async () => {
    const key = (await api.post('/me/api-keys', { name: 'secret' }, admin)).body.key;
    await api.post('/users', { email: 'hidden@example.com', password: 'a very secret one' }, admin);
    const rows = JSON.stringify(await api.dataSource.query('SELECT * FROM audit_events'));
    expect(rows).toContain('hidden@example.com');
    expect(rows).not.toMatch(/argon|a very secret one/);
    expect(rows).not.toContain(key);
  });

  it('comes newest first, filtered, in pages that miss nothing', async () => {
    const manager = await aManager(api.dataSource);
    const token = await tokenOf(manager);
    const users = await Promise.all(Array.from({ length: 5 }, () => aUser(api.dataSource)));
    for (const { id } of users) await api.post(`/users/${id}/block`, undefined, token);
    await api.post(`/users/${users[0]!.id}/unblock`, undefined, token);

    const filter = `actorId=${manager.id}&action=user.blocked`;
    const first = await log(`${filter}&limit=3&withTotal=true`);
    const second = await log(`${filter}&limit=3&cursor=${first.nextCursor}`);
    expect(first.total).toBe(5);
    expect([...first.items, ...second.items].map(({ target }) => target.id)).toEqual(
      users.map(({ id }) => id).toReversed(),
    );
    expect(second.nextCursor).toBeNull();
    expect((await log(`actorId=${manager.id}&limit=1`)).items[0].action).toBe('user.unblocked');
    expect((await log('actorId=01920000-0000-7000-8000-000000000000')).items).toEqual([]);
  });

  it.each(['action=user.eaten', 'actorId=me', 'targetId=1', 'sort=action', 'cursor=x', 'ip=::1', 'limit=0'])(
    'refuses %s',
    async (query) => {
      expect((await api.get(`/audit?${query}`, admin)).status).toBe(400);
    },
  );

  it('is read by admins alone and written by nobody', async () => {
    const user = await tokenOf(await aUser(api.dataSource));
    const manager = await tokenOf(await aManager(api.dataSource));
    const statuses = await Promise.all(
      [undefined, user, manager, admin].map(async (token) => (await api.get('/audit', token)).status),
    );
    expect(statuses).toEqual([401, 403, 403, 200]);
    expect((await api.post('/audit', {}, admin)).status).toBe(404);
  });

  it.each([
    `UPDATE audit_events SET action = 'user.unblocked'`,
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
  ])('cannot be changed afterwards: %s', async (statement) => {
    await expect(api.dataSource.query(statement)).rejects.toThrow(/append-only/);
  });
});
