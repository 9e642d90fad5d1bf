// Messages a second from a mailing's start to its last letter: the built worker, a real PostgreSQL, the sink.
import { setTimeout as sleep } from 'node:timers/promises';
import { onServer } from '../test/setup/database-url.js';
import type { BenchDatabase } from './database.js';
import { seedMailing } from './mailing.js';
import { cpuSecondsOf, cpuSecondsOfFamily, peakMemoryMbOf } from './meter.js';
import { Service } from './service.js';
import { Sink } from './sink.js';

export interface EndToEndFigures {
  clients: number;
  workers: number;
  /** From `startAt` to the last letter. */
  messagesPerSecond: number;
  /** After `startAt`. */
  firstMessageMs: number;
  lastMessageMs: number;
  /** CPU time in microseconds for each message. */
  cpuUs: { worker: number; database: number; sink: number };
  /** The most that one process of the kind ever held. */
  peakMemoryMb: { worker: number; sink: number };
  walBytesPerMessage: number;
  statementsPerMessage: number;
}

export interface EndToEndOptions {
  clients: number;
  connections: number;
  workers?: number;
  /** More settings for the workers. */
  env?: Record<string, string>;
}

const startsInMs = 3_000;

export async function endToEnd(database: BenchDatabase, options: EndToEndOptions): Promise<EndToEndFigures> {
  const { clients, connections, workers: workerCount = 1 } = options;
  const url = await database.create();
  const sink = await Sink.start();
  const env = {
    DATABASE_URL: url,
    SMTP_URL: sink.url,
    SEND_CONNECTIONS: String(connections),
    ...options.env,
  };
  const workers = await Promise.all(
    Array.from({ length: workerCount }, () => Service.start('worker', database.scratch, env)),
  );
  try {
    const { mailingId, startAt } = await seedMailing(url, 'bench', clients, startsInMs);
    const before = await meters(database, sink, workers, url);
    await untilCompleted(url, mailingId, workers);
    const after = await meters(database, sink, workers, url);
    const { letters, firstAt, lastAt } = await sink.counts();
    if (letters !== clients) throw new Error(`${letters} letters came for ${clients} clients`);
    const perMessage = (name: keyof typeof before) => (after[name] - before[name]) / clients;
    return {
      clients,
      workers: workerCount,
      messagesPerSecond: clients / ((lastAt! - startAt) / 1_000),
      firstMessageMs: firstAt! - startAt,
      lastMessageMs: lastAt! - startAt,
      cpuUs: {
        worker: perMessage('worker') * 1e6,
        database: perMessage('database') * 1e6,
        sink: perMessage('sink') * 1e6,
      },
      peakMemoryMb: {
        worker: Math.max(...workers.map(({ pid }) => peakMemoryMbOf(pid))),
        sink: peakMemoryMbOf(sink.pid),
      },
      walBytesPerMessage: perMessage('wal'),
      statementsPerMessage: perMessage('statements'),
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await sink.stop();
    await database.drop(url);
  }
}

export async function untilCompleted(url: string, mailingId: string, workers: Service[]): Promise<void> {
  for (;;) {
    const [row] = await onServer<{ status: string }>(url, `SELECT status FROM mailings WHERE id = $1`, [
      mailingId,
    ]);
    if (row!.status === 'completed') return;
    for (const worker of workers) worker.mustLive();
    await sleep(500);
  }
}

async function meters(database: BenchDatabase, sink: Sink, workers: Service[], url: string) {
  const [row] = await onServer<{ wal: string; statements: number }>(
    url,
    `SELECT pg_current_wal_insert_lsn() - '0/0' AS wal, sum(calls)::float8 AS statements
     FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return {
    worker: workers.reduce((sum, { pid }) => sum + cpuSecondsOf(pid), 0),
    database: cpuSecondsOfFamily(database.pid),
    sink: cpuSecondsOf(sink.pid),
    wal: Number(row!.wal),
    statements: row!.statements,
  };
}
