import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { aStory, fromNow, must } from '../setup/mailing-story.js';
import { openPostOffice, type PostOffice } from '../setup/post-office.js';
import { eventually, type Service, startService } from '../setup/service.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';

// The service starts several times in each story, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let database: ConnectedTestDatabase;
let postOffice: PostOffice;
let running: Service[] = [];

beforeAll(async () => {
  database = await connectTestDatabase();
  postOffice = await openPostOffice();
});
afterEach(async () => {
  for (const service of running) await service.kill();
  running = [];
});
afterAll(async () => {
  await postOffice?.close();
  await database?.drop();
});

async function start(role: 'all' | 'api' | 'worker'): Promise<Service> {
  const service = await startService({ database, role, env: { SMTP_URL: postOffice.url } });
  running.push(service);
  return service;
}

it('a mailing fires at its time after the API and the worker were started again in between', async () => {
  const [api, worker] = await Promise.all([start('api'), start('worker')]);
  const one = await aStory(api, database);
  const startAt = Date.now() + 15_000;
  await one.createMailing({ startAt: new Date(startAt).toISOString() });
  await worker.kill();
  await api.stop();
  await Promise.all([start('api'), start('worker')]);
  const readyAt = Date.now();
  expect(postOffice.lettersTo(one.domain)).toHaveLength(0);
  const letters = await eventually('three letters', () => {
    const found = postOffice.lettersTo(one.domain);
    return found.length >= 3 && found;
  });
  const firstAt = Math.min(...letters.map(({ at }) => at));
  expect(firstAt).toBeGreaterThanOrEqual(startAt);
  expect(firstAt - Math.max(startAt, readyAt)).toBeLessThan(5_000);
});

it('one whose time came while nobody was there is caught up, once', async () => {
  const api = await start('api');
  const one = await aStory(api, database);
  const id = await one.createMailing({ startAt: fromNow(1_000) });
  await sleep(1_500);
  await start('worker');
  await one.completed(id);
  const [run, ...more] = (await must(one.api.get(`/mailings/${id}/runs`))).items;
  expect([run.trigger, more]).toEqual(['catch_up', []]);
  expect(postOffice.lettersTo(one.domain)).toHaveLength(3);
});

it('a worker that dies in the middle is started again, and nobody gets a second letter', async () => {
  const service = await start('all');
  const one = await aStory(service, database, { clients: 60 });
  postOffice.slowDown(one.domain, 50);
  const { id } = await one.runMailing();
  await eventually('a few letters', () => postOffice.lettersTo(one.domain).length >= 10);
  const worker = Number(/\[Worker\] (\d+)/.exec(service.logs())![1]);
  process.kill(worker, 'SIGKILL');
  const { counts } = await one.completed(id, 40_000);
  const letters = postOffice.lettersTo(one.domain).map(({ to }) => to[0]);
  expect(new Set(letters).size).toBe(letters.length);
  // What the dead one had on its way may have arrived or not, and is shown as that: its four connections at most.
  expect(counts.uncertain).toBeLessThanOrEqual(4);
  expect(counts.sent + counts.uncertain).toBe(60);
  expect(letters.length).toBeGreaterThanOrEqual(counts.sent);
});

it('SIGTERM in the middle loses nothing: the next worker goes on where this one ended', async () => {
  const [api, worker] = await Promise.all([start('api'), start('worker')]);
  const one = await aStory(api, database, { clients: 60 });
  postOffice.slowDown(one.domain, 50);
  const { id } = await one.runMailing();
  await eventually('a few letters', () => postOffice.lettersTo(one.domain).length >= 10);
  await worker.stop();
  const { counts: between } = await one.read(id);
  expect(between).toMatchObject({ sent: postOffice.lettersTo(one.domain).length, uncertain: 0 });
  expect(between.pending).toBeGreaterThan(0);
  await start('worker');
  expect((await one.completed(id)).counts).toMatchObject({ sent: 60, uncertain: 0 });
  expect(postOffice.lettersTo(one.domain)).toHaveLength(60);
});
