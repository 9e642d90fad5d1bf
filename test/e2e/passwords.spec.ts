import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser, tokenOf, usualPassword } from '../factories/users.js';
import {
  type AccountsApp,
  cookieOf,
  linkIn,
  newIp,
  refreshTokenOf,
  startAccountsApp,
  tokenIn,
} from '../setup/accounts.js';
import { someoneWaitsForALock } from '../setup/lock-wait.js';
import { shortestTimesOf } from '../setup/timing.js';

let api: AccountsApp;
beforeAll(async () => {
  api = await startAccountsApp();
});
afterAll(() => api?.close());

const newPassword = 'quite another one';
const forgot = (email: unknown, headers?: Record<string, string>) =>
  api.send('/auth/password/forgot', { email }, headers);
const reset = (token: unknown, password: unknown = newPassword) =>
  api.send('/auth/password/reset', { token, password });
const logIn = (email: string, password: string) => api.send('/auth/login', { email, password });
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
const subjectsTo = async (email: string) => (await api.mailsTo(email)).map(({ subject }) => subject);

/** `work` begins while somebody else's transaction holds the account with a new password, and is let go on after its end. */
async function whileAnotherPasswordIsBeingSet<T>(userId: string, work: () => Promise<T>): Promise<T> {
  const other = api.dataSource.createQueryRunner();
  await other.startTransaction();
  try {
    await other.query(`SELECT id FROM users WHERE id = $1 FOR UPDATE`, [userId]);
    await other.query(
      `UPDATE users SET session_version = session_version + 1, password_hash = (SELECT password_hash FROM users WHERE id = $2)
        WHERE id = $1`,
      [userId, (await aUser(api.dataSource, { password: newPassword })).id],
    );
    const working = work();
    await someoneWaitsForALock(api.dataSource);
    await other.commitTransaction();
    return await working;
  } finally {
    if (other.isTransactionActive) await other.rollbackTransaction();
    await other.release();
  }
}

async function aResetLink() {
  const user = await aUser(api.dataSource);
  await forgot(user.email);
  return { user, token: await api.tokenFor(user.email) };
}

describe('a forgotten password', () => {
  it('is set anew by a mailed link, once, and every session ends', async () => {
    const user = await aUser(api.dataSource);
    const login = await logIn(user.email, usualPassword);
    const answer = await forgot(user.email.toUpperCase().replace('EXAMPLE.COM', 'example.com'));
    expect([answer.status, answer.text]).toEqual([202, '']);
    const mails = await api.mailsTo(user.email);
    expect(mails.map(({ subject }) => subject)).toEqual(['Новый пароль']);
    expect(linkIn(mails[0])).toMatch(/^http:\/\/localhost:8000\/reset\?token=[\w-]{43}$/);
    const token = tokenIn(mails[0]);

    const answered = await reset(token);
    expect([answered.status, answered.text, answered.headers['set-cookie']]).toEqual([204, '', undefined]);
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(401);
    expect(await statusOf(logIn(user.email, newPassword))).toBe(200);
    expect(await statusOf(api.get('/me', login.body.accessToken))).toBe(401);
    expect(await statusOf(api.send('/auth/refresh', undefined, cookieOf(refreshTokenOf(login))))).toBe(401);
    expect(await subjectsTo(user.email)).toEqual(['Пароль изменён', 'Новый пароль']);

    const again = await reset(token, 'a third password');
    expect([again.status, again.body.code]).toEqual([410, 'auth.link_expired']);
    expect(await statusOf(logIn(user.email, newPassword))).toBe(200);
  });

  it('set anew ends the API keys too, says so by mail, and is told in the log', async () => {
    const user = await aUser(api.dataSource);
    const { accessToken } = (await logIn(user.email, usualPassword)).body;
    const { id, key } = (await api.post('/me/api-keys', { name: 'shop' }, accessToken)).body;
    expect(await statusOf(api.get('/clients', key))).toBe(200);
    await forgot(user.email);
    expect(await statusOf(reset(await api.tokenFor(user.email)))).toBe(204);
    expect(await statusOf(api.get('/clients', key))).toBe(401);
    expect((await api.mailsTo(user.email))[0]!.text).toContain('все ключи API удалены');
    const events = await api.dataSource.query(
      `SELECT action, actor_id, target_name, details FROM audit_events WHERE target_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(events).toEqual([
      {
        action: 'api_key.revoked',
        actor_id: null,
        target_name: 'shop',
        details: { because: 'password_reset' },
      },
    ]);
  });

  it('set anew leaves no key to whoever makes one at the same moment', async () => {
    const user = await aUser(api.dataSource);
    const { accessToken } = (await logIn(user.email, usualPassword)).body;
    const created = await whileAnotherPasswordIsBeingSet(user.id, () =>
      api.post('/me/api-keys', { name: 'of a thief' }, accessToken),
    );
    expect([created.status, created.body.code]).toEqual([401, 'auth.session_ended']);
    expect(await api.dataSource.query('SELECT id FROM api_keys WHERE owner_id = $1', [user.id])).toEqual([]);
  });

  it('answers an unknown address the same, and mails nothing', async () => {
    const { email } = await aUser(api.dataSource);
    const [known, unknown] = [await forgot(email), await forgot('nobody-here@example.com')];
    const shown = ({ status, text, headers }: typeof known) => [status, text, Object.keys(headers)];
    expect(shown(unknown)).toEqual(shown(known));
    expect(await api.mailsTo('nobody-here@example.com')).toEqual([]);
  });

  it('takes as long for an unknown address as for a known one', async () => {
    const emails: string[] = [];
    for (let i = 0; i < 60; i += 1) emails.push((await aUser(api.dataSource)).email);
    const known = emails.values();
    let number = 0;
    const isAlike = (one: number, other: number) => Math.abs(one - other) < 1 + Math.min(one, other) / 2;
    const times = await shortestTimesOf(
      () => forgot(known.next().value),
      () => forgot(`unknown-${++number}@example.com`),
      { isAlike, fewestRounds: 20, mostRounds: emails.length, settle: () => api.settled() },
    );
    expect(isAlike(...times), `known and unknown: ${times.join(' and ')} ms`).toBe(true);
  });

  it('of a blocked account brings no mail', async () => {
    const { email } = await aUser(api.dataSource, { blockedAt: new Date() });
    expect(await statusOf(forgot(email))).toBe(202);
    expect(await api.mailsTo(email)).toEqual([]);
  });

  it('of an unconfirmed account brings its confirmation again', async () => {
    const { email } = await aUser(api.dataSource, { confirmedAt: null });
    expect(await statusOf(forgot(email))).toBe(202);
    const [mail, ...others] = await api.mailsTo(email);
    expect([mail!.subject, others]).toEqual(['Подтвердите адрес почты', []]);
    expect(await statusOf(reset(tokenIn(mail)))).toBe(400);
    expect(await statusOf(api.send('/auth/confirm', { token: tokenIn(mail) }))).toBe(204);
    expect(await statusOf(logIn(email, usualPassword))).toBe(200);
  });

  it('brings three mails an hour to an account, whoever asks, and the answer stays', async () => {
    const { email } = await aUser(api.dataSource);
    for (let i = 0; i < 5; i += 1) expect(await statusOf(forgot(email))).toBe(202);
    expect(await subjectsTo(email)).toEqual(Array(3).fill('Новый пароль'));
  });

  it('closes after twenty from one network address', async () => {
    const headers = { 'x-forwarded-for': newIp() };
    for (let i = 0; i < 20; i += 1) {
      expect(await statusOf(forgot(`many-${i}@example.com`, headers))).toBe(202);
    }
    const refused = await forgot('many-20@example.com', headers);
    expect([refused.status, refused.body.code]).toEqual([429, 'request.too_many']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
  });

  it.each([
    undefined,
    null,
    '',
    'nobody',
    5,
    ['a@example.com'],
    { $ne: null },
    'a@example.com\r\nBcc: b@example.com',
  ])('refuses %j as an address', async (email) => {
    const answer = await forgot(email);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].field).toBe('email');
  });
});

describe('a reset link', () => {
  it('lasts fifteen minutes', async () => {
    const { user, token } = await aResetLink();
    const [{ minutes }] = await api.dataSource.query(
      `SELECT extract(epoch FROM expires_at - created_at)::int / 60 AS minutes FROM account_tokens WHERE user_id = $1`,
      [user.id],
    );
    expect(minutes).toBe(15);
    await api.dataSource.query('UPDATE account_tokens SET expires_at = now() WHERE user_id = $1', [user.id]);
    expect((await reset(token)).body.code).toBe('auth.link_expired');
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(200);
  });

  it('is void when a newer one was mailed', async () => {
    const { user, token } = await aResetLink();
    await forgot(user.email);
    const newest = await api.tokenFor(user.email);
    expect(await statusOf(reset(token))).toBe(410);
    expect(await statusOf(reset(newest))).toBe(204);
  });

  it('works for one of those who use it at the same moment', async () => {
    const { user, token } = await aResetLink();
    const answers = await Promise.all([1, 2, 3, 4].map((n) => reset(token, `password number ${n}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410]);
    const winner = answers.findIndex(({ status }) => status === 204) + 1;
    expect(await statusOf(logIn(user.email, `password number ${winner}`))).toBe(200);
  });

  it('is still good after a password that was refused', async () => {
    const { token } = await aResetLink();
    expect(await statusOf(reset(token, 'short'))).toBe(400);
    expect(await statusOf(reset(token))).toBe(204);
  });

  it('opens nothing once the account is blocked', async () => {
    const { user, token } = await aResetLink();
    await api.dataSource.query('UPDATE users SET blocked_at = now() WHERE id = $1', [user.id]);
    expect(await statusOf(reset(token))).toBe(410);
    await api.dataSource.query('UPDATE users SET blocked_at = NULL WHERE id = $1', [user.id]);
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(200);
  });

  it('lets its holder in though others guessed at the old password too often', async () => {
    const { user, token } = await aResetLink();
    for (let i = 0; i < 10; i += 1) await logIn(user.email, 'wrong');
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(429);
    expect(await statusOf(reset(token))).toBe(204);
    expect(await statusOf(logIn(user.email, newPassword))).toBe(200);
  });

  it.each<[string, (token: string) => unknown]>([
    ['altered', (token) => (token[0] === 'A' ? 'B' : 'A') + token.slice(1)],
    ['cut', (token) => token.slice(0, -1)],
    ['longer', (token) => `${token}A`],
    ['empty', () => ''],
    ['missing', () => undefined],
    ['a number', () => 0],
    ['an object', () => ({ $ne: null })],
    ['with NUL', (token) => `${token}\0`],
    ['of 1 MB', () => 'x'.repeat(1_000_000)],
  ])('that is %s is refused', async (_, alter) => {
    const { user, token } = await aResetLink();
    expect(await statusOf(reset(alter(token)))).toBe(400);
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(200);
  });

  it('is refused before the costly part when nobody was mailed it', async () => {
    const durationOf = async (work: () => Promise<unknown>) => {
      const startedAt = performance.now();
      await work();
      return performance.now() - startedAt;
    };
    const costly = await durationOf(() => logIn('nobody@example.com', 'wrong'));
    await reset('warm up');
    expect(await durationOf(() => reset('x'.repeat(43)))).toBeLessThan(costly);
  });

  it.each<[string, unknown]>([
    ['short', 'short'],
    ['empty', ''],
    ['too long', 'x'.repeat(129)],
    ['of 1 MB', 'x'.repeat(1_000_000)],
    ['of digits only', '8301927465'],
    ['that everybody tries', 'QwertyUiop'],
    ['that is a number', 83019274651],
    ['with NUL', 'long enough\0'],
  ])('takes no password %s', async (_, password) => {
    const { token } = await aResetLink();
    const answer = await reset(token, password);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(['password']);
  });
});

describe('changing the password', () => {
  const change = (token: string | undefined, currentPassword: unknown, password: unknown = newPassword) =>
    api.request({
      method: 'POST',
      path: '/auth/password/change',
      body: { currentPassword, newPassword: password },
      token,
      headers: { 'x-forwarded-for': newIp() },
    });

  it('needs the current one, ends every session, and is told by mail', async () => {
    const user = await aUser(api.dataSource);
    const [here, there] = [await logIn(user.email, usualPassword), await logIn(user.email, usualPassword)];
    const wrong = await change(here.body.accessToken, 'wrong');
    expect([wrong.status, wrong.body.errors]).toEqual([
      400,
      [{ field: 'currentPassword', code: 'wrong_password', message: expect.any(String) }],
    ]);
    expect(await statusOf(api.get('/me', there.body.accessToken))).toBe(200);

    expect(await statusOf(change(here.body.accessToken, usualPassword))).toBe(204);
    for (const login of [here, there]) {
      expect(await statusOf(api.get('/me', login.body.accessToken))).toBe(401);
      expect(await statusOf(api.send('/auth/refresh', undefined, cookieOf(refreshTokenOf(login))))).toBe(401);
    }
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(401);
    expect(await statusOf(logIn(user.email, newPassword))).toBe(200);
    expect(await subjectsTo(user.email)).toEqual(['Пароль изменён']);
  });

  it('makes reset links void that were mailed before', async () => {
    const { user, token } = await aResetLink();
    expect(await statusOf(change(await tokenOf(user), usualPassword))).toBe(204);
    expect(await statusOf(reset(token, 'a third password'))).toBe(410);
  });

  it('keeps the API keys, and says so by mail', async () => {
    const user = await aUser(api.dataSource);
    const { accessToken } = (await logIn(user.email, usualPassword)).body;
    const { key } = (await api.post('/me/api-keys', { name: 'shop' }, accessToken)).body;
    expect(await statusOf(change(accessToken, usualPassword))).toBe(204);
    expect(await statusOf(api.get('/clients', key))).toBe(200);
    expect((await api.mailsTo(user.email))[0]!.text).toContain('Ключи API продолжают работать');
  });

  it('does not undo one that was set while the old one was being checked', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    const answer = await whileAnotherPasswordIsBeingSet(user.id, () =>
      change(token, usualPassword, 'chosen by a thief'),
    );
    expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'wrong_password']);
    expect(await statusOf(logIn(user.email, newPassword))).toBe(200);
    expect(await statusOf(logIn(user.email, 'chosen by a thief'))).toBe(401);
  });

  it('is not undone by a log-in with the old one that stores its hash anew', async () => {
    const user = await aUser(api.dataSource);
    const old = await hash(usualPassword, { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 });
    await api.dataSource.query('UPDATE users SET password_hash = $1 WHERE id = $2', [old, user.id]);
    const late = await whileAnotherPasswordIsBeingSet(user.id, () => logIn(user.email, usualPassword));
    expect(await statusOf(api.get('/me', late.body.accessToken))).toBe(401);
    expect(await statusOf(logIn(user.email, newPassword))).toBe(200);
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(401);
  });

  it('counts wrong tries like log-in does', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    for (let i = 0; i < 10; i += 1) expect(await statusOf(change(token, `wrong ${i}`))).toBe(400);
    const refused = await change(token, usualPassword);
    expect([refused.status, refused.body.code]).toEqual([429, 'auth.too_many_tries']);
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(429);
  });

  it.each<[string, object, string]>([
    ['no current password', { newPassword }, 'currentPassword'],
    ['an empty current password', { currentPassword: '', newPassword }, 'currentPassword'],
    ['a number as current password', { currentPassword: 1, newPassword }, 'currentPassword'],
    ['no new password', { currentPassword: usualPassword }, 'newPassword'],
    ['a common new password', { currentPassword: usualPassword, newPassword: 'iloveyou1' }, 'newPassword'],
    [
      'a new password of 1 MB',
      { currentPassword: usualPassword, newPassword: 'x'.repeat(1e6) },
      'newPassword',
    ],
    ['somebody else', { currentPassword: usualPassword, newPassword, userId: 'x' }, 'userId'],
  ])('refuses %s', async (_, body, field) => {
    const user = await aUser(api.dataSource);
    const answer = await api.post('/auth/password/change', body, await tokenOf(user));
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(200);
  });

  it('needs a token', async () => {
    expect(await statusOf(change(undefined, usualPassword))).toBe(401);
  });
});
