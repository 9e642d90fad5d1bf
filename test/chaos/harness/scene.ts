// Everything one scenario needs: a database and a sink of its own, and any number of workers, all gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expect } from 'vitest';
import { barrierStatement } from '../../../src/modules/scheduler/sql/barrier.js';
import { databaseUrl, onServer } from '../../setup/database-url.js';
import { type Chance, chanceOf, tell } from './chance.js';
import type { ChaosDatabase } from './chaos-database.js';
import { ChaosProxy } from './chaos-proxy.js';
import { seedRun, type SeededRun } from './seed-run.js';
import { ServiceProcess } from './service-process.js';
import { Sink } from './sink.js';
import { compare, figuresOf, type Verdict } from './witness.js';

/** Short times, so that a scenario ends; none is shorter than the machine's own hiccups. */
export const shortTimes = {
  SEND_LEASE: '4s',
  SEND_TIMEOUT: '4s',
  SEND_REPLY_TIMEOUT: '4s',
  SEND_PROBE_DELAYS: '200ms,500ms,1s',
  SEND_RETRY_DELAYS: '500ms,1s',
};

export class Scene {
  readonly workers: ServiceProcess[] = [];
  private readonly proxies: ChaosProxy[] = [];
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'postledger-scene-'));
  private readonly startedAt = performance.now();

  private constructor(
    readonly title: string,
    readonly chance: Chance,
    readonly database: ChaosDatabase,
    /** Straight to the database, whatever stands between it and the workers. */
    readonly url: string,
    readonly sink: Sink,
  ) {}

  /** Runs the scenario, and takes everything down whatever happens; on a failure the workers' last words are told. */
  static async play(
    title: string,
    database: ChaosDatabase,
    scenario: (scene: Scene) => Promise<void>,
  ): Promise<void> {
    const scene = new Scene(title, chanceOf(title), database, await database.create(), await Sink.start());
    try {
      await scenario(scene);
    } catch (fault) {
      for (const [index, worker] of scene.workers.entries())
        tell(`${title}: worker ${index}: ${worker.output.slice(-3_000)}`);
      throw fault;
    } finally {
      await scene.close();
    }
  }

  /** A proxy in front of the sink or the database. */
  async proxyTo(target: 'sink' | 'database'): Promise<ChaosProxy> {
    const proxy = await ChaosProxy.start(target === 'sink' ? this.sink.port : this.database.port);
    this.proxies.push(proxy);
    return proxy;
  }

  urlThrough(proxy: ChaosProxy): string {
    return Object.assign(new URL(this.url), { port: String(proxy.port) }).href;
  }

  /** Started, not awaited. */
  startWorker(env: Record<string, string> = {}, options: { preload?: string } = {}): ServiceProcess {
    const worker = ServiceProcess.start(
      {
        ROLE: 'worker',
        DATABASE_URL: this.url,
        SMTP_URL: this.sink.url,
        DATA_DIR: this.dataDir,
        // What a killed process leaves behind goes with it.
        TMPDIR: this.dataDir,
        JWT_SECRET: 'a secret of the tests, long enough for the rules',
        ...shortTimes,
        ...env,
      },
      options,
    );
    this.workers.push(worker);
    return worker;
  }

  async startWorkers(count: number, env: Record<string, string> = {}): Promise<ServiceProcess[]> {
    const workers = Array.from({ length: count }, () => this.startWorker(env));
    await Promise.all(workers.map((worker) => worker.isReady()));
    return workers;
  }

  seedRun(count: number, domain?: string): Promise<SeededRun> {
    return seedRun(this.url, count, domain);
  }

  async query<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return onServer<Row>(this.url, statement, values);
  }

  async statusOf(runId: string): Promise<Record<string, number>> {
    const rows = await this.query<{ status: string; count: number }>(
      `SELECT status, count(*)::int AS count FROM deliveries WHERE run_id = $1 GROUP BY status`,
      [runId],
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  }

  /** Keeps whoever is at the barrier of this run waiting there; resolves with how to let them go. */
  async blockBarrier(runId: string): Promise<{ isWaitedAt(): Promise<boolean>; open(): Promise<void> }> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT FROM deliveries WHERE run_id = $1 FOR UPDATE', [runId]);
    const waiting = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND starts_with(query, left($1, 200))`;
    return {
      isWaitedAt: async () => (await this.query(waiting, [barrierStatement])).length > 0,
      open: () => client.end(),
    };
  }

  async until(what: string, holds: () => Promise<boolean> | boolean, patienceMs = 60_000): Promise<void> {
    const givesUpAt = Date.now() + patienceMs;
    while (!(await holds())) {
      if (Date.now() > givesUpAt) throw new Error(`${this.title}: still waiting until ${what}`);
      await sleep(50);
    }
  }

  async untilFinished(runId: string, patienceMs = 60_000): Promise<void> {
    try {
      await this.until(
        'the run is finished',
        async () =>
          (await this.query(`SELECT FROM runs WHERE id = $1 AND finished_at IS NOT NULL`, [runId])).length >
          0,
        patienceMs,
      );
    } catch (fault) {
      tell(`${this.title}: ${JSON.stringify(await this.statusOf(runId))}`);
      throw fault;
    }
  }

  /** The verdict, told; what must never be is refused here for every scenario. */
  async verdict(): Promise<Verdict> {
    const verdict = await compare(this.url, this.sink);
    const tookS = ((performance.now() - this.startedAt) / 1_000).toFixed(1);
    tell(`${this.title}: ${figuresOf(verdict)} in ${tookS} s (seed=${this.chance.seed})`);
    const suspects = [
      verdict.doubled,
      verdict.lost,
      verdict.takenWithoutRecord,
      verdict.sentWithOtherWords,
    ].flat();
    if (suspects.length > 0) await this.tellStoryOf(suspects[0]!);
    const never = {
      doubled: verdict.doubled,
      lost: verdict.lost,
      sentWithoutWitness: verdict.sentWithoutWitness,
      takenWithoutRecord: verdict.takenWithoutRecord,
      uncertainWithoutAttempt: verdict.uncertainWithoutAttempt,
      sentWithOtherWords: verdict.sentWithOtherWords,
      wrongCounters: verdict.wrongCounters,
    };
    expect(never, `seed=${this.chance.seed}`).toEqual({
      doubled: [],
      lost: [],
      sentWithoutWitness: [],
      takenWithoutRecord: [],
      uncertainWithoutAttempt: [],
      sentWithOtherWords: [],
      wrongCounters: 0,
    });
    return verdict;
  }

  private async tellStoryOf(id: string): Promise<void> {
    const letters = (await this.sink.taken()).filter((letter) => letter.id === id);
    const [delivery] = await this.query(`SELECT * FROM deliveries WHERE id = $1`, [id]);
    const attempts = await this.query(`SELECT * FROM attempts WHERE delivery_id = $1 ORDER BY id`, [id]);
    const diary = await this.query(`SELECT * FROM diary WHERE id = $1 ORDER BY step`, [id]);
    tell(`${this.title}: ${JSON.stringify({ letters, delivery, attempts, diary }, null, 1)}`);
    tell(`${this.title}: ${this.database.lastWords()}`);
    for (const [index, worker] of this.workers.entries())
      tell(`worker ${index}: ${worker.output.slice(-4_000)}`);
  }

  private async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.kill()));
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
    await this.sink.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
    const name = new URL(this.url).pathname.slice(1);
    await onServer(databaseUrl(this.url, 'postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}
