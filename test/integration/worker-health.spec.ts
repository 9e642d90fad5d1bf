// What a health check finds of a worker: the built one, in a process of its own, with the script of the image.
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signOfLifeEveryMs } from '../../src/process/sign-of-life.js';
import { ChaosDatabase } from '../chaos/harness/chaos-database.js';
import { ServiceProcess } from '../chaos/harness/service-process.js';
import { testJwtSecret } from '../setup/app.js';
import { onServer } from '../setup/database-url.js';
import { eventually, startProcess } from '../setup/service.js';

// A database starts here, and signs of life come every five seconds.
vi.setConfig({ testTimeout: 90_000 });

let database: ChaosDatabase;
beforeAll(async () => {
  database = await ChaosDatabase.start();
}, 60_000);
afterAll(() => database?.stop());

interface Watched {
  worker: ServiceProcess;
  url: string;
  isAlive(): Promise<boolean>;
  /** The folders that workers touch. */
  traces(): string[];
  /** As if nothing had been heard of the worker for two minutes. */
  forgetSigns(): void;
}

async function watchWorker(story: (watched: Watched) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'postledger-health-'));
  const url = await database.create();
  const env = {
    NODE_ENV: 'test',
    ROLE: 'worker',
    DATABASE_URL: url,
    DATA_DIR: dir,
    JWT_SECRET: testJwtSecret,
    SMTP_URL: 'smtp://127.0.0.1:9',
    TMPDIR: dir,
  };
  const worker = ServiceProcess.start(env, { preload: './test/integration/processes/hangs-on-signal.mjs' });
  const traces = () => readdirSync(dir).filter((name) => name.startsWith('postledger-worker-'));
  try {
    await worker.isReady();
    await story({
      worker,
      url,
      traces,
      isAlive: async () =>
        (await startProcess({ ROLE: 'worker', TMPDIR: dir }, ['sh', 'scripts/healthcheck.sh']).ended()) === 0,
      forgetSigns() {
        const longAgo = new Date(Date.now() - 120_000);
        for (const name of traces()) utimesSync(join(dir, name), longAgo, longAgo);
      },
    });
  } finally {
    await worker.kill();
    rmSync(dir, { recursive: true });
  }
}

// One after the other: the first takes the database away.
describe('A worker', () => {
  it('is alive without its database, does not end, and goes on when that is back', () =>
    watchWorker(async ({ worker, url, isAlive, traces, forgetSigns }) => {
      expect(await isAlive()).toBe(true);
      expect(getPriority(worker.pid), 'it stands back behind the API').toBe(Math.max(getPriority(), 10));
      await database.restartAfter(async () => {
        forgetSigns();
        await eventually('a sign of life', isAlive, 60_000);
      });
      await onServer(url, 'DELETE FROM process_metrics');
      const figures = () => onServer(url, 'SELECT 1 FROM process_metrics');
      await eventually('it writes again', async () => (await figures()).length > 0, 30_000);
      expect(await worker.end('SIGTERM')).toMatchObject({ code: 0 });
      expect(traces()).toEqual([]);
    }));

  it('whose event loop stands still is dead, and stays so', () =>
    watchWorker(async ({ worker, isAlive, forgetSigns }) => {
      process.kill(worker.pid, 'SIGUSR2');
      await worker.says(/It hangs/);
      forgetSigns();
      expect(await isAlive()).toBe(false);
      await sleep(2 * signOfLifeEveryMs);
      expect([await isAlive(), worker.hasEnded]).toEqual([false, false]);
    }));
});
