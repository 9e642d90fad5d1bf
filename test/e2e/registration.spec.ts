import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser, tokenOf, usualPassword } from '../factories/users.js';
import { type AccountsApp, linkIn, newIp, startAccountsApp, tokenIn } from '../setup/accounts.js';
import { shortestTimesOf } from '../setup/timing.js';

let api: AccountsApp;
beforeAll(async () => {
  api = await startAccountsApp({ PUBLIC_URL: 'https://post.example.com/mail' });
});
afterAll(() => api?.close());

let lastNumber = 0;
const newEmail = () => `new-${++lastNumber}@example.com`;
const password = 'a password of mine';

const register = (body: object, headers?: Record<string, string>) =>
  api.send('/auth/register', body, headers);
const logIn = (email: string, password: string) => api.send('/auth/login', { email, password });
const confirm = (token: unknown) => api.send('/auth/confirm', { token });
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;

async function anUnconfirmedAccount() {
  const email = newEmail();
  await register({ email, password });
  return { email, token: await api.tokenFor(email) };
}

describe('registering', () => {
  it('makes an account that one mail opens, and only that', async () => {
    const email = newEmail();
    const answer = await register({
      email,
      password,
      fullName: 'Anna',
      phone: '79161234567',
      country: 'Russia',
    });
    const inboxUrl = `https://post.example.com/mail/inbox?to=${email.replace('@', '%40')}`;
    expect([answer.status, answer.body]).toEqual([201, { email, inboxUrl }]);
    expect(await statusOf(logIn(email, password))).toBe(403);

    const mails = await api.mailsTo(email);
    expect(mails.map(({ subject }) => subject)).toEqual(['Подтвердите адрес почты']);
    expect(linkIn(mails[0])).toMatch(/^https:\/\/post\.example\.com\/mail\/confirm\?token=[\w-]{43}$/);
    expect(await statusOf(confirm(tokenIn(mails[0])))).toBe(204);

    const login = await logIn(email, password);
    expect(login.status).toBe(200);
    // The service is reached by https: so is its cookie, then.
    expect(login.headers['set-cookie']).toMatch(/^refresh_token=.*; Secure/);
    expect(login.body.user).toMatchObject({
      email,
      fullName: 'Anna',
      phone: '79161234567',
      country: 'Russia',
      role: 'user',
      permissions: [],
    });
  });

  it('keeps no token, and no password, where somebody could read them', async () => {
    const { email, token } = await anUnconfirmedAccount();
    const rows = await api.dataSource.query(
      `SELECT t::text AS row FROM account_tokens t UNION ALL SELECT u::text FROM users u
        UNION ALL SELECT j::text FROM graphile_worker._private_jobs j`,
    );
    const stored = rows.map(({ row }: { row: string }) => row).join('\n');
    expect(stored).toContain(email);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(Buffer.from(token).toString('hex'));
    expect(stored).not.toContain(password);
  });

  it('speaks the language of the browser', async () => {
    const email = newEmail();
    await register({ email, password }, { 'accept-language': 'en-GB,en;q=0.9' });
    expect((await api.mailsTo(email))[0]!.subject).toBe('Confirm your address');
  });

  it('never builds a link from the Host header', async () => {
    const email = newEmail();
    await register({ email, password }, { host: 'evil.example', 'x-forwarded-host': 'evil.example' });
    const [mail] = await api.mailsTo(email);
    expect(linkIn(mail)).toMatch(/^https:\/\/post\.example\.com\/mail\//);
    expect(mail!.raw).not.toContain('evil.example');
  });

  it('answers a taken address as a new one, tells its holder, and makes no second account', async () => {
    const holder = await aUser(api.dataSource, { email: `Holder-${newEmail()}` });
    const taken = await register({
      email: holder.email.toUpperCase().replace('EXAMPLE.COM', 'example.com'),
      password,
    });
    const fresh = await register({ email: newEmail(), password });
    expect([taken.status, Object.keys(taken.body)]).toEqual([fresh.status, Object.keys(fresh.body)]);
    expect((await api.mailsTo(holder.email)).map(({ subject }) => subject)).toEqual([
      'У вас уже есть аккаунт',
    ]);
    const [{ count }] = await api.dataSource.query(
      'SELECT count(*)::int FROM users WHERE lower(email) = lower($1)',
      [holder.email],
    );
    expect(count).toBe(1);
    expect(await statusOf(logIn(holder.email, usualPassword))).toBe(200);
    expect(await statusOf(logIn(holder.email, password))).toBe(401);
  });

  it('takes about as long for a taken address as for a new one', async () => {
    const holder = await aUser(api.dataSource);
    const isAlike = (one: number, other: number) => one > other * 0.75 && other > one * 0.75;
    const times = await shortestTimesOf(
      () => register({ email: holder.email, password }),
      () => register({ email: newEmail(), password }),
      { isAlike, fewestRounds: 30, mostRounds: 150, settle: () => api.settled() },
    );
    expect(isAlike(...times), `taken and new: ${times.join(' and ')} ms`).toBe(true);
  }, 60_000);

  it('lets whoever reads the mail choose the password, when an unconfirmed address is registered again', async () => {
    const { email } = await anUnconfirmedAccount();
    const chosen = 'chosen by the holder';
    expect(await statusOf(register({ email, password: 'another password' }))).toBe(201);
    const mails = await api.mailsTo(email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Вас пригласили в Postledger',
      'Подтвердите адрес почты',
    ]);
    const body = { token: tokenIn(mails[0]), password: chosen };
    expect(await statusOf(api.send('/auth/password/reset', body))).toBe(204);
    expect(await statusOf(confirm(tokenIn(mails[1])))).toBe(410);
    expect(await statusOf(logIn(email, password))).toBe(401);
    expect(await statusOf(logIn(email, chosen))).toBe(200);
  });

  it('lets one of many win who register the same address at the same moment', async () => {
    const email = newEmail();
    const answers = await Promise.all(Array.from({ length: 6 }, () => register({ email, password })));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const rows = await api.dataSource.query('SELECT id FROM users WHERE email = $1', [email]);
    expect(rows).toHaveLength(1);
    const body = { token: await api.tokenFor(email), password };
    expect(await statusOf(api.send('/auth/password/reset', body))).toBe(204);
  });

  it('writes three mails an hour to an address, from wherever it is registered and however it is spelt', async () => {
    const holder = await aUser(api.dataSource);
    for (const email of Array.from({ length: 5 }, (_, i) =>
      i % 2 ? `U${holder.email.slice(1)}` : holder.email,
    )) {
      const answer = await register({ email, password });
      const inboxUrl = `https://post.example.com/mail/inbox?to=${email.replace('@', '%40')}`;
      expect([answer.status, answer.body]).toEqual([201, { email, inboxUrl }]);
    }
    expect(await api.mailsTo(holder.email)).toHaveLength(3);
  });

  it('counts the confirmation of a new account among the three', async () => {
    const email = newEmail();
    for (let i = 0; i < 5; i += 1) expect(await statusOf(register({ email, password }))).toBe(201);
    expect(await api.mailsTo(email)).toHaveLength(3);
  });

  it('mails nothing to a blocked holder', async () => {
    const holder = await aUser(api.dataSource, { blockedAt: new Date() });
    expect(await statusOf(register({ email: holder.email, password }))).toBe(201);
    expect(await api.mailsTo(holder.email)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no address', { email: undefined }, 'email'],
    ['a bad address', { email: 'a b@example.com' }, 'email'],
    ['an address with a header in it', { email: 'a@example.com\r\nBcc: b@example.com' }, 'email'],
    ['no password', { password: undefined }, 'password'],
    ['a short password', { password: 'short' }, 'password'],
    ['digits only', { password: '8301927465' }, 'password'],
    ['a password that everybody tries', { password: 'PassWord1' }, 'password'],
    ['a password of 1 MB', { password: 'x'.repeat(1_000_000) }, 'password'],
    ['a list as password', { password: ['a password of mine'] }, 'password'],
    ['a header in the name', { fullName: 'Anna\r\nBcc: b@example.com' }, 'fullName'],
    ['half a character in the name', { fullName: 'a\ud800' }, 'fullName'],
    ['a phone that is none', { phone: 'call me' }, 'phone'],
    ['a role', { role: 'admin' }, 'role'],
    ['a confirmation', { confirmedAt: '2026-01-01T00:00:00Z' }, 'confirmedAt'],
  ])('refuses %s and makes no account', async (_, change, field) => {
    const email = newEmail();
    const answer = await register({ email, password, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(await api.dataSource.query('SELECT id FROM users WHERE email = $1', [email])).toEqual([]);
  });

  it('refuses a body of 3 MB', async () => {
    expect(await statusOf(register({ email: newEmail(), password: 'x'.repeat(3_000_000) }))).toBe(413);
  });

  it('closes after sixty from one network address, and says for how long', async () => {
    const headers = { 'x-forwarded-for': newIp() };
    // Fields that fail cost nothing and are not counted; a taken address is.
    const { email } = await aUser(api.dataSource, { blockedAt: new Date() });
    for (let i = 0; i < 60; i += 1) {
      expect(await statusOf(register({ email, password }, headers))).toBe(201);
    }
    const refused = await register({ email: newEmail(), password }, headers);
    expect([refused.status, refused.body.code]).toEqual([429, 'request.too_many']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    expect(await statusOf(register({ email, password }))).toBe(201);
  });
});

describe('confirming', () => {
  it('happens once', async () => {
    const { token } = await anUnconfirmedAccount();
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410, 410]);
    const again = await confirm(token);
    expect([again.status, again.body.code]).toEqual([410, 'auth.link_expired']);
  });

  it.each<[string, (token: string) => unknown, number]>([
    ['one letter is another', (token) => (token[0] === 'A' ? 'B' : 'A') + token.slice(1), 400],
    ['it is cut', (token) => token.slice(1), 400],
    ['it is empty', () => '', 400],
    ['it is a number', () => 5, 400],
    ['it is missing', () => undefined, 400],
    ['it is endless', () => 'x'.repeat(100_000), 400],
    ['it is a list', (token) => [token], 400],
  ])('refuses a token when %s', async (_, alter, status) => {
    const { email, token } = await anUnconfirmedAccount();
    expect(await statusOf(confirm(alter(token)))).toBe(status);
    expect(await statusOf(logIn(email, password))).toBe(403);
  });

  it('refuses a token after two days', async () => {
    const { email, token } = await anUnconfirmedAccount();
    const [{ hours }] = await api.dataSource.query(
      `SELECT round(extract(epoch FROM expires_at - t.created_at) / 3600)::int AS hours
         FROM account_tokens t JOIN users u ON u.id = user_id WHERE u.email = $1`,
      [email],
    );
    expect(hours).toBe(48);
    await api.dataSource.query(
      `UPDATE account_tokens SET expires_at = now() - interval '1 second'
        WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
      [email],
    );
    expect(await statusOf(confirm(token))).toBe(410);
    expect(await statusOf(logIn(email, password))).toBe(403);
  });

  it('never brings a blocked account back', async () => {
    const { email, token } = await anUnconfirmedAccount();
    const [{ id }] = await api.dataSource.query('SELECT id FROM users WHERE email = $1', [email]);
    await api.dataSource.query('UPDATE users SET blocked_at = now() WHERE id = $1', [id]);
    expect(await statusOf(confirm(token))).toBe(410);
    const [row] = await api.dataSource.query('SELECT blocked_at, confirmed_at FROM users WHERE id = $1', [
      id,
    ]);
    expect(row).toEqual({ blocked_at: expect.any(Date), confirmed_at: null });
    expect(await statusOf(logIn(email, password))).toBe(403);
  });

  it('takes no token that is for something else', async () => {
    const { email } = await aUser(api.dataSource);
    await api.send('/auth/password/forgot', { email });
    expect(await statusOf(confirm(await api.tokenFor(email)))).toBe(400);
  });
});

describe('a new address of an account', () => {
  const changeTo = (email: unknown, token: string) => api.patch('/me', { email }, token);

  it('waits for its mail, then takes the place of the old one; the sessions go on', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    const email = newEmail();
    const asked = await changeTo(email, token);
    expect(asked.status).toBe(200);
    expect(asked.body).toMatchObject({ email: user.email, pendingEmail: email });
    expect(await statusOf(logIn(email, usualPassword))).toBe(401);

    const [mail] = await api.mailsTo(email);
    expect(mail!.subject).toBe('Подтвердите новый адрес почты');
    expect(linkIn(mail)).toContain('/confirm?token=');
    expect(await statusOf(confirm(tokenIn(mail)))).toBe(204);
    expect((await api.get('/me', token)).body).toMatchObject({ email, pendingEmail: null });
    expect(await statusOf(logIn(email, usualPassword))).toBe(200);
    expect(await statusOf(logIn(user.email, usualPassword))).toBe(401);
    expect(await statusOf(confirm(tokenIn(mail)))).toBe(410);
    expect((await api.mailsTo(user.email)).map(({ subject }) => subject)).toEqual(['Адрес аккаунта изменён']);
  });

  it('is the one asked for last; the own address takes it back', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    const [first, second] = [newEmail(), newEmail()];
    await changeTo(first, token);
    const firstLink = await api.tokenFor(first);
    await changeTo(second, token);
    const secondLink = await api.tokenFor(second);
    expect(await statusOf(confirm(firstLink))).toBe(410);
    expect((await changeTo(user.email, token)).body.pendingEmail).toBeNull();
    expect(await statusOf(confirm(secondLink))).toBe(410);
    expect((await api.get('/me', token)).body.email).toBe(user.email);
  });

  it('that is taken is answered like any other; its holder is told, and nothing changes', async () => {
    const user = await aUser(api.dataSource);
    const holder = await aUser(api.dataSource);
    const asked = await changeTo(holder.email, await tokenOf(user));
    expect([asked.status, asked.body.pendingEmail]).toEqual([200, holder.email]);
    expect((await api.mailsTo(holder.email)).map(({ subject }) => subject)).toEqual([
      'У вас уже есть аккаунт',
    ]);
  });

  it('that somebody else took meanwhile is refused', async () => {
    const user = await aUser(api.dataSource);
    const email = newEmail();
    await changeTo(email, await tokenOf(user));
    const link = await api.tokenFor(email);
    await aUser(api.dataSource, { email: email.toUpperCase() });
    const answer = await confirm(link);
    expect([answer.status, answer.body.code]).toEqual([409, 'user.email_taken']);
  });

  it('does not outlive a new password: whoever began it may have been a thief', async () => {
    const user = await aUser(api.dataSource);
    const email = newEmail();
    await changeTo(email, await tokenOf(user));
    const link = await api.tokenFor(email);
    await api.send('/auth/password/forgot', { email: user.email });
    const body = { token: await api.tokenFor(user.email), password };
    expect(await statusOf(api.send('/auth/password/reset', body))).toBe(204);
    expect(await statusOf(confirm(link))).toBe(410);
  });

  it.each([null, '', 5, 'nobody', 'a@example.com\nBcc: b@example.com'])('refuses %j', async (email) => {
    const answer = await changeTo(email, await tokenOf(await aUser(api.dataSource)));
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].field).toBe('email');
  });

  it('can be asked for five times an hour; the own one is none', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    for (let i = 0; i < 6; i += 1) expect((await changeTo(user.email, token)).status).toBe(200);
    expect(await api.mailsTo(user.email)).toEqual([]);
    for (let i = 0; i < 5; i += 1) expect((await changeTo(newEmail(), token)).status).toBe(200);
    const refused = await changeTo(newEmail(), token);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
  });
});
