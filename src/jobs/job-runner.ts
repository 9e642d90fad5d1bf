// Runs jobs in this process: graphile-worker with our tasks.
import { Logger as NestLogger } from '@nestjs/common';
import { Logger, run, Runner, TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import { TaskName, Tasks } from './job-queue.js';

export type TaskHandlers = { [Name in TaskName]: (payload: Tasks[Name]) => Promise<void> };

/** How many jobs run at once in this process. They are short, or wait for others. */
const concurrency = 5;
/** A delayed job starts at most this much late; an immediate one is announced and starts within milliseconds. */
const pollIntervalMs = 500;

export async function startJobRunner(pool: Pool, handlers: TaskHandlers): Promise<Runner> {
  const taskList: TaskList = {};
  for (const [name, handler] of Object.entries(handlers)) {
    taskList[name] = (payload) => (handler as (payload: unknown) => Promise<void>)(payload);
  }
  return run({
    pgPool: pool,
    taskList,
    concurrency,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    logger: jobLogger(),
  });
}

/** Only what somebody must look at is told: a job that failed, a connection that broke. */
function jobLogger(): Logger {
  const logger = new NestLogger('Jobs');
  return new Logger(() => (level, message) => {
    if (level === 'error') logger.error(message);
    if (level === 'warning') logger.warn(message);
  });
}
