import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAdmin, tokenOf } from '../factories/users.js';
import { type AccountsApp, linkIn, startAccountsApp, tokenIn } from '../setup/accounts.js';

let api: AccountsApp;
beforeAll(async () => {
  api = await startAccountsApp({
    PUBLIC_URL: 'http://mail.example.com',
    WEB_URL: 'https://app.example.com/',
  });
});
afterAll(() => api?.close());

let lastNumber = 0;
const newEmail = () => `invited-${++lastNumber}@example.com`;
const password = 'a password of mine';
const logIn = (email: string, password: string) => api.send('/auth/login', { email, password });
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;

async function invite(body: object = {}) {
  const admin = await tokenOf(await anAdmin(api.dataSource));
  const email = newEmail();
  expect((await api.post('/users', { email, ...body }, admin)).status).toBe(201);
  return { email, mail: (await api.mailsTo(email))[0] };
}
const accept = (token: string, password: string) => api.send('/auth/password/reset', { token, password });

it('an invitation lets the invited person choose a password and log in, in the role that was given', async () => {
  const { email, mail } = await invite({ role: 'manager' });
  expect(mail!.subject).toBe('Вас пригласили в Postledger');
  expect(linkIn(mail)).toMatch(/^https:\/\/app\.example\.com\/invite\?token=[\w-]{43}$/);
  expect(await statusOf(accept(tokenIn(mail), 'short'))).toBe(400);
  expect(await statusOf(accept(tokenIn(mail), password))).toBe(204);
  const login = await logIn(email, password);
  expect([login.status, login.body.user.role]).toEqual([200, 'manager']);
  expect(await statusOf(accept(tokenIn(mail), 'another password'))).toBe(410);
  // Nobody had a password before: there is no change to tell of.
  expect(await api.mailsTo(email)).toHaveLength(1);
});

it('an invitation lasts seven days', async () => {
  const { email, mail } = await invite();
  const age = (interval: string) =>
    api.dataSource.query(
      `UPDATE account_tokens SET expires_at = expires_at - $2::interval
        WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
      [email, interval],
    );
  await age('7 days 1 second');
  expect(await statusOf(accept(tokenIn(mail), password))).toBe(410);
  await age('-10 seconds');
  expect(await statusOf(accept(tokenIn(mail), password))).toBe(204);
});

it('an invitation is mailed again to whoever asks for a new password instead, and the first one is void', async () => {
  const { email, mail } = await invite();
  expect(await statusOf(api.send('/auth/password/forgot', { email }))).toBe(202);
  const [second] = await api.mailsTo(email);
  expect(second!.subject).toBe('Вас пригласили в Postledger');
  expect(await statusOf(accept(tokenIn(mail), password))).toBe(410);
  expect(await statusOf(accept(tokenIn(second), password))).toBe(204);
});

it('an invitation opens nothing for a blocked account', async () => {
  const { email, mail } = await invite();
  await api.dataSource.query('UPDATE users SET blocked_at = now() WHERE email = $1', [email]);
  expect(await statusOf(accept(tokenIn(mail), password))).toBe(410);
  expect(await statusOf(logIn(email, password))).toBe(401);
});
