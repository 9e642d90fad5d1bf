import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { MailingProgress } from '../../src/modules/mailings/mailing-progress.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { aUser, tokenOf } from '../factories/users.js';
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
afterAll(() => api?.close());

interface Event {
  type: string;
  data: { counts: Record<string, number>; rate: number };
}

async function* eventsOf(id: string, signal?: AbortSignal): AsyncGenerator<Event> {
  const answer = await fetch(`${origin}/api/v1/mailings/${id}/events`, {
    headers: { authorization: `Bearer ${owner}` },
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
    const streams = [eventsOf(id, leaving.signal), eventsOf(id, leaving.signal)];
    for (const stream of streams) expect((await stream.next()).value).toMatchObject({ type: 'progress' });
    expect(watchedMailings()).toBe(1);
    leaving.abort();
    await Promise.allSettled(streams.map((stream) => stream.next()));
    for (let i = 0; i < 50 && watchedMailings() > 0; i += 1) await sleep(20);
    expect(watchedMailings()).toBe(0);
  });
});
