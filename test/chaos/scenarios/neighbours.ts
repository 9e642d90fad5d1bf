// A mail server that hangs for one mailing must be felt neither by the others nor by the API.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { freePort } from '../../../src/database/embedded/port.js';
import { tell } from '../harness/chance.js';
import type { Scene } from '../harness/scene.js';
import type { ServiceProcess } from '../harness/service-process.js';

/** The rate of one mailing alone, then beside one whose recipients' servers never answer. Asserts what is no speed. */
export async function hangingNeighbour(
  scene: Scene,
  { count, stage }: { count: number; stage: 'rcpt' | 'dot' },
): Promise<void> {
  const times = { SEND_TIMEOUT: '20s', SEND_REPLY_TIMEOUT: '20s', SEND_LEASE: '10s' };
  await scene.startWorkers(1, times);
  const api = await startApi(scene);
  const alone = await rateOf(scene, count);
  const hanging = await scene.seedRun(2_000, `hangs-at-${stage}.example`);
  await sleep(1_500);
  const latencies = askAgainAndAgain(api.url);
  const beside = await rateOf(scene, count);
  const { p95Ms, failures } = await latencies.stop();
  tell(
    `${scene.title}: alone ${alone.toFixed(0)}/s, beside a hanging one ${beside.toFixed(0)}/s ` +
      `(${((100 * beside) / alone).toFixed(0)} %); API p95 ${p95Ms.toFixed(0)} ms`,
  );
  const { sending = 0, leased = 0 } = await scene.statusOf(hanging.runId);
  expect(sending + leased, 'the neighbour hangs all the while').toBeGreaterThan(0);
  expect(failures).toBe(0);
}

/** Redis away in the middle of a run: counters and caches are gone, letters and answers are not. */
export async function redisGone(scene: Scene, { count }: { count: number }): Promise<void> {
  const { startRedis } = await import('../../setup/redis.js');
  const redis = await startRedis();
  try {
    const env = { REDIS_URL: redis.url };
    const workers = await scene.startWorkers(2, env);
    const api = await startApi(scene, env);
    await scene.sink.behave({ replyDelayMs: [2, 20] });
    const { runId } = await scene.seedRun(count);
    await scene.until('letters flow', async () => (await scene.sink.count()) > 20);
    const latencies = askAgainAndAgain(api.url);
    await redis.kill();
    await scene.untilFinished(runId, 120_000);
    const { p95Ms, failures } = await latencies.stop();
    tell(`${scene.title}: API p95 ${p95Ms.toFixed(0)} ms without Redis`);
    expect(failures).toBe(0);
    expect(workers.every(({ hasEnded }) => !hasEnded)).toBe(true);
    const verdict = await scene.verdict();
    expect(verdict.sent).toBe(count);
    expect(verdict.attemptsUsed).toEqual({ 1: count });
  } finally {
    await redis.kill();
  }
}

/** Letters per second at the sink, without the first and the last tenth: how soon a worker finds a run is no rate. */
async function rateOf(scene: Scene, count: number): Promise<number> {
  const before = await scene.sink.count();
  const { runId } = await scene.seedRun(count);
  await scene.untilFinished(runId, 120_000);
  const instants = (await scene.sink.taken())
    .slice(before)
    .filter(({ recipient }) => recipient.endsWith('@example.com'))
    .map(({ at }) => at);
  const [from, to] = [Math.floor(instants.length / 10), Math.floor((instants.length * 9) / 10)];
  return ((to - from) * 1_000) / (instants[to]! - instants[from]!);
}

async function startApi(
  scene: Scene,
  env: Record<string, string> = {},
): Promise<{ url: string; process: ServiceProcess }> {
  const port = await freePort();
  const process = scene.startWorker({ ROLE: 'api', PORT: String(port), ...env });
  await process.isReady();
  return { url: `http://127.0.0.1:${port}`, process };
}

/** Asks what needs the database and the cache, some twenty times a second. */
function askAgainAndAgain(url: string) {
  const tookMs: number[] = [];
  let failures = 0;
  const stopping = new AbortController();
  const paths = ['/health/ready', '/api/v1/home'];
  const asking = (async () => {
    for (let turn = 0; !stopping.signal.aborted; turn++) {
      const startedAt = performance.now();
      const answer = await fetch(url + paths[turn % paths.length]!).catch(() => null);
      await answer?.arrayBuffer();
      if (!answer?.ok) failures++;
      tookMs.push(performance.now() - startedAt);
      await sleep(40);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await asking;
      tookMs.sort((one, other) => one - other);
      return { p95Ms: tookMs[Math.floor(tookMs.length * 0.95)] ?? 0, failures };
    },
  };
}
