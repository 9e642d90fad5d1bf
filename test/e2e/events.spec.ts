import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { MailingProgress } from '../../src/modules/mailings/mailing-progress.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { aUser, tokenOf, usualPassword } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let origin: string;
let ownerId: string;
let owner: string;

beforeAll(async () => {
  api = await startTestApp();
  origin = await api.listen();
  const user = await aUser(api.dataSource);
  ownerId = user.id;
  owner = await tokenOf(user);
});
let closed = false;
afterAll(() => (closed ? undefined : api?.close()));

interface Event {
  type: string;
  data: { counts: Record<string, number>; rate: number };
}

interface Watching {
  signal?: AbortSignal;
  token?: string;
  lastEventId?: string;
}

async function* eventsOf(
  id: string,
  { signal, token = owner, lastEventId }: Watching = {},
): AsyncGenerator<Event> {
  const answer = await fetch(`${origin}/api/v1/mailings/${id}/events`, {
    headers: { authorization: `Bearer ${token}`, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal,
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let text = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const type = /^event: (.*)$/m.exec(block)?.[1];
      if (type) yield { type, data: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) };
    }
  }
}

const watchedMailings = () =>
  (api.app.get(MailingProgress, { strict: false }) as unknown as Topics).topics.size;
interface Topics {
  topics: Map<string, unknown>;
}

describe('the events of a mailing', () => {
  it('tell the counters as they grow, then the end, and close', async () => {
    const mailing = await aMailing(api.dataSource, { ownerId, status: 'running' });
    const run = await aRun(api.dataSource, mailing);
    await aDelivery(api.dataSource, run, { status: 'sent' });
    const seen: Event[] = [];
    for await (const event of eventsOf(mailing.id)) {
      seen.push(event);
      if (seen.length === 1) await aDelivery(api.dataSource, run, { status: 'sent' });
      if (event.data.counts['sent'] === 2 && event.type === 'progress') {
        await api.dataSource.getRepository(Mailing).update({ id: mailing.id }, { status: 'completed' });
      }
    }
    expect(seen[0]).toMatchObject({ type: 'progress', data: { counts: { sent: 1 }, rate: 0 } });
    expect(seen.some(({ type, data }) => type === 'progress' && data.rate > 0)).toBe(true);
    expect(seen.at(-1)).toMatchObject({ type: 'completed', data: { counts: { sent: 2 }, rate: 0 } });
    expect(watchedMailings()).toBe(0);
  });

  it('of a completed mailing are one word and the end', async () => {
    const { id } = await aMailing(api.dataSource, { ownerId, status: 'completed' });
    const seen: string[] = [];
    for await (const { type } of eventsOf(id)) seen.push(type);
    expect(seen).toEqual(['completed']);
  });

  it('reach everybody who watches, late comers at once; nobody watching costs nothing', async () => {
    const { id } = await aMailing(api.dataSource, { ownerId, status: 'running' });
    const leaving = new AbortController();
    const streams = [eventsOf(id, { signal: leaving.signal }), eventsOf(id, { signal: leaving.signal })];
    for (const stream of streams) expect((await stream.next()).value).toMatchObject({ type: 'progress' });
    expect(watchedMailings()).toBe(1);
    leaving.abort();
    await Promise.allSettled(streams.map((stream) => stream.next()));
    for (let i = 0; i < 50 && watchedMailings() > 0; i += 1) await sleep(20);
    expect(watchedMailings()).toBe(0);
  });

  it.each(['0', '-1', '99999999999999999999', 'x'.repeat(2_000), '"; DROP TABLE runs; --'])(
    'begin with how it stands now, whatever Last-Event-ID says (%#)',
    async (lastEventId) => {
      const { id } = await aMailing(api.dataSource, { ownerId, status: 'completed' });
      const seen: string[] = [];
      for await (const { type } of eventsOf(id, { lastEventId })) seen.push(type);
      expect(seen).toEqual(['completed']);
    },
  );

  it('end when the session of the token does', async () => {
    const user = await aUser(api.dataSource);
    const { id } = await aMailing(api.dataSource, { ownerId: user.id, status: 'running' });
    const stream = eventsOf(id, { token: await tokenOf(user) });
    expect((await stream.next()).value).toMatchObject({ type: 'progress' });
    await api.dataSource.query('UPDATE users SET session_version = session_version + 1 WHERE id = $1', [
      user.id,
    ]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(watchedMailings()).toBe(0);
  });

  it('end with the log-out of whoever reads them, and of nobody else', async () => {
    const user = await aUser(api.dataSource);
    const { id } = await aMailing(api.dataSource, { ownerId: user.id, status: 'running' });
    const logIn = async (): Promise<string> =>
      (await api.post('/auth/login', { email: user.email, password: usualPassword })).body.accessToken;
    const [leaving, staying] = [await logIn(), await logIn()];
    const gone = eventsOf(id, { token: leaving });
    const kept = eventsOf(id, { token: staying });
    await Promise.all([gone.next(), kept.next()]);
    expect((await api.post('/auth/logout', undefined, leaving)).status).toBe(204);
    expect(await gone.next()).toEqual({ done: true, value: undefined });
    expect(watchedMailings()).toBe(1);
    await api.dataSource.getRepository(Mailing).update({ id }, { status: 'completed' });
    expect((await kept.next()).value).toMatchObject({ type: 'completed' });
  });

  it('do not hold up the end of the service', async () => {
    const { id } = await aMailing(api.dataSource, { ownerId, status: 'running' });
    const stream = eventsOf(id);
    await stream.next();
    const startedAt = Date.now();
    await api.close();
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(await stream.next().catch(() => 'cut')).toEqual({ done: true, value: undefined });
    closed = true;
  });
});
