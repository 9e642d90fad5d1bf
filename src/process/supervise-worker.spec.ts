// Real processes, whose parent's clock is moved by hand.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signOfLifeEveryMs } from './sign-of-life.js';
import { superviseWorker } from './supervise-worker.js';

const program = process.argv[1]!;
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'postledger-supervised-'));
  process.argv[1] = join(dir, 'worker.cjs');
  Logger.overrideLogger(false);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  process.argv[1] = program;
  rmSync(dir, { recursive: true });
});

/** What a worker does after it has written its number into a file. */
function workersThat(doThis: string): void {
  const file = JSON.stringify(join(dir, 'started'));
  writeFileSync(process.argv[1]!, `require('fs').appendFileSync(${file}, process.pid + '\\n');\n${doThis}`);
}

const started = () => {
  try {
    return readFileSync(join(dir, 'started'), 'utf8').trim().split('\n').map(Number);
  } catch {
    return [];
  }
};

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(look: () => boolean): Promise<void> {
  for (let tries = 0; !look(); tries++) {
    if (tries > 500) throw new Error(`Not within ten seconds: ${look}`);
    await sleep(20);
  }
}

it('a worker that gives no sign of life for a minute is killed, and another one started', async () => {
  workersThat('for (;;);');
  const worker = superviseWorker();
  await until(() => started().length === 1);
  const [first] = started() as [number];
  vi.advanceTimersByTime(12 * signOfLifeEveryMs);
  await sleep(100);
  expect(isRunning(first)).toBe(true);
  vi.advanceTimersByTime(signOfLifeEveryMs);
  await until(() => !isRunning(first));
  await until(() => {
    vi.advanceTimersByTime(1_000);
    return started().length === 2;
  });
  process.kill(started()[1]!, 'SIGKILL');
  await worker.stop();
});

it('a worker that gives its signs is left alone, however long', async () => {
  workersThat("setInterval(() => process.send('alive'), 5);");
  const worker = superviseWorker();
  await until(() => started().length === 1);
  for (let looks = 0; looks < 15; looks++) {
    vi.advanceTimersByTime(signOfLifeEveryMs);
    await sleep(150);
  }
  expect(started().map(isRunning)).toEqual([true]);
  await worker.stop();
});
