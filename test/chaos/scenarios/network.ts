// Relays and networks that misbehave: down, slow, hanging, cut in the middle, and a limit that has to hold all the same.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { tell } from '../harness/chance.js';
import type { ChaosProxy } from '../harness/chaos-proxy.js';
import type { Scene } from '../harness/scene.js';
import { mostInOneSecond } from '../harness/witness.js';

/** The mail server goes down in good order and comes back: everything is delivered once, and no attempt is used up. */
export async function relayDown(
  scene: Scene,
  { count, awayMs, times }: { count: number; awayMs: number; times: number },
): Promise<void> {
  const { sink } = scene;
  await sink.behave({ replyDelayMs: [2, 30] });
  await scene.startWorkers(2);
  const { runId } = await scene.seedRun(count);
  for (let done = 0; done < times; done++) {
    const before = await sink.count();
    await scene.until('letters flow', async () => (await sink.count()) > before + 20);
    await sink.behave({ isDown: true });
    await sleep(awayMs);
    const taken = await sink.count();
    await sink.behave({ isDown: false });
    const backAt = performance.now();
    await scene.until('letters flow again', async () => (await sink.count()) > taken + 20);
    tell(
      `${scene.title}: away ${awayMs} ms, letters again after ${Math.round(performance.now() - backAt)} ms`,
    );
  }
  await scene.untilFinished(runId, 240_000);
  const verdict = await scene.verdict();
  expect(verdict.uncertain).toEqual([]);
  expect(verdict.sent).toBe(count);
  expect(verdict.attemptsUsed).toEqual({ 1: count });
}

export async function rateLimit(
  scene: Scene,
  { count, rate }: { count: number; rate: number },
): Promise<void> {
  const { sink } = scene;
  await sink.behave({ replyDelayMs: [0, 30] });
  await scene.startWorkers(2, { SEND_RATE: String(rate) });
  const { runId } = await scene.seedRun(count);
  await scene.untilFinished(runId, (count / rate) * 3_000 + 30_000);
  await scene.verdict();
  const letters = await sink.taken();
  const instants = letters.map(({ at }) => at).sort((one, other) => one - other);
  const perSecond = ((letters.length - 1) * 1_000) / (instants.at(-1)! - instants[0]!);
  const most = mostInOneSecond(letters);
  tell(`${scene.title}: SEND_RATE=${rate}: ${perSecond.toFixed(1)}/s, at most ${most} in any second`);
  // A busy machine delivers some a little late, beside those of the next moment; two workers that knew nothing of each
  // other would send twice as many.
  expect(most).toBeLessThanOrEqual(rate * 1.2 + 1);
  expect(perSecond).toBeLessThanOrEqual(rate * 1.1);
}

/** Both directions of the way to the mail server suffer; what is unknown is listed, everything else is right. */
export async function badNetworkToRelay(
  scene: Scene,
  { count, blows }: { count: number; blows: number },
): Promise<void> {
  const { sink } = scene;
  const proxy = await scene.proxyTo('sink');
  await sink.behave({ replyDelayMs: [0, 20] });
  await scene.startWorkers(2, {
    SMTP_URL: `smtp://127.0.0.1:${proxy.port}`,
    SEND_TIMEOUT: '2s',
    SEND_REPLY_TIMEOUT: '2s',
  });
  const { runId } = await scene.seedRun(count);
  await scene.until('letters flow', async () => (await sink.count()) > 20);
  const struck = await storm(scene, proxy, blows);
  await scene.untilFinished(runId, 240_000);
  const verdict = await scene.verdict();
  expect(
    verdict.uncertain.length,
    'only connections that were struck can leave something unknown',
  ).toBeLessThanOrEqual(struck);
}

/** The way to the database suffers: nothing is unknown, because the workers live and store their answers in the end. */
export async function badNetworkToDatabase(
  scene: Scene,
  { count, blows }: { count: number; blows: number },
): Promise<void> {
  const { sink } = scene;
  const proxy = await scene.proxyTo('database');
  await sink.behave({ replyDelayMs: [0, 20] });
  // Longer than a statement may stay unanswered, as in production.
  const times = { SEND_LEASE: '12s', SEND_REPLY_TIMEOUT: '10s' };
  const workers = await scene.startWorkers(2, { DATABASE_URL: scene.urlThrough(proxy), ...times });
  const { runId } = await scene.seedRun(count);
  await scene.until('letters flow', async () => (await sink.count()) > 20);
  await storm(scene, proxy, blows);
  await scene.untilFinished(runId, 240_000);
  expect(workers.map(({ hasEnded }) => hasEnded)).toEqual([false, false]);
  const verdict = await scene.verdict();
  expect(verdict.uncertain).toEqual([]);
  expect(verdict.sent).toBe(count);
}

/** Latency, slices, resets and half-open connections in an order that the seed decides. Returns how many were struck. */
async function storm({ chance, title }: Scene, proxy: ChaosProxy, blows: number): Promise<number> {
  let struck = 0;
  const kinds = ['latency', 'slices', 'reset', 'half-open'] as const;
  const first = Math.floor(chance.next() * kinds.length);
  for (let blow = 0; blow < blows; blow++) {
    const kind = kinds[(first + blow) % kinds.length]!;
    if (kind === 'latency') proxy.set({ latencyMs: chance.between(5, 60) });
    if (kind === 'slices') proxy.set({ sliceBytes: 1 + Math.floor(chance.next() * 40) });
    if (kind === 'reset') struck += proxy.reset(chance, chance.between(0.2, 1));
    if (kind === 'half-open') struck += proxy.silence(chance, chance.between(0.2, 0.7));
    await sleep(chance.between(200, 700));
    proxy.clear();
  }
  tell(`${title}: ${blows} blows, ${struck} connections struck`);
  return struck;
}
