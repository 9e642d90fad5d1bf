import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMailing } from '../factories/mailings.js';
import { aMessage } from '../factories/messages.js';
import { aManager, anAdmin, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let ownerId: string;
let owner: string;
let other: string;
let manager: string;
let admin: string;
let messageId: string;

const messageOf = async (user: string) => (await aMessage(api.dataSource, user)).id;

beforeAll(async () => {
  api = await startTestApp();
  const user = await aUser(api.dataSource);
  ownerId = user.id;
  owner = await tokenOf(user);
  other = await tokenOf(await aUser(api.dataSource));
  manager = await tokenOf(await aManager(api.dataSource));
  admin = await tokenOf(await anAdmin(api.dataSource));
  messageId = await messageOf(user.id);
});
afterAll(() => api?.close());

describe('a mailing', () => {
  const routes: [method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object][] = [
    ['GET', ''],
    ['GET', '/runs'],
    ['GET', '/deliveries'],
    ['GET', '/messages'],
    ['GET', '/stats'],
    ['GET', '/forecast'],
    ['GET', '/events'],
    ['PATCH', '', { name: 'x' }],
    ['PATCH', '', { nonsense: 'x' }],
    ['PUT', '', {}],
    ['POST', '/run'],
    ['POST', '/stop'],
    ['POST', '/pause'],
    ['POST', '/resume'],
    ['DELETE', ''],
  ];

  it.each([...routes, ['POST', '/disable'], ['POST', '/enable']] as typeof routes)(
    'hides somebody else’s mailing from %s %s',
    async (method, path, body) => {
      const { id } = await aMailing(api.dataSource, { ownerId, messageId });
      const answer = await api.request({ method, path: `/mailings/${id}${path}`, body, token: other });
      expect([answer.status, answer.body.code]).toEqual([404, 'mailing.not_found']);
      expect((await api.request({ method, path: `/mailings/${id}${path}`, body })).status).toBe(401);
    },
  );

  it.each(routes.filter(([method]) => method !== 'GET'))(
    'refuses a manager %s %s',
    async (method, path, body) => {
      const { id } = await aMailing(api.dataSource, { ownerId, messageId });
      expect(
        (await api.request({ method, path: `/mailings/${id}${path}`, body, token: manager })).status,
      ).toBe(403);
    },
  );

  it('shows managers everybody’s mailings with their owner', async () => {
    const mailing = await aMailing(api.dataSource, { ownerId, messageId });
    const { items } = (await api.get('/mailings?limit=1', manager)).body;
    expect([items[0].id, items[0].ownerId]).toEqual([mailing.id, ownerId]);
    expect((await api.get('/mailings', other)).body.items).toEqual([]);
    for (const path of ['', '/runs', '/deliveries', '/stats']) {
      expect((await api.get(`/mailings/${mailing.id}${path}`, manager)).status).toBe(200);
    }
  });

  it('lets managers disable and enable, and owners neither', async () => {
    const { id } = await aMailing(api.dataSource, { ownerId, messageId });
    expect((await api.post(`/mailings/${id}/disable`, undefined, owner)).status).toBe(403);
    const disabled = await api.post(`/mailings/${id}/disable`, undefined, manager);
    expect([disabled.status, disabled.body.disabled]).toEqual([200, true]);
    expect((await api.post(`/mailings/${id}/enable`, undefined, owner)).status).toBe(403);
    expect((await api.post(`/mailings/${id}/run`, undefined, owner)).body.code).toBe('mailing.disabled');
    expect((await api.post(`/mailings/${id}/resume`, undefined, owner)).status).toBe(409);
    expect((await api.post(`/mailings/${id}/enable`, undefined, manager)).body.disabled).toBe(false);
    expect((await api.post(`/mailings/${id}/run`, undefined, owner)).status).toBe(202);
  });

  it('tells the owner why a mailing was disabled, until it is enabled again', async () => {
    const { id } = await aMailing(api.dataSource, { ownerId, messageId });
    const seen = async () => (await api.get(`/mailings/${id}`, owner)).body.disabledReason;
    for (const reason of [5, 'x'.repeat(501), 'a\0b']) {
      expect((await api.post(`/mailings/${id}/disable`, { reason }, manager)).status).toBe(400);
    }
    expect((await api.post(`/mailings/${id}/disable`, { note: 'why' }, manager)).status).toBe(400);
    await api.post(`/mailings/${id}/disable`, { reason: ' Купленная база адресов ' }, manager);
    expect(await seen()).toBe('Купленная база адресов');
    // Said again without a reason, the reason stays.
    await api.post(`/mailings/${id}/disable`, {}, manager);
    expect(await seen()).toBe('Купленная база адресов');
    const { items } = (await api.get(`/audit?targetId=${id}`, admin)).body;
    expect(items.map(({ details }: { details: { reason?: string } }) => details.reason)).toEqual([
      'Купленная база адресов',
    ]);
    await api.post(`/mailings/${id}/enable`, undefined, manager);
    expect(await seen()).toBeNull();
  });

  it('tells its owner who disabled and enabled it, when and why, and nobody else', async () => {
    const { id } = await aMailing(api.dataSource, { ownerId, messageId });
    expect((await api.get(`/mailings/${id}/history`, owner)).body.items).toEqual([]);
    await api.post(`/mailings/${id}/disable`, { reason: 'Жалобы получателей' }, manager);
    await api.post(`/mailings/${id}/enable`, undefined, manager);
    const { items } = (await api.get(`/mailings/${id}/history`, owner)).body;
    expect(items).toMatchObject([
      { action: 'mailing.enabled', by: expect.stringContaining('@'), reason: null },
      { action: 'mailing.disabled', by: expect.stringContaining('@'), reason: 'Жалобы получателей' },
    ]);
    expect(Object.keys(items[0]).toSorted()).toEqual(['action', 'at', 'by', 'id', 'reason']);
    expect((await api.get(`/mailings/${id}/history`, other)).status).toBe(404);
  });

  it('lets managers plan and run mailings of their own, and admins run anybody’s', async () => {
    const boss = await aManager(api.dataSource);
    const token = await tokenOf(boss);
    const plan = { messageId: await messageOf(boss.id), audience: { filter: {} } };
    const { status, body } = await api.post('/mailings', plan, token);
    expect(status).toBe(201);
    expect((await api.post(`/mailings/${body.id}/run`, undefined, token)).status).toBe(202);
    const { id } = await aMailing(api.dataSource, { ownerId, messageId });
    expect((await api.post(`/mailings/${id}/run`, undefined, admin)).status).toBe(202);
  });

  it('tells a bad id from an unknown one', async () => {
    expect((await api.get('/mailings/abc', owner)).status).toBe(400);
    expect((await api.get('/mailings/00000000-0000-0000-0000-000000000000', owner)).status).toBe(404);
  });
});
