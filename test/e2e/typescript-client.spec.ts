// The typed client against the service as its users run it: from the log-in to the ledger.
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createPostledgerClient,
  type PostledgerClient,
  PostledgerError,
  valueOf,
} from '../../clients/typescript/index.js';
import { aUser, usualPassword } from '../factories/users.js';
import { openPostOffice, type PostOffice } from '../setup/post-office.js';
import { eventually, type Service, startService } from '../setup/service.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';

let database: ConnectedTestDatabase;
let postOffice: PostOffice;
let service: Service;
beforeAll(async () => {
  database = await connectTestDatabase();
  postOffice = await openPostOffice();
  service = await startService({ database, env: { SMTP_URL: postOffice.url } });
}, 60_000);
afterAll(async () => {
  await service?.stop();
  await postOffice?.close();
  await database?.drop();
});

/** A fetch that keeps the cookie as browsers do, and what it was asked. */
function aBrowser() {
  let cookie = '';
  const asked: string[] = [];
  const send = async (request: Request): Promise<Response> => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    if (cookie) request.headers.set('cookie', cookie);
    const response = await fetch(request);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return response;
  };
  return { send, asked };
}

async function logIn(client: PostledgerClient) {
  const { email } = await aUser(database.dataSource);
  return client.logIn({ email, password: usualPassword });
}

it('a mailing goes out by typed calls alone', { timeout: 60_000 }, async () => {
  const client = createPostledgerClient({ baseUrl: `${service.url}/`, fetch: aBrowser().send });
  await logIn(client);
  const anna = valueOf(
    await client.POST('/api/v1/clients', { body: { email: 'anna@example.com', fullName: 'Анна' } }),
  );
  const message = valueOf(
    await client.POST('/api/v1/messages', {
      body: { subject: 'Hello, {{fullName}}!', text: 'We have opened.' },
    }),
  );
  const mailing = valueOf(
    await client.POST('/api/v1/mailings', {
      body: { messageId: message.id, audience: { clientIds: [anna.id] } },
    }),
  );
  const path = { params: { path: { id: mailing.id } } };
  expect(valueOf(await client.POST('/api/v1/mailings/{id}/run', path)).runId).toBeTypeOf('string');
  const { counts } = await eventually('the mailing is completed', async () => {
    const now = valueOf(await client.GET('/api/v1/mailings/{id}', path));
    return now.status === 'completed' && now;
  });
  expect(counts).toMatchObject({ total: 1, sent: 1 });
  const attempts = valueOf(
    await client.GET('/api/v1/attempts', { params: { query: { mailingId: mailing.id } } }),
  );
  expect(attempts.items).toMatchObject([{ status: 'success', recipient: 'anna@example.com' }]);
  await client.logOut();
  expect((await client.GET('/api/v1/me')).error?.code).toBe('auth.token_missing');
});

it('an access token that has run out is replaced once, for all that were asked with it', async () => {
  const browser = aBrowser();
  const first = createPostledgerClient({ baseUrl: service.url, fetch: browser.send });
  const { id } = await logIn(first);
  browser.asked.length = 0;
  const later = createPostledgerClient({ baseUrl: service.url, fetch: browser.send, token: 'run out' });
  const answers = await Promise.all([
    later.GET('/api/v1/me'),
    later.POST('/api/v1/clients', { body: { email: 'eva@example.com', fullName: 'Eva' } }),
  ]);
  expect(answers.map(({ response }) => response.status)).toEqual([200, 201]);
  expect(answers[0].data?.id).toBe(id);
  expect(browser.asked.filter((one) => one.endsWith('/auth/refresh'))).toHaveLength(1);
});

it('without a cookie the 401 comes through, and problems are told by their code', async () => {
  const client = createPostledgerClient({ baseUrl: service.url, token: 'run out' });
  const { error } = await client.GET('/api/v1/me');
  expect(error?.code).toBe('auth.token_invalid');
  const refused = client.logIn({ email: 'nobody@example.com', password: usualPassword });
  await expect(refused).rejects.toThrow(PostledgerError);
  await expect(refused).rejects.toMatchObject({ problem: { code: 'auth.wrong_login' } });
});
