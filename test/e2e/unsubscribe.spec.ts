// The link in each mail: it asks, it ends what it says, and nothing goes out after it.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../src/modules/clients/client.entity.js';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { UnsubscribeLinks } from '../../src/modules/suppressions/unsubscribe-links.js';
import { aClient } from '../factories/clients.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { aMessage } from '../factories/messages.js';
import { aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp, type TestResponse } from '../setup/app.js';
import { type ScriptedSmtpServer, startSmtpSink } from '../setup/scripted-smtp-server.js';
import { startTestWorker, type TestWorker } from '../setup/worker.js';

let api: TestApp;
let links: UnsubscribeLinks;
let sink: ScriptedSmtpServer;
let worker: TestWorker | undefined;

beforeAll(async () => {
  api = await startTestApp({ PUBLIC_URL: 'https://post.example' });
  links = api.app.get(UnsubscribeLinks);
  sink = await startSmtpSink();
});
afterAll(async () => {
  await worker?.close();
  await api?.close();
  await sink?.close();
});

/** An owner with a mailing, a client and an open delivery of it. */
async function aStory() {
  const owner = await aUser(api.dataSource);
  const client = await aClient(api.dataSource, owner.id);
  const { id: messageId } = await aMessage(api.dataSource, owner.id);
  const mailing = await aMailing(api.dataSource, { ownerId: owner.id, messageId });
  const token = links.tokenFor({ ownerId: owner.id, mailingId: mailing.id, clientId: client.id });
  return { ownerId: owner.id, owner: await tokenOf(owner), client, mailing, token };
}

const anOpenDelivery = async (story: Awaited<ReturnType<typeof aStory>>, values: Partial<Delivery> = {}) => {
  const run = await aRun(api.dataSource, story.mailing);
  const { client } = story;
  return aDelivery(api.dataSource, run, { clientId: client.id, recipient: client.email!, ...values });
};
const statusOf = async ({ id }: Delivery) =>
  (await api.dataSource.getRepository(Delivery).findOneByOrFail({ id })).status;
const post = (token: string, body: string, headers: Record<string, string> = {}): Promise<TestResponse> =>
  api.request({
    method: 'POST',
    path: `/unsubscribe/${token}`,
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const oneClick = (token: string) => post(token, 'List-Unsubscribe=One-Click');
const suppressionsOf = async (owner: string) => (await api.get('/suppressions', owner)).body.items;

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(10);
}

describe('the page', () => {
  it('only asks, without scripts, cookies or log-in', async () => {
    const story = await aStory();
    const delivery = await anOpenDelivery(story);
    const page = await api.request({
      method: 'GET',
      path: `/unsubscribe/${story.token}`,
      headers: { 'accept-language': 'en' },
    });
    expect(page.status).toBe(200);
    expect(page.text).toContain('<form method="post">');
    expect(page.text).not.toContain('<script');
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action/,
    );
    expect(page.headers['set-cookie']).toBeUndefined();
    expect([await statusOf(delivery), await suppressionsOf(story.owner)]).toEqual(['pending', []]);
  });

  it.each([
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru', 'Отписаться от рассылок?'],
    ['en-GB,en;q=0.9', 'en', 'Unsubscribe?'],
  ])('speaks the reader’s language: %s', async (language, lang, words) => {
    const { token } = await aStory();
    const { text } = await api.request({
      method: 'GET',
      path: `/unsubscribe/${token}`,
      headers: { 'accept-language': language },
    });
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text).toContain(words);
  });

  it('does what its form says, and then shows that it is done', async () => {
    const story = await aStory();
    const { status, text } = await post(story.token, 'List-Unsubscribe=One-Click', {
      accept: 'text/html,*/*',
    });
    expect([status, text.includes('Вы отписаны')]).toEqual([200, true]);
    expect(await suppressionsOf(story.owner)).toMatchObject([
      { contact: story.client.email, reason: 'unsubscribed', source: 'page', mailingId: story.mailing.id },
    ]);
  });
});

describe('one click', () => {
  it.each([
    ['urlencoded', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])('is taken %s, as often as one likes', async (_, type, body) => {
    const story = await aStory();
    for (let time = 0; time < 2; time += 1) {
      const answer = await post(story.token, body, { 'content-type': type });
      expect([answer.status, answer.headers['set-cookie']]).toEqual([200, undefined]);
    }
    expect(await suppressionsOf(story.owner)).toMatchObject([
      { contact: story.client.email, reason: 'unsubscribed', source: 'one_click' },
    ]);
  });

  it('closes and counts what was on its way to the client, and nothing else', async () => {
    const story = await aStory();
    const run = await aRun(api.dataSource, story.mailing);
    const other = await aMailing(api.dataSource, { ownerId: story.ownerId });
    const otherRun = await aRun(api.dataSource, other);
    const to = { clientId: story.client.id, recipient: story.client.email! };
    const add = (of: Run, values: Partial<Delivery>) => aDelivery(api.dataSource, of, { ...to, ...values });
    const open = [
      await add(run, {}),
      await add(run, { status: 'leased', epoch: 1, leaseUntil: new Date(Date.now() + 60_000) }),
      await add(otherRun, {
        status: 'deferred',
        nextAttemptAt: new Date(),
        recipient: to.recipient.toUpperCase(),
      }),
    ];
    const kept = [
      await add(run, { status: 'sending', epoch: 1, leaseUntil: new Date(Date.now() + 60_000) }),
      await add(run, { status: 'sent' }),
      await add(run, { clientId: randomUUID(), recipient: 'somebody@else.example' }),
    ];
    expect((await oneClick(story.token)).status).toBe(200);
    expect(await Promise.all(open.map(statusOf))).toEqual(['suppressed', 'suppressed', 'suppressed']);
    expect(await Promise.all(kept.map(statusOf))).toEqual(['sending', 'sent', 'pending']);
    const runs = api.dataSource.getRepository(Run);
    expect((await runs.findOneByOrFail({ id: run.id })).suppressed).toBe(2);
    expect((await runs.findOneByOrFail({ id: otherRun.id })).suppressed).toBe(1);
  });

  it('suppresses the address that was written to, and the one the client has now', async () => {
    const story = await aStory();
    await anOpenDelivery(story, { recipient: 'Old@Example.com' });
    await oneClick(story.token);
    const contacts = (await suppressionsOf(story.owner)).map(({ contact }: { contact: string }) => contact);
    expect(contacts.sort()).toEqual([story.client.email, 'old@example.com'].sort());
  });

  it.each([
    ['another client', (token: string) => changedAt(token, 40)],
    ['another owner', (token: string) => changedAt(token, 8)],
    ['another signature', (token: string) => changedAt(token, 80)],
    ['another key', (token: string) => changedAt(token, 3)],
    ['another spelling', (token: string) => `${token}=`],
    ['nonsense', () => 'nonsense'],
  ])('of a link with %s is 404', async (_, change) => {
    const story = await aStory();
    const token = change(story.token);
    const { status, body } = await oneClick(token);
    expect([status, body.code]).toEqual([404, 'unsubscribe.unknown_link']);
    expect((await api.get(`/unsubscribe/${token}`)).status).toBe(404);
    expect((await post(token, '', { accept: 'text/html' })).headers['content-type']).toContain('text/html');
    expect(await suppressionsOf(story.owner)).toEqual([]);
  });

  it('works for a client that was deleted', async () => {
    const story = await aStory();
    await anOpenDelivery(story, { status: 'sent' });
    await api.delete(`/clients/${story.client.id}`, story.owner);
    expect((await oneClick(story.token)).status).toBe(200);
    expect(await suppressionsOf(story.owner)).toMatchObject([{ contact: story.client.email }]);
  });
});

it('forms are refused where nobody asked for one', async () => {
  const { owner } = await aStory();
  const { status } = await api.request({
    method: 'POST',
    path: '/clients',
    token: owner,
    body: 'fullName=Anna&email=a%40b.example',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(status).toBe(415);
});

describe('a run', () => {
  // One for all of them: a second one in this process would take the log-ins of the first along when it ends.
  beforeAll(async () => {
    worker = await startTestWorker(api, { SMTP_URL: sink.url, PUBLIC_URL: 'https://post.example' });
  });

  it('sends each client its own link, in the head and in the text, and the record shows it', async () => {
    const story = await aStory();
    const { body } = await api.post(`/mailings/${story.mailing.id}/run`, undefined, story.owner);
    await until(
      async () => (await api.get(`/mailings/${story.mailing.id}`, story.owner)).body.counts.sent === 1,
    );
    const { raw } = sink.mails.at(-1)!;
    const url = `https://post.example/api/v1/unsubscribe/${story.token}`;
    expect(raw).toContain(`List-Unsubscribe: <${url}>\r\n`);
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    expect(raw).toContain(`List-Id: <${story.mailing.id}.`);
    expect(raw.replaceAll('=\r\n', '')).toContain(`Unsubscribe: ${url}`);
    const { items } = (await api.get(`/deliveries?runId=${body.runId}`, story.owner)).body;
    const detail = await api.get(`/deliveries/${items[0].id}`, story.owner);
    expect(detail.body.text).toContain(`Unsubscribe: ${url}`);
  });

  it('leaves out and counts whoever is on the list', async () => {
    const story = await aStory();
    await aClient(api.dataSource, story.ownerId);
    await oneClick(story.token);
    await api.post(`/mailings/${story.mailing.id}/run`, undefined, story.owner);
    await until(
      async () => (await api.get(`/mailings/${story.mailing.id}`, story.owner)).body.status === 'completed',
    );
    const { counts } = (await api.get(`/mailings/${story.mailing.id}`, story.owner)).body;
    expect(counts).toMatchObject({ total: 2, sent: 1, suppressed: 1, pending: 0 });
    expect(sink.mails.some(({ to }) => to.includes(story.client.email!))).toBe(false);
  });

  it('refuses at the barrier whom only the barrier can see, and closes it', async () => {
    const story = await aStory();
    await api.post('/suppressions', { contact: 'unseen@example.com' }, story.owner);
    const { id: clientId } = await aClient(api.dataSource, story.ownerId);
    const delivery = await anOpenDelivery(story, { clientId, recipient: 'Unseen@Example.com' });
    await until(async () => (await statusOf(delivery)) === 'suppressed');
    const run = await api.dataSource.getRepository(Run).findOneByOrFail({ id: delivery.runId });
    expect([run.suppressed, run.total]).toEqual([1, 1]);
    expect(sink.mails.some(({ to }) => to.includes('Unseen@Example.com'))).toBe(false);
  });

  it('refuses at the barrier whoever was deleted meanwhile, and cancels the delivery', async () => {
    const story = await aStory();
    const delivery = await anOpenDelivery(story, {
      clientId: randomUUID(),
      recipient: 'deleted@example.com',
    });
    await until(async () => (await statusOf(delivery)) === 'cancelled');
    const run = await api.dataSource.getRepository(Run).findOneByOrFail({ id: delivery.runId });
    expect([run.cancelled, run.total]).toEqual([1, 1]);
    expect(sink.mails.some(({ to }) => to.includes('deleted@example.com'))).toBe(false);
  });

  it('of 10,000 sends nothing to those who unsubscribe in its middle', async () => {
    const story = await aStory();
    await api.dataSource.query(
      `INSERT INTO clients (owner_id, full_name, email)
       SELECT $1, 'Client ' || n, 'c' || n || '@many.example' FROM generate_series(1, 10000) AS n`,
      [story.ownerId],
    );
    const leaving = await api.dataSource.query<Pick<Client, 'id' | 'email'>[]>(
      `SELECT id, email FROM clients WHERE owner_id = $1 AND email LIKE 'c%50@many.example'`,
      [story.ownerId],
    );
    const before = sink.mails.length;
    await api.post(`/mailings/${story.mailing.id}/run`, undefined, story.owner);
    await until(() => sink.mails.length > before + 1_000);
    const leftAt = new Map<string, number>();
    await Promise.all(
      leaving.map(async ({ id, email }) => {
        const link = { ownerId: story.ownerId, mailingId: story.mailing.id, clientId: id };
        expect((await oneClick(links.tokenFor(link))).status).toBe(200);
        leftAt.set(email!, Date.now());
      }),
    );
    await until(
      async () => (await api.get(`/mailings/${story.mailing.id}`, story.owner)).body.status === 'completed',
    );
    const { counts } = (await api.get(`/mailings/${story.mailing.id}`, story.owner)).body;
    const late = sink.mails.filter(({ to, at }) => at > (leftAt.get(to[0]!) ?? Infinity) + 50);
    expect(late).toEqual([]);
    expect(counts.suppressed).toBeGreaterThan(50);
    expect(counts).toMatchObject({ total: 10_001, sent: 10_001 - counts.suppressed, pending: 0 });
    expect(sink.mails.length - before).toBe(counts.sent);
  }, 60_000);
});

/** The token with one character changed. */
function changedAt(token: string, place: number): string {
  return `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`;
}
