import { createHmac } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser, tokenOf, usualPassword } from '../factories/users.js';
import { startTestApp, type TestApp, testJwtSecret } from '../setup/app.js';

let api: TestApp;
beforeAll(async () => {
  api = await startTestApp();
});
afterAll(() => api?.close());

let lastAddress = 0;
/** Each test asks from an address of its own, so that no limit of one is felt in another. */
const newAddress = () => `2001:db8:0:${(++lastAddress).toString(16)}::1`;

function logIn(email: string, password: unknown, ip = newAddress()) {
  return api.request({
    method: 'POST',
    path: '/auth/login',
    body: { email, password },
    headers: { 'x-forwarded-for': ip },
  });
}

const withoutRequestId = (body: object) => ({ ...body, requestId: null });

describe('logging in', () => {
  it('gives a token that opens the own account', async () => {
    const user = await aUser(api.dataSource, { role: 'manager' });
    const login = await logIn(user.email, usualPassword);
    expect(login.status).toBe(200);
    expect(login.body).toEqual({
      accessToken: expect.any(String),
      expiresIn: 600,
      user: expect.objectContaining({ id: user.id, email: user.email, role: 'manager' }),
    });
    const me = await api.get('/me', login.body.accessToken);
    expect(me.status).toBe(200);
    expect(me.body).toEqual(login.body.user);
  });

  it('takes the address in any case', async () => {
    const user = await aUser(api.dataSource, { email: 'Case.Of@Example.com' });
    const login = await logIn('cASE.oF@eXAMPLE.com', usualPassword);
    expect(login.body.user.id).toBe(user.id);
  });

  it('takes a domain in the letters of its own script', async () => {
    const user = await aUser(api.dataSource, { email: 'anna@xn--bcher-kva.example' });
    expect((await logIn('anna@Bücher.example', usualPassword)).body.user?.id).toBe(user.id);
  });

  it.each(['1', ' leading and trailing ', 'пароль с эмодзи 🔑', 'x'.repeat(128)])(
    'takes the password %j as it is',
    async (password) => {
      const user = await aUser(api.dataSource, { password });
      expect((await logIn(user.email, password)).status).toBe(200);
      expect((await logIn(user.email, `${password}x`)).status).toBe(401);
    },
  );

  it('answers the same for an unknown address and a wrong password', async () => {
    const user = await aUser(api.dataSource);
    const answers = await Promise.all([
      logIn(user.email, 'wrong'),
      logIn('nobody@example.com', usualPassword),
      logIn('not an address', usualPassword),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(withoutRequestId(answer.body)).toEqual(withoutRequestId(answers[0]!.body));
    }
    expect(answers[0]!.body.code).toBe('auth.wrong_login');
  });

  it('takes about as long for an unknown address as for a wrong password', async () => {
    const user = await aUser(api.dataSource);
    const medianOf = async (email: string) => {
      const times: number[] = [];
      for (let i = 0; i < 7; i += 1) {
        const startedAt = performance.now();
        await logIn(email, 'wrong');
        times.push(performance.now() - startedAt);
      }
      return times.sort((a, b) => a - b)[3]!;
    };
    const [known, unknown] = [await medianOf(user.email), await medianOf('nobody-at-all@example.com')];
    expect(unknown).toBeGreaterThan(known / 2);
  });

  it.each([
    ['blocked', { blockedAt: new Date() }, 'auth.account_blocked'],
    ['unconfirmed', { confirmedAt: null }, 'auth.account_unconfirmed'],
  ])('tells that the account is %s only to whoever knows the password', async (_, state, code) => {
    const user = await aUser(api.dataSource, state);
    const right = await logIn(user.email, usualPassword);
    expect([right.status, right.body.code]).toEqual([403, code]);
    expect(right.body).not.toHaveProperty('accessToken');
    expect((await logIn(user.email, 'wrong')).body.code).toBe('auth.wrong_login');
  });

  it('lets nobody into an account without a password', async () => {
    const user = await aUser(api.dataSource, { password: null });
    expect((await logIn(user.email, 'anything')).status).toBe(401);
  });

  it.each([
    ['no password', { email: 'a@example.com' }, 'password'],
    ['an empty password', { email: 'a@example.com', password: '' }, 'password'],
    ['a number as password', { email: 'a@example.com', password: 1 }, 'password'],
    ['an endless password', { email: 'a@example.com', password: 'x'.repeat(1001) }, 'password'],
    ['an object as address', { email: { $ne: null }, password: 'x' }, 'email'],
    ['NUL in the address', { email: 'a\0@example.com', password: 'x' }, 'email'],
    ['an unknown field', { email: 'a@example.com', password: 'x', role: 'admin' }, 'role'],
  ])('refuses %s', async (_, body, field) => {
    const answer = await api.post('/auth/login', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  it('stores an old hash anew with the settings of today', async () => {
    const { hash } = await import('@node-rs/argon2');
    const user = await aUser(api.dataSource);
    const old = await hash(usualPassword, { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 });
    await api.dataSource.query('UPDATE users SET password_hash = $1 WHERE id = $2', [old, user.id]);
    expect((await logIn(user.email, usualPassword)).status).toBe(200);
    const [row] = await api.dataSource.query('SELECT password_hash FROM users WHERE id = $1', [user.id]);
    expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect((await logIn(user.email, usualPassword)).status).toBe(200);
  });

  it('refuses with 503 whoever comes while too many wait already, and serves the others', async () => {
    const flood = await Promise.all(
      Array.from({ length: 80 * availableParallelism() }, (_, i) => logIn(`flood${i}@example.com`, 'wrong')),
    );
    const busy = flood.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy[0]!.body.code).toBe('auth.busy');
    expect(Number(busy[0]!.headers['retry-after'])).toBeGreaterThan(0);
    expect(flood.filter(({ status }) => status === 401)).toHaveLength(flood.length - busy.length);
    expect(busy.length).toBeLessThan(flood.length / 2);
  });
});

describe('too many wrong log-ins', () => {
  it('closes the account to guesses after ten, even to the right one, and no other account', async () => {
    const user = await aUser(api.dataSource);
    const other = await aUser(api.dataSource);
    for (let i = 0; i < 10; i += 1) expect((await logIn(user.email, `wrong ${i}`)).status).toBe(401);
    const refused = await logIn(user.email.toUpperCase(), usualPassword);
    expect([refused.status, refused.body.code]).toEqual([429, 'auth.too_many_tries']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(14 * 60);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
    expect((await logIn(other.email, usualPassword)).status).toBe(200);
  });

  it('counts unknown accounts just the same', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await logIn('ghost@example.com', 'wrong')).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
  });

  it('lets no guess slip through that is sent at the same moment', async () => {
    const user = await aUser(api.dataSource);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => logIn(user.email, `wrong ${i}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('does not count right passwords, and forgets the wrong ones before them', async () => {
    const user = await aUser(api.dataSource);
    const both = await Promise.all(Array.from({ length: 12 }, () => logIn(user.email, usualPassword)));
    expect(both.map(({ status }) => status)).toEqual(Array(12).fill(200));
    for (let i = 0; i < 9; i += 1) await logIn(user.email, 'wrong');
    expect((await logIn(user.email, usualPassword)).status).toBe(200);
    expect((await logIn(user.email, 'wrong')).status).toBe(401);
    expect((await logIn(user.email, usualPassword)).status).toBe(200);
  });

  it('closes the door to a network address after a hundred, over all accounts', async () => {
    const ip = newAddress();
    for (let i = 0; i < 100; i += 1)
      expect((await logIn(`guess${i}@example.com`, 'wrong', ip)).status).toBe(401);
    const user = await aUser(api.dataSource);
    expect((await logIn(user.email, usualPassword, ip)).status).toBe(429);
    expect((await logIn(user.email, usualPassword)).status).toBe(200);
  });
});

describe('access tokens', () => {
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = () => Math.floor(Date.now() / 1000);

  function forge(claims: object, header: object = {}, secret = testJwtSecret): string {
    const fullHeader = { alg: 'HS256', typ: 'at+jwt', ...header };
    const signed = `${base64(fullHeader)}.${base64(claims)}`;
    const hash = fullHeader.alg === 'HS512' ? 'sha512' : 'sha256';
    const signature =
      fullHeader.alg === 'none' ? '' : createHmac(hash, secret).update(signed).digest('base64url');
    return `${signed}.${signature}`;
  }

  const goodClaims = (sub: string) => ({
    sub,
    sid: sub,
    ver: 1,
    iss: 'postledger',
    aud: 'postledger-api',
    iat: seconds(),
    nbf: seconds(),
    exp: seconds() + 60,
  });

  it('are taken when everything is right, so that the forgeries below fail for what they change', async () => {
    const { id } = await aUser(api.dataSource);
    expect((await api.get('/me', forge(goodClaims(id)))).status).toBe(200);
  });

  it.each<[string, object, object?, string?]>([
    ['no algorithm', {}, { alg: 'none' }],
    ['another algorithm', {}, { alg: 'HS512' }],
    ['another type', {}, { typ: 'JWT' }],
    ['another secret', {}, {}, 'another secret'],
    ['another audience', { aud: 'somebody-else' }],
    ['another issuer', { iss: 'somebody-else' }],
    ['an end in the past', { exp: seconds() - 1 }],
    ['no end', { exp: undefined }],
    ['a beginning in the future', { nbf: seconds() + 60 }],
    ['no beginning', { nbf: undefined }],
    ['another session version', { ver: 2 }],
    ['no session version', { ver: undefined }],
    ['no session', { sid: undefined }],
    ['a session that is no id', { sid: 'x' }],
    ['a session that is over', { sid: '01960000-0000-7000-8000-000000000000' }],
    ['an unknown user', { sub: '01960000-0000-7000-8000-000000000000' }],
    ['a user that is no id', { sub: "' OR 1=1 --" }],
  ])('with %s are refused, all with the same body', async (_, claims, header, secret) => {
    const { id } = await aUser(api.dataSource);
    const answer = await api.get('/me', forge({ ...goodClaims(id), ...claims }, header, secret));
    expect(answer.status).toBe(401);
    const garbage = await api.get('/me', 'garbage');
    expect(withoutRequestId(answer.body)).toEqual(withoutRequestId(garbage.body));
    expect(answer.body.code).toBe('auth.token_invalid');
  });

  it('are refused when a single character is altered', async () => {
    const token = await tokenOf(await aUser(api.dataSource));
    for (const at of [5, token.indexOf('.') + 5, token.length - 1]) {
      const altered = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect((await api.get('/me', altered)).status).toBe(401);
    }
  });

  it('are asked for when there is none', async () => {
    const answer = await api.get('/me');
    expect([answer.status, answer.body.code]).toEqual([401, 'auth.token_missing']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('end at once when the user is blocked, unconfirmed again or gets another session version', async () => {
    for (const change of ['blocked_at = now()', 'confirmed_at = NULL', 'session_version = 2']) {
      const user = await aUser(api.dataSource);
      const token = await tokenOf(user);
      expect((await api.get('/me', token)).status).toBe(200);
      await api.dataSource.query(`UPDATE users SET ${change} WHERE id = $1`, [user.id]);
      expect((await api.get('/me', token)).status).toBe(401);
    }
  });

  it('carry rights that follow the role on the next request', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    expect((await api.get('/users', token)).status).toBe(403);
    await api.dataSource.query(`UPDATE users SET role = 'manager' WHERE id = $1`, [user.id]);
    expect((await api.get('/users', token)).status).toBe(200);
  });
});
