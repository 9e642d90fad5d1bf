// ROLE=all: the worker is a process of its own, so that sending never slows the API, and is started again when it dies
// or gives no sign of life.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import { workerEnvironment } from '../config/child-environment.js';
import { signOfLifeEveryMs } from './sign-of-life.js';

/** Pauses before the next start, growing while the worker keeps dying at once. */
const restartDelaysMs = [100, 1_000, 5_000, 15_000];
/** A worker that lived this long was healthy: the next death starts from the shortest pause again. */
const healthyAfterMs = 60_000;
/** Looks without a sign in between: counted, not timed, so that a machine that slept kills nobody on waking up. */
const silentLooksAllowed = 12;

export interface SupervisedWorker {
  /** Tells the worker to finish what is in flight, and waits for its end. */
  stop(): Promise<void>;
}

export function superviseWorker(): SupervisedWorker {
  const logger = new Logger('Postledger');
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let deaths = 0;

  const start = () => {
    const startedAt = Date.now();
    const worker = fork(process.argv[1]!, [], { env: workerEnvironment() });
    child = worker;
    let silentLooks = 0;
    worker.on('message', () => (silentLooks = 0));
    const looks = setInterval(() => {
      if (++silentLooks <= silentLooksAllowed) return;
      logger.error('The worker gives no sign of life: killing it');
      worker.kill('SIGKILL');
    }, signOfLifeEveryMs);
    worker.once('exit', (code, signal) => {
      clearInterval(looks);
      child = null;
      if (isStopping) return;
      deaths = Date.now() - startedAt > healthyAfterMs ? 0 : deaths + 1;
      const delayMs = restartDelaysMs[Math.min(deaths, restartDelaysMs.length - 1)]!;
      logger.warn(`The worker ended (${signal ?? code}); starting it again in ${delayMs} ms`);
      timer = setTimeout(start, delayMs);
    });
  };
  start();

  return {
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      if (!child) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
