// Workers that die: kill -9 at random and at each point where it hurts, freezing, and the orderly end.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { tell } from '../harness/chance.js';
import type { Scene } from '../harness/scene.js';

interface Killing {
  count: number;
  kills: number;
  pauseMs: [number, number];
  connections?: number;
  /** Of the mail server. Letters must be left for the last kill. */
  replyDelayMs?: [number, number];
}

/** Two workers on one run; again and again one of them is killed and another takes its place. */
export async function killAtRandom(
  scene: Scene,
  { count, kills, pauseMs, connections = 10, replyDelayMs = [20, 120] }: Killing,
): Promise<void> {
  const { chance, sink } = scene;
  await sink.behave({ replyDelayMs });
  const env = { SEND_CONNECTIONS: String(connections) };
  const alive = await scene.startWorkers(2, env);
  const { runId } = await scene.seedRun(count);
  await scene.until('letters flow', async () => (await sink.count()) > 0);
  let done = 0;
  for (; done < kills; done++) {
    await sleep(chance.between(...pauseMs));
    const index = Math.floor(chance.next() * alive.length);
    await alive[index]!.kill();
    alive[index] = scene.startWorker(env);
    // The other one must be at work, or the kills would only ever hit workers that start.
    await alive[index]!.isReady();
    if ((await sink.count()) >= count) break;
  }
  tell(`${scene.title}: ${done} kills while ${await sink.count()} of ${count} were taken`);
  await scene.untilFinished(runId, 240_000);
  const verdict = await scene.verdict();
  expect(
    verdict.uncertain.length,
    'per kill at most as many as the process has connections',
  ).toBeLessThanOrEqual(kills * connections);
  expect(done).toBe(kills);
}

/** One worker and three letters; it dies exactly there. What must come of the letter it was at is said by the caller. */
export async function killAt(
  scene: Scene,
  point: 'before the barrier' | 'past the barrier' | 'after the dot' | 'after the reply',
): Promise<void> {
  const { sink } = scene;
  const proxy = await scene.proxyTo('database');
  const times = { SEND_LEASE: '3s', SEND_REPLY_TIMEOUT: '2s' };
  const victim = scene.startWorker({
    SEND_CONNECTIONS: '1',
    DATABASE_URL: scene.urlThrough(proxy),
    ...times,
  });
  await victim.isReady();
  const isBeforeDot = point === 'before the barrier' || point === 'past the barrier';
  const { held } = await sink.hold(isBeforeDot ? 'rcpt' : 'dot');
  const { runId } = await scene.seedRun(3);
  await held;
  const isMarked = async () => (await scene.statusOf(runId))['sending'] === 1;
  if (point === 'past the barrier') {
    // The mark is committed, but the worker never hears of it. With answers held before it asks, it might be waiting
    // for another one, and never ask.
    const barrier = await scene.blockBarrier(runId);
    try {
      await sink.release();
      await scene.until('the barrier is asked', () => barrier.isWaitedAt());
      proxy.set({ holdsAnswers: true });
    } finally {
      await barrier.open();
    }
    await scene.until('the barrier is crossed', isMarked);
  }
  if (point === 'after the reply') {
    // The worker has its answer, and cannot store it.
    proxy.set({ holdsRequests: true });
    await sink.release();
    await sleep(200);
  }
  expect(await isMarked()).toBe(point !== 'before the barrier');
  expect(await sink.count()).toBe(isBeforeDot ? 0 : 1);
  await victim.kill();
  // Or what the proxy holds of it could still reach the database.
  proxy.reset(scene.chance);
  proxy.clear();
  await sink.release();
  await scene.startWorkers(1, times);
  await scene.untilFinished(runId);
  const verdict = await scene.verdict();
  const unknown = point === 'before the barrier' ? 0 : 1;
  expect(verdict.uncertain).toHaveLength(unknown);
  expect(verdict.sent).toBe(3 - unknown);
  if (unknown === 0) expect(verdict.attemptsUsed).toEqual({ 1: 3 });
}

/** A worker that stands still for longer than its leases, and then goes on as if nothing had been. */
export async function freeze(
  scene: Scene,
  {
    count,
    freezes,
    frozenMs,
    env,
  }: { count: number; freezes: number; frozenMs: number; env?: Record<string, string> },
): Promise<number> {
  const { chance, sink } = scene;
  await sink.behave({ replyDelayMs: [2, 30] });
  const workers = await scene.startWorkers(2, env);
  const { runId } = await scene.seedRun(count);
  await scene.until('letters flow', async () => (await sink.count()) > 20);
  for (let done = 0; done < freezes; done++) {
    const worker = chance.oneOf(workers);
    worker.freeze();
    await sleep(frozenMs);
    worker.thaw();
    await sleep(chance.between(200, 800));
  }
  await scene.untilFinished(runId, 240_000);
  // The late answers of a thawed worker may still be on their way.
  await sleep(1_000);
  expect(workers.every(({ hasEnded }) => !hasEnded)).toBe(true);
  return (await scene.verdict()).uncertain.length;
}

/** Restarts in good order, one worker after the other, while letters flow. */
export async function rollingRestarts(
  scene: Scene,
  { count, restarts }: { count: number; restarts: number },
): Promise<void> {
  const { chance, sink } = scene;
  // Slow enough that letters are left for the last restart.
  await sink.behave({ replyDelayMs: [20, 120] });
  const workers = await scene.startWorkers(2);
  const { runId } = await scene.seedRun(count);
  await scene.until('letters flow', async () => (await sink.count()) > 20);
  let slowestMs = 0;
  let done = 0;
  for (; done < restarts && (await sink.count()) < count; done++) {
    const index = done % 2;
    const { code, tookMs } = await workers[index]!.end('SIGTERM');
    expect({ code, output: code === 0 ? '' : workers[index]!.output }).toEqual({ code: 0, output: '' });
    slowestMs = Math.max(slowestMs, tookMs);
    workers[index] = scene.startWorker();
    await workers[index]!.isReady();
    await sleep(chance.between(50, 300));
  }
  tell(`${scene.title}: ${done} restarts, the slowest end took ${Math.round(slowestMs)} ms`);
  await scene.untilFinished(runId, 240_000);
  const verdict = await scene.verdict();
  expect(verdict.uncertain).toEqual([]);
  expect(verdict.attemptsUsed).toEqual({ 1: count });
  expect(slowestMs).toBeLessThan(30_000);
  expect(done).toBe(restarts);
}
