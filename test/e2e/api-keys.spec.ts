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

const createKey = (token: string | undefined, body: unknown = { name: 'for the shop' }) =>
  api.post('/me/api-keys', body, token);

async function aManagerWithKey(permissions?: string[]) {
  const owner = await aManager(api.dataSource);
  const token = await tokenOf(owner);
  const { body } = await createKey(token, { name: 'a key', ...(permissions ? { permissions } : {}) });
  return { owner, token, id: body.id as string, key: body.key as string };
}

describe('an API key', () => {
  it('is shown once and stored as a digest', async () => {
    const token = await tokenOf(await aUser(api.dataSource));
    const created = await createKey(token);
    expect(created.status).toBe(201);
    const { key, ...shown } = created.body;
    expect(key).toMatch(/^pl_[A-Za-z0-9_-]{43}$/);
    expect(shown).toEqual({
      id: expect.any(String),
      name: 'for the shop',
      permissions: null,
      hint: key.slice(0, 8),
      createdAt: expect.any(String),
      lastUsedAt: null,
    });
    const list = await api.get('/me/api-keys', token);
    expect(list.body).toEqual({ items: [shown], nextCursor: null });
    const [row] = await api.dataSource.query('SELECT * FROM api_keys WHERE id = $1', [shown.id]);
    expect(row.key_hash).toHaveLength(32);
    expect(JSON.stringify(row)).not.toContain(key);
  });

  it('acts as its owner, with all the rights of the owner', async () => {
    const { owner, key } = await aManagerWithKey();
    const me = await api.get('/me', key);
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({ id: owner.id, role: 'manager' });
    expect((await api.get('/users', key)).status).toBe(200);
    expect((await api.get('/groups', key)).status).toBe(403);
  });

  it('has only those permissions that it was given', async () => {
    const { token, key } = await aManagerWithKey(['stats.read']);
    expect((await api.get('/me', key)).body.permissions).toEqual(['stats.read']);
    expect((await api.get('/users', key)).status).toBe(403);
    expect((await api.get('/users', token)).status).toBe(200);
  });

  it('loses what its owner loses, and gains what the owner gains only without a list', async () => {
    const { owner, key } = await aManagerWithKey(['users.read']);
    const whole = (await createKey(await tokenOf(owner))).body.key;
    await api.put(`/users/${owner.id}/role`, { role: 'user' }, admin);
    expect((await api.get('/users', key)).status).toBe(403);
    expect((await api.get('/users', whole)).status).toBe(403);
    await api.put(`/users/${owner.id}/role`, { role: 'admin' }, admin);
    expect((await api.get('/me', key)).body.permissions).toEqual(['users.read']);
    expect((await api.get('/audit', whole)).status).toBe(200);
  });

  it('dies at once with its revocation', async () => {
    const { token, id, key } = await aManagerWithKey();
    expect((await api.get('/me', key)).status).toBe(200);
    expect((await api.delete(`/me/api-keys/${id}`, token)).status).toBe(204);
    expect((await api.get('/me', key)).body).toMatchObject({ status: 401, code: 'auth.token_invalid' });
    expect((await api.delete(`/me/api-keys/${id}`, token)).body.code).toBe('api_key.not_found');
  });

  it('is refused while its owner is blocked', async () => {
    const { owner, key } = await aManagerWithKey();
    await api.post(`/users/${owner.id}/block`, undefined, admin);
    expect((await api.get('/me', key)).status).toBe(401);
    await api.post(`/users/${owner.id}/unblock`, undefined, admin);
    expect((await api.get('/me', key)).status).toBe(200);
  });

  it('cannot make, list or revoke keys, nor change the account', async () => {
    const { id, key } = await aManagerWithKey();
    const answers = [
      await createKey(key),
      await api.get('/me/api-keys', key),
      await api.delete(`/me/api-keys/${id}`, key),
      await api.patch('/me', { fullName: 'Mallory' }, key),
      await api.post('/auth/password/change', { currentPassword: 'x', newPassword: 'long enough' }, key),
      await api.get('/auth/sessions', key),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [403, 'access.not_by_key']),
    );
  });

  it('with few permissions of an admin makes no admin', async () => {
    const { key } = (await createKey(admin, { name: 'narrow', permissions: ['users.manage'] })).body;
    const body = { email: 'puppet@example.com', role: 'admin', password: 'long enough' };
    expect((await api.post('/users', body, key)).status).toBe(403);
    expect((await api.get('/groups', key)).status).toBe(200);
  });

  it('tells when it was last used, written at most once a minute', async () => {
    const { token, key } = await aManagerWithKey();
    const lastUsedAt = async () => (await api.get('/me/api-keys', token)).body.items[0].lastUsedAt;
    const move = (interval: string) =>
      api.dataSource.query(`UPDATE api_keys SET last_used_at = last_used_at - $1::interval`, [interval]);
    expect(await lastUsedAt()).toBeNull();
    await api.get('/me', key);
    expect(Date.now() - Date.parse(await lastUsedAt())).toBeLessThan(10_000);
    await move('50 seconds');
    const before = await lastUsedAt();
    await api.get('/me', key);
    expect(await lastUsedAt()).toBe(before);
    await move('20 seconds');
    await api.get('/me', key);
    expect(Date.now() - Date.parse(await lastUsedAt())).toBeLessThan(10_000);
  });

  it('of somebody else is 404 to revoke and not in the list', async () => {
    const { id, key } = await aManagerWithKey();
    expect((await api.delete(`/me/api-keys/${id}`, admin)).status).toBe(404);
    const { items } = (await api.get('/me/api-keys', admin)).body;
    expect(items.map((one: { id: string }) => one.id)).not.toContain(id);
    expect((await api.get('/me', key)).status).toBe(200);
  });

  it.each([
    ['unknown', `pl_${'A'.repeat(43)}`],
    ['too short', 'pl_AAAA'],
    ['empty', 'pl_'],
  ])('that is %s is answered like any wrong token', async (_, key) => {
    const [byKey, byToken] = [await api.get('/me', key), await api.get('/me', 'x.y.z')];
    expect({ ...byKey.body, requestId: '' }).toEqual({ ...byToken.body, requestId: '' });
    expect(byKey.status).toBe(401);
  });

  it.each([
    ['no name', {}, 'name'],
    ['a blank name', { name: '' }, 'name'],
    ['an unknown permission', { name: 'x', permissions: ['root'] }, 'permissions'],
    ['a permission that the owner lacks', { name: 'x', permissions: ['audit.read'] }, 'permissions'],
    ['null as permissions', { name: 'x', permissions: null }, 'permissions'],
    ['an owner', { name: 'x', ownerId: '01920000-0000-7000-8000-000000000000' }, 'ownerId'],
  ])('is refused with %s', async (_, body, field) => {
    const answer = await createKey(await tokenOf(await aManager(api.dataSource)), body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  it('needs somebody who is signed in', async () => {
    expect((await createKey(undefined)).status).toBe(401);
  });

  it('is one of at most fifty', async () => {
    const owner = await aUser(api.dataSource);
    const token = await tokenOf(owner);
    await api.dataSource.query(
      `INSERT INTO api_keys (owner_id, name, hint, key_hash)
       SELECT $1, n, 'pl_', sha256(convert_to(n::text, 'UTF8')) FROM generate_series(1, 50) AS n`,
      [owner.id],
    );
    expect((await createKey(token)).body).toMatchObject({ status: 409, code: 'api_key.too_many' });
    const first = (await api.get('/me/api-keys?limit=30', token)).body;
    const second = (await api.get(`/me/api-keys?limit=30&cursor=${first.nextCursor}`, token)).body;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([30, 20, null]);
  });
});
