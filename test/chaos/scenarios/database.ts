// A database that goes away under load: no worker ends, no answer is blurred.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { tell } from '../harness/chance.js';
import type { Scene } from '../harness/scene.js';

export interface Blow {
  /** `crash`: one server process is killed, and the others recover under the same postmaster. */
  kind: 'restart' | 'crash';
  awayMs: number;
}

/** Two workers under load take the blows one after the other. */
export async function databaseAway(
  scene: Scene,
  { count, blows }: { count: number; blows: Blow[] },
): Promise<void> {
  const { chance, sink, database, url } = scene;
  await sink.behave({ replyDelayMs: [5, 60] });
  const workers = await scene.startWorkers(2);
  const { runId } = await scene.seedRun(count);
  await scene.until('letters flow', async () => (await sink.count()) > 20);
  for (const { kind, awayMs } of blows) {
    await sleep(chance.between(100, 600));
    const startedAt = performance.now();
    if (kind === 'restart') await database.restartImmediately({ awayMs });
    else await database.crashOneBackend(url);
    const upAfterMs = performance.now() - startedAt;
    const before = await sink.count();
    expect(before, 'the blow came while letters flowed').toBeLessThan(count);
    await scene.until('letters flow again', async () => (await sink.count()) > before + 10);
    const flowsAfterMs = performance.now() - startedAt - upAfterMs;
    tell(
      `${scene.title}: ${kind}, away ${Math.round(upAfterMs)} ms, letters again ${Math.round(flowsAfterMs)} ms later`,
    );
    expect(flowsAfterMs).toBeLessThan(15_000);
  }
  await scene.untilFinished(runId, 240_000);
  expect(workers.map(({ hasEnded }) => hasEnded)).toEqual([false, false]);
  const verdict = await scene.verdict();
  expect(verdict.uncertain).toEqual([]);
  expect(verdict.attemptsUsed).toEqual({ 1: count });
}

/**
 * Away for longer than every lease and time-out, at the moment when answers wait to be stored: they settle as what
 * they were, and not as unknown.
 */
export async function databaseAwayBeyondLeases(scene: Scene, { count }: { count: number }): Promise<void> {
  const { sink, database } = scene;
  await sink.behave({ replyDelayMs: [500, 1_500] });
  const workers = await scene.startWorkers(2);
  const { runId } = await scene.seedRun(count);
  await scene.until('letters flow', async () => (await sink.count()) > 20);
  const marked = (await scene.statusOf(runId))['sending'] ?? 0;
  await database.restartImmediately({ awayMs: 8_000 });
  expect(marked, 'letters past the barrier when the database went').toBeGreaterThan(0);
  await sink.behave({ replyDelayMs: [0, 5] });
  await scene.untilFinished(runId, 40_000);
  expect(workers.map(({ hasEnded }) => hasEnded)).toEqual([false, false]);
  const verdict = await scene.verdict();
  expect(verdict.uncertain).toEqual([]);
  const [row] = await scene.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM attempts WHERE status = 'uncertain'`,
  );
  expect(row!.count, 'nothing was given up in between either').toBe(0);
  expect(verdict.attemptsUsed).toEqual({ 1: count });
}

const unsafe = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** A worker on a database that may forget ends with one line, and sends nothing. */
export async function unsafeDatabase(scene: Scene): Promise<void> {
  const { runId } = await scene.seedRun(3);
  await scene.database.restartImmediately({ settings: unsafe.map((name) => `-c ${name}=off`).join(' ') });
  const worker = scene.startWorker();
  expect(await worker.ended(), worker.output).toBe(1);
  const complaints = worker.output.split('\n').filter((line) => line.startsWith('postledger: '));
  expect(complaints).toHaveLength(1);
  for (const name of unsafe) expect(complaints[0]).toContain(`${name} = off`);
  await scene.database.restartImmediately();
  expect(await scene.sink.count()).toBe(0);
  await scene.startWorkers(1);
  await scene.untilFinished(runId);
  await scene.verdict();
}

/** A machine with a wrong clock fires nothing, says so once, and takes it up again when the clock is right. */
export async function wrongClock(scene: Scene): Promise<void> {
  const worker = scene.startWorker(
    { CLOCK_OFF_FOR_MS: '20000' },
    { preload: './test/chaos/processes/wrong-clock.mjs' },
  );
  await worker.isReady();
  const { mailingId } = await scene.seedRun(0);
  await scene.query(
    `UPDATE mailings SET status = 'created', start_at = now(), scheduled_at = now(), next_run_at = now() WHERE id = $1`,
    [mailingId],
  );
  await scene.query(`UPDATE runs SET status = 'completed', finished_at = now()`);
  await sleep(3_000);
  const runs = () => scene.query(`SELECT FROM runs WHERE trigger <> 'manual'`);
  expect(await runs()).toHaveLength(0);
  await scene.until('it fires again', async () => (await runs()).length === 1, 45_000);
  expect(worker.output.match(/clock\.off/g)).toHaveLength(1);
  expect(worker.output).toMatch(/clock\.right/);
}
