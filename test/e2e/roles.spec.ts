import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aManager, anAdmin, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let admin: string;
beforeAll(async () => {
  api = await startTestApp();
  admin = await tokenOf(await anAdmin(api.dataSource));
});
afterAll(() => api?.close());

const giveRole = (id: string, role: unknown, token?: string) => api.put(`/users/${id}/role`, { role }, token);

describe('a role', () => {
  it('takes effect with the next request of a token that was there before', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    expect((await api.get('/users', token)).status).toBe(403);

    const raised = await giveRole(user.id, 'manager', admin);
    expect([raised.status, raised.body.role]).toEqual([200, 'manager']);
    expect((await api.get('/users', token)).status).toBe(200);
    expect((await api.get('/me', token)).body).toMatchObject({
      role: 'manager',
      permissions: expect.arrayContaining(['users.read', 'users.block']),
    });

    expect((await giveRole(user.id, 'user', admin)).status).toBe(200);
    expect((await api.get('/users', token)).status).toBe(403);
  });

  it('is given by admins alone', async () => {
    const user = await aUser(api.dataSource);
    const manager = await tokenOf(await aManager(api.dataSource));
    const self = await tokenOf(user);
    const statuses: number[] = [];
    for (const token of [undefined, self, manager]) {
      statuses.push((await giveRole(user.id, 'admin', token)).status);
    }
    expect(statuses).toEqual([401, 403, 403]);
  });

  it.each([
    ['an unknown role', { role: 'emperor' }, 'role'],
    ['no role', {}, 'role'],
    ['a list of roles', { role: ['admin'] }, 'role'],
    ['an unknown field', { role: 'user', permissions: [] }, 'permissions'],
  ])('refuses %s', async (_, body, field) => {
    const user = await aUser(api.dataSource);
    const answer = await api.put(`/users/${user.id}/role`, body, admin);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].field).toBe(field);
  });

  it('of nobody is 404', async () => {
    const answer = await giveRole('01920000-0000-7000-8000-000000000000', 'user', admin);
    expect([answer.status, answer.body.code]).toEqual([404, 'user.not_found']);
  });

  it('that stays the same is no event', async () => {
    const user = await aUser(api.dataSource);
    expect((await giveRole(user.id, 'user', admin)).status).toBe(200);
    expect((await giveRole(user.id, 'manager', admin)).status).toBe(200);
    const { items } = (await api.get(`/audit?targetId=${user.id}`, admin)).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ action: 'user.role_changed', details: { from: 'user', to: 'manager' } });
  });
});

describe('the last admin', () => {
  let alone: TestApp;
  beforeAll(async () => {
    alone = await startTestApp();
  });
  afterAll(() => alone?.close());

  const demote = (id: string, token: string) => alone.put(`/users/${id}/role`, { role: 'user' }, token);

  it('stays one, though others are blocked or were never confirmed', async () => {
    const last = await anAdmin(alone.dataSource);
    const token = await tokenOf(last);
    await anAdmin(alone.dataSource, { blockedAt: new Date() });
    await anAdmin(alone.dataSource, { confirmedAt: null });
    const answer = await demote(last.id, token);
    expect([answer.status, answer.body.code]).toEqual([409, 'user.last_admin']);
    expect((await alone.put(`/users/${last.id}/role`, { role: 'admin' }, token)).status).toBe(200);

    const second = await anAdmin(alone.dataSource);
    expect((await demote(last.id, token)).status).toBe(200);
    expect((await demote(second.id, await tokenOf(second))).status).toBe(409);
  });

  it('is left over when all admins demote each other at once', async () => {
    await alone.dataSource.query(`UPDATE users SET role = 'user'`);
    const admins = await Promise.all([1, 2, 3, 4].map(() => anAdmin(alone.dataSource)));
    const tokens = await Promise.all(admins.map(tokenOf));
    const answers = await Promise.all(
      admins.map((_, i) => demote(admins[(i + 1) % admins.length]!.id, tokens[i]!)),
    );
    const left = await alone.dataSource.query(`SELECT id FROM users WHERE role = 'admin'`);
    expect(left.length).toBeGreaterThanOrEqual(1);
    // Whoever was demoted before their own request was let in is refused with 403.
    expect([200, 403, 409]).toEqual(expect.arrayContaining(answers.map(({ status }) => status)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4 - left.length);
  });
});
