import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient } from '../factories/clients.js';
import { aMessage } from '../factories/messages.js';
import { aManager, anAdmin, aUser, tokenOf, usualPassword } from '../factories/users.js';
import { startTestApp, type TestApp, type TestResponse } from '../setup/app.js';
import { runCli } from '../setup/cli.js';

let api: TestApp;
let admin: string;
let manager: string;
let managerId: string;
let adminId: string;

beforeAll(async () => {
  api = await startTestApp();
  const [one, other] = [await anAdmin(api.dataSource), await aManager(api.dataSource)];
  [adminId, managerId] = [one.id, other.id];
  admin = await tokenOf(one);
  manager = await tokenOf(other);
});
afterAll(() => api?.close());

const block = (id: string, token?: string) => api.post(`/users/${id}/block`, undefined, token);
const unblock = (id: string, token?: string) => api.post(`/users/${id}/unblock`, undefined, token);
const logIn = (email: string) => api.post('/auth/login', { email, password: usualPassword });
const eventsAbout = async (id: string) =>
  (await api.get(`/audit?targetId=${id}&sort=at`, admin)).body.items.map(
    ({ action }: { action: string }) => action,
  );

describe('blocking', () => {
  it('ends the tokens of the user at once and refuses the log-in, until unblocking', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    expect((await api.get('/me', token)).status).toBe(200);

    const blocked = await block(user.id, manager);
    expect(blocked.status).toBe(200);
    expect(blocked.body).toMatchObject({ id: user.id, status: 'blocked', blockedAt: expect.any(String) });
    expect((await api.get('/me', token)).status).toBe(401);
    expect([(await logIn(user.email)).status, (await logIn(user.email)).body.code]).toEqual([
      403,
      'auth.account_blocked',
    ]);

    const free = await unblock(user.id, manager);
    expect([free.status, free.body.status, free.body.blockedAt]).toEqual([200, 'active', null]);
    expect((await api.get('/me', token)).status).toBe(401);
    const { body } = await logIn(user.email);
    expect((await api.get('/me', body.accessToken)).status).toBe(200);
  });

  it('again changes nothing and is logged once', async () => {
    const user = await aUser(api.dataSource);
    const answers = await Promise.all([1, 2, 3, 4].map(() => block(user.id, manager)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.blockedAt)).size).toBe(1);
    await unblock(user.id, admin);
    await unblock(user.id, admin);
    expect(await eventsAbout(user.id)).toEqual(['user.blocked', 'user.unblocked']);
  });

  it.each(['block', 'unblock'])('%s follows the table of who may do it to whom', async (action) => {
    const user = await aUser(api.dataSource);
    const otherManager = await aManager(api.dataSource);
    const otherAdmin = await anAdmin(api.dataSource);
    const userToken = await tokenOf(await aUser(api.dataSource));
    const cases: [string | undefined, string, number][] = [
      [undefined, user.id, 401],
      [userToken, user.id, 403],
      [manager, user.id, 200],
      [admin, user.id, 200],
      [manager, managerId, 403],
      [manager, otherManager.id, 403],
      [manager, adminId, 403],
      [admin, otherManager.id, 200],
      [admin, adminId, 403],
      [admin, otherAdmin.id, 403],
    ];
    const statuses: number[] = [];
    for (const [token, id] of cases) {
      statuses.push((await api.post(`/users/${id}/${action}`, undefined, token)).status);
    }
    expect(statuses).toEqual(cases.map(([, , status]) => status));
  });

  it.each(['block', 'unblock'])('%s of nobody is 404, of a bad id 400', async (action) => {
    const nobody = '01920000-0000-7000-8000-000000000000';
    expect((await api.post(`/users/${nobody}/${action}`, undefined, manager)).body).toMatchObject({
      status: 404,
      code: 'user.not_found',
    });
    expect((await api.post(`/users/1/${action}`, undefined, manager)).status).toBe(400);
  });
});

it('A blocked user’s cookie gets no new token, not even after the unblocking', async () => {
  const user = await aUser(api.dataSource);
  const origin = api.config.http.publicUrl;
  const refresh = (cookie: string) =>
    api.request({ method: 'POST', path: '/auth/refresh', headers: { cookie, origin } });
  const cookieOf = ({ headers }: TestResponse) => String(headers['set-cookie']).split(';')[0]!;

  const first = await refresh(cookieOf(await logIn(user.email)));
  expect(first.status).toBe(200);
  await block(user.id, manager);
  await unblock(user.id, manager);
  expect((await refresh(cookieOf(first))).body.code).toBe('auth.session_ended');
});

describe('the mailings of a blocked user', () => {
  it('wait for the unblocking, and go on then', async () => {
    const user = await aUser(api.dataSource);
    await aClient(api.dataSource, user.id);
    const { id: messageId } = await aMessage(api.dataSource, user.id);
    const plan = {
      messageId,
      channel: 'console',
      audience: { filter: {} },
      startAt: new Date(Date.now() - 60_000).toISOString(),
    };
    const mailing = (await api.post('/mailings', plan, await tokenOf(user))).body;
    const sendDue = () =>
      runCli(['send-due'], {
        env: { NODE_ENV: 'test', DATABASE_URL: api.databaseUrl, DATA_DIR: api.config.dataDir },
      });

    await block(user.id, manager);
    expect((await sendDue()).stdout).toBe('Nothing is due.\n');
    expect((await api.get(`/mailings/${mailing.id}`, manager)).body.counts.sent).toBe(0);

    await unblock(user.id, manager);
    expect((await sendDue()).code).toBe(0);
    expect((await api.get(`/mailings/${mailing.id}`, manager)).body.counts.sent).toBe(1);
  }, 60_000);
});
