import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser, usualPassword } from '../factories/users.js';
import { cookieOf, newIp, refreshTokenOf } from '../setup/accounts.js';
import { startTestApp, type TestApp, testJwtSecret } from '../setup/app.js';

let api: TestApp;
beforeAll(async () => {
  api = await startTestApp({ WEB_ORIGIN: 'https://app.example.com' });
});
afterAll(() => api?.close());

type Headers = Record<string, string>;
const post = (path: string, headers: Headers = {}, token?: string) =>
  api.request({ method: 'POST', path: `/auth/${path}`, headers, token });
const refresh = (refreshToken: string | undefined, headers: Headers = {}) =>
  post('refresh', { ...cookieOf(refreshToken), ...headers });
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
const isOpen = async (accessToken: string) => (await statusOf(api.get('/me', accessToken))) === 200;

async function logIn(email?: string, headers: Headers = {}) {
  const user = email ?? (await aUser(api.dataSource)).email;
  const answer = await api.request({
    method: 'POST',
    path: '/auth/login',
    body: { email: user, password: usualPassword },
    headers: { 'x-forwarded-for': newIp(), ...headers },
  });
  expect(answer.status).toBe(200);
  const accessToken: string = answer.body.accessToken;
  return { answer, accessToken, refreshToken: refreshTokenOf(answer)!, user: answer.body.user };
}

/** As if the token had been used before the time of grace. */
const letGracePass = () =>
  api.dataSource.query(`UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds'`);

describe('the cookie', () => {
  it('is out of reach of scripts, of other sites and of other routes', async () => {
    const { answer } = await logIn();
    expect(answer.headers['set-cookie']).toMatch(
      /^refresh_token=[\w-]{43}; Max-Age=60\d{4}; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).not.toContain(refreshTokenOf(answer));
  });

  it('stands in the database as a hash alone', async () => {
    const { refreshToken } = await logIn();
    const rows = await api.dataSource.query('SELECT t::text AS row FROM refresh_tokens t');
    const stored = rows.map(({ row }: { row: string }) => row).join('\n');
    expect(stored).not.toContain(refreshToken);
    expect(stored).not.toContain(Buffer.from(refreshToken).toString('hex'));
  });
});

describe('refreshing', () => {
  it('gives another access token and another cookie, and the first access token goes on', async () => {
    const { accessToken, refreshToken, user } = await logIn();
    const answer = await refresh(refreshToken);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ accessToken: expect.any(String), expiresIn: 600, user });
    expect(refreshTokenOf(answer)).toMatch(/^[\w-]{43}$/);
    expect(refreshTokenOf(answer)).not.toBe(refreshToken);
    expect(await isOpen(answer.body.accessToken)).toBe(true);
    expect(await isOpen(accessToken)).toBe(true);
  });

  it.each<[string, Headers, unknown?]>([
    ['nothing', {}],
    ['JSON that says nothing', { 'content-type': 'application/json' }],
    ['an empty object', { 'content-type': 'application/json' }, {}],
  ])('needs no body: %s will do', async (_, headers, body) => {
    const { refreshToken } = await logIn();
    const answer = await api.request({
      method: 'POST',
      path: '/auth/refresh',
      headers: { ...headers, ...cookieOf(refreshToken) },
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.status).toBe(200);
  });

  it('gives two tabs that ask at the same moment the same successor, and both go on', async () => {
    const { refreshToken } = await logIn();
    const tabs = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshToken)));
    expect(tabs.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(tabs.map(refreshTokenOf)).size).toBe(1);
    const next = await refresh(refreshTokenOf(tabs[0]!));
    expect(next.status).toBe(200);
    // A tab that was slower still: it gets the one that is in use by now.
    const late = await refresh(refreshToken);
    expect([late.status, refreshTokenOf(late)]).toEqual([200, refreshTokenOf(next)]);
  });

  it('with a token used before ends the whole family, the thief and the owner alike', async () => {
    const { accessToken, refreshToken } = await logIn();
    const stolen = await refresh(refreshToken);
    await letGracePass();
    const reused = await refresh(refreshToken);
    expect([reused.status, reused.body.code]).toEqual([401, 'auth.session_ended']);
    expect(reused.headers['set-cookie']).toBeUndefined();
    expect(await statusOf(refresh(refreshTokenOf(stolen)))).toBe(401);
    expect(await isOpen(accessToken)).toBe(false);
    expect(await isOpen(stolen.body.accessToken)).toBe(false);
  });

  it('ends no other session of the same account', async () => {
    const { refreshToken, user } = await logIn();
    const other = await logIn(user.email);
    await refresh(refreshToken);
    await letGracePass();
    await refresh(refreshToken);
    expect(await isOpen(other.accessToken)).toBe(true);
    expect(await statusOf(refresh(other.refreshToken))).toBe(200);
  });

  it.each(['', 'x', 'x'.repeat(5000), 'a'.repeat(43), '../../etc', '%00', "' OR 1=1 --"])(
    'refuses the token %.20j',
    async (token) => {
      const answer = await refresh(encodeURIComponent(token));
      expect([answer.status, answer.body.code]).toEqual([401, 'auth.session_ended']);
    },
  );

  it('refuses to work without a cookie, or with the token anywhere else', async () => {
    const { accessToken, refreshToken } = await logIn();
    expect(await statusOf(post('refresh'))).toBe(401);
    expect(await statusOf(post('refresh', {}, refreshToken))).toBe(401);
    expect(await statusOf(post('refresh', {}, accessToken))).toBe(401);
    expect(await statusOf(refresh(accessToken))).toBe(401);
    expect(await isOpen(refreshToken)).toBe(false);
  });

  it.each([
    ['a week without use', `expires_at - interval '7 days'`],
    ['its last second', `now()`],
  ])('ends with %s', async (_, expiry) => {
    const { refreshToken, user } = await logIn();
    await api.dataSource.query(`UPDATE sessions SET expires_at = ${expiry} WHERE user_id = $1`, [user.id]);
    expect(await statusOf(refresh(refreshToken))).toBe(401);
  });

  it('moves the end a week on, but not past thirty days', async () => {
    const { refreshToken, user } = await logIn();
    const daysLeft = async () => {
      const [row] = await api.dataSource.query(
        `SELECT extract(epoch FROM expires_at - now()) / 86400 AS days FROM sessions WHERE user_id = $1 AND id <> $1`,
        [user.id],
      );
      return Number(row.days);
    };
    const since = (interval: string) =>
      api.dataSource.query(
        `UPDATE sessions SET created_at = now() - $2::interval, expires_at = now() + interval '1 hour'
          WHERE user_id = $1`,
        [user.id, interval],
      );
    await since('6 days');
    const second = await refresh(refreshToken);
    expect(await daysLeft()).toBeCloseTo(7, 2);
    await since('29 days');
    const third = await refresh(refreshTokenOf(second));
    expect(await daysLeft()).toBeCloseTo(1, 2);
    expect(third.headers['set-cookie']).toMatch(/Max-Age=86\d{3};/);
  });

  it.each([
    ['blocked', 'blocked_at = now()'],
    ['blocked and unblocked', 'session_version = session_version + 2'],
    ['given a new password', 'session_version = session_version + 1'],
  ])('ends when the account is %s', async (_, change) => {
    const { refreshToken, user } = await logIn();
    await api.dataSource.query(`UPDATE users SET ${change} WHERE id = $1`, [user.id]);
    expect(await statusOf(refresh(refreshToken))).toBe(401);
    await api.dataSource.query(`UPDATE users SET blocked_at = NULL WHERE id = $1`, [user.id]);
    expect(await statusOf(refresh(refreshToken))).toBe(401);
  });
});

describe('logging out', () => {
  it.each<[string, (login: { accessToken: string; refreshToken: string }) => [Headers, string?]]>([
    ['cookie', ({ refreshToken }) => [cookieOf(refreshToken)]],
    ['access token', ({ accessToken }) => [{}, accessToken]],
    ['both', ({ accessToken, refreshToken }) => [cookieOf(refreshToken), accessToken]],
  ])('by %s ends the access token and the cookie at once, and no other session', async (_, by) => {
    const login = await logIn();
    const other = await logIn(login.user.email);
    const answer = await post('logout', ...by(login));
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers['set-cookie']).toMatch(/^refresh_token=;.* Path=\/api\/v1\/auth;/);
    expect(await isOpen(login.accessToken)).toBe(false);
    expect(await statusOf(refresh(login.refreshToken))).toBe(401);
    expect(await isOpen(other.accessToken)).toBe(true);
  });

  it('with a cookie that is over already is no fault, with an access token it is', async () => {
    const { accessToken, refreshToken } = await logIn();
    expect(await statusOf(post('logout', cookieOf(refreshToken), accessToken))).toBe(204);
    expect(await statusOf(post('logout', cookieOf(refreshToken)))).toBe(204);
    expect((await post('logout', {}, accessToken)).body.code).toBe('auth.token_invalid');
    expect((await post('logout')).body.code).toBe('auth.token_missing');
  });

  it('ends nobody’s session by a token that somebody else made', async () => {
    const { accessToken } = await logIn();
    const [header, claims] = accessToken.split('.');
    const unsigned = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${claims}.`;
    const signature = createHmac('sha256', 'another secret')
      .update(`${header}.${claims}`)
      .digest('base64url');
    for (const forged of [unsigned, `${header}.${claims}.${signature}`, 'garbage']) {
      expect(await statusOf(post('logout', {}, forged))).toBe(401);
      expect(await isOpen(forged)).toBe(false);
    }
    expect(await isOpen(accessToken)).toBe(true);
    const right = createHmac('sha256', testJwtSecret).update(`${header}.${claims}`).digest('base64url');
    expect(`${header}.${claims}.${right}`).toBe(accessToken);
  });
});

describe('the site that asks', () => {
  const origins = {
    own: ['http://localhost:8000', 'http://127.0.0.1:8000', 'https://app.example.com'],
    foreign: [
      'https://evil.example',
      'null',
      '',
      'http://localhost:8001',
      'https://localhost:8000',
      'http://localhost:8000.evil.example',
      'https://app.example.com.evil.example',
      'https://app.example.com/',
      'http://app.example.com',
      'HTTPS://APP.EXAMPLE.COM',
      'https://sub.app.example.com',
    ],
  };

  it.each(origins.own)('may be %s', async (origin) => {
    const { refreshToken } = await logIn();
    const next = refreshTokenOf(await refresh(refreshToken, { origin }));
    expect(next).toBeDefined();
    expect(await statusOf(post('logout', { ...cookieOf(next), origin }))).toBe(204);
  });

  it.each(origins.foreign)('may not be %j; nothing happens', async (origin) => {
    const { accessToken, refreshToken } = await logIn();
    const answer = await refresh(refreshToken, { origin });
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.foreign_origin']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await statusOf(post('logout', { ...cookieOf(refreshToken), origin }, accessToken))).toBe(403);
    expect(await isOpen(accessToken)).toBe(true);
    expect(await statusOf(refresh(refreshToken))).toBe(200);
  });

  it('is not taken from the Host header', async () => {
    const { refreshToken } = await logIn();
    const headers = { origin: 'http://evil.example', host: 'evil.example' };
    expect(await statusOf(refresh(refreshToken, headers))).toBe(403);
  });
});

describe('the list of sessions', () => {
  it('shows where the own account is logged in, newest first, and nothing of others', async () => {
    await logIn();
    const phone = await logIn(undefined, { 'user-agent': 'Phone\t1', 'x-forwarded-for': '203.0.113.7' });
    const laptop = await logIn(phone.user.email, { 'user-agent': 'x'.repeat(1000) });
    const { body, text } = await api.get('/auth/sessions?limit=2', laptop.accessToken);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const times = { createdAt: time, lastUsedAt: time, expiresAt: time };
    expect(body).toEqual({
      items: [
        {
          id: expect.any(String),
          isCurrent: true,
          ip: expect.any(String),
          userAgent: 'x'.repeat(300),
          ...times,
        },
        { id: expect.any(String), isCurrent: false, ip: '203.0.113.7', userAgent: 'Phone 1', ...times },
      ],
      // The session with which every user of the tests comes.
      nextCursor: expect.any(String),
    });
    expect(text).not.toMatch(/hash|token|version/i);
  });

  it('ends one of them at once, and the own one too', async () => {
    const phone = await logIn();
    const laptop = await logIn(phone.user.email);
    const { items } = (await api.get('/auth/sessions', laptop.accessToken)).body;
    const [current, other] = items as { id: string }[];
    expect(await statusOf(api.delete(`/auth/sessions/${other!.id}`, laptop.accessToken))).toBe(204);
    expect(await isOpen(phone.accessToken)).toBe(false);
    expect(await statusOf(refresh(phone.refreshToken))).toBe(401);
    expect(await isOpen(laptop.accessToken)).toBe(true);
    expect(await statusOf(api.delete(`/auth/sessions/${other!.id}`, laptop.accessToken))).toBe(404);
    expect(await statusOf(api.delete(`/auth/sessions/${current!.id}`, laptop.accessToken))).toBe(204);
    expect(await isOpen(laptop.accessToken)).toBe(false);
  });

  it('never ends a session of somebody else, whoever asks', async () => {
    const victim = await logIn();
    const [{ id }] = (await api.get('/auth/sessions', victim.accessToken)).body.items;
    const admin = await logIn((await aUser(api.dataSource, { role: 'admin' })).email);
    const answer = await api.delete(`/auth/sessions/${id}`, admin.accessToken);
    expect([answer.status, answer.body.code]).toEqual([404, 'session.not_found']);
    expect(await isOpen(victim.accessToken)).toBe(true);
  });

  it('needs a token and an id', async () => {
    const { accessToken } = await logIn();
    expect(await statusOf(api.get('/auth/sessions'))).toBe(401);
    expect(await statusOf(api.delete('/auth/sessions/01960000-0000-7000-8000-000000000000'))).toBe(401);
    expect((await api.delete('/auth/sessions/1', accessToken)).body.code).toBe('request.bad_id');
  });

  it('leaves out what is over', async () => {
    const { user } = await logIn();
    await api.dataSource.query(`UPDATE sessions SET expires_at = now() WHERE user_id = $1`, [user.id]);
    const { accessToken } = await logIn(user.email);
    expect((await api.get('/auth/sessions', accessToken)).body.items).toHaveLength(1);
  });
});
