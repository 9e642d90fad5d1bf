// A service that has been there for years: a million clients of one owner and ten million attempts. How long its lists
// take, idle and while another mailing goes out at full speed, and what a claim costs there.
import { setTimeout as sleep } from 'node:timers/promises';
import { createDataSource } from '../src/database/data-source.js';
import { freePort } from '../src/database/embedded/port.js';
import { aUser, usualPassword } from '../test/factories/users.js';
import { onServer } from '../test/setup/database-url.js';
import type { BenchDatabase } from './database.js';
import { untilCompleted } from './end-to-end.js';
import { load, type LoadFigures } from './load.js';
import { seedMailing } from './mailing.js';
import { peakMemoryMbOf } from './meter.js';
import { Service } from './service.js';
import { Sink } from './sink.js';

export interface BigLedgerFigures {
  clients: number;
  attempts: number;
  idle: LoadFigures;
  whileSending: LoadFigures;
  messagesPerSecondMeanwhile: number;
  /** Mean time of the ledger's statements meanwhile, in milliseconds. */
  statementMs: Record<string, number>;
  peakMemoryMb: { api: number; worker: number };
}

export interface BigLedgerOptions {
  clients: number;
  attempts: number;
  /** Clients of the mailing that goes out meanwhile. */
  sending: number;
  connections: number;
  requests: { perSecond: number; seconds: number };
}

const mailings = 20;
const runsOfMailing = 10;

export async function bigLedger(
  database: BenchDatabase,
  { clients, attempts, sending, connections, requests }: BigLedgerOptions,
): Promise<BigLedgerFigures> {
  const url = await database.create();
  const sink = await Sink.start();
  const services: Service[] = [];
  try {
    const { ownerId, email } = await anOwner(url);
    await seedClients(url, ownerId, clients);
    const mailingId = await seedLedger(url, ownerId, clients, attempts);
    await onServer(url, 'VACUUM ANALYZE');

    const port = await freePort();
    const env = { DATABASE_URL: url, SMTP_URL: sink.url, SEND_CONNECTIONS: String(connections) };
    const api = await Service.start('api', database.scratch, { ...env, PORT: String(port) });
    services.push(api);
    const address = `http://127.0.0.1:${port}`;
    const token = await logIn(address, email);
    const [{ runId, clientId }] = (await onServer(
      url,
      `SELECT run_id AS "runId", client_id AS "clientId" FROM deliveries WHERE mailing_id = $1 LIMIT 1`,
      [mailingId],
    )) as [{ runId: string; clientId: string }];
    const paths = {
      clients: '/clients?limit=50',
      'clients, found by a word': '/clients?search=client-77777%40&limit=50',
      'clients, by name': '/clients?sort=fullName&limit=50',
      mailings: '/mailings?limit=50',
      attempts: '/attempts?limit=50',
      'attempts that failed': `/attempts?mailingId=${mailingId}&status=fail&limit=50`,
      'attempts of a run': `/attempts?runId=${runId}&limit=50`,
      'attempts of a client': `/attempts?clientId=${clientId}&limit=50`,
      deliveries: `/mailings/${mailingId}/deliveries?limit=50`,
      'deliveries nobody knows': '/deliveries?status=uncertain&limit=50',
      'statistics of a mailing': `/mailings/${mailingId}/stats`,
      'own statistics': '/stats/me',
    };
    await load(address, token, paths, { perSecond: 20, seconds: 3 });
    const idle = await load(address, token, paths, requests);

    const worker = await Service.start('worker', database.scratch, env);
    services.push(worker);
    await onServer(url, 'SELECT pg_stat_statements_reset()');
    const going = await seedMailing(url, 'meanwhile', sending, 2_000);
    await sleep(Math.max(0, going.startAt + 500 - Date.now()));
    const whileSending = await load(address, token, paths, requests);
    const { lastAt: stillSendingAt } = await sink.counts();
    if (stillSendingAt === null || Date.now() - stillSendingAt > 1_000)
      throw new Error('the mailing ended before the requests did: take more clients');
    await untilCompleted(url, going.mailingId, [worker]);
    const { letters, lastAt } = await sink.counts();
    return {
      clients,
      attempts,
      idle,
      whileSending,
      messagesPerSecondMeanwhile: letters / ((lastAt! - going.startAt) / 1_000),
      statementMs: await statementTimes(url),
      peakMemoryMb: { api: peakMemoryMbOf(api.pid), worker: peakMemoryMbOf(worker.pid) },
    };
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await sink.stop();
    await database.drop(url);
  }
}

async function anOwner(url: string): Promise<{ ownerId: string; email: string }> {
  const dataSource = await createDataSource(url).initialize();
  const { id, email } = await aUser(dataSource);
  await dataSource.destroy();
  return { ownerId: id, email };
}

async function logIn(address: string, email: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: usualPassword }),
  });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

async function seedClients(url: string, ownerId: string, count: number): Promise<void> {
  await onServer(
    url,
    `INSERT INTO clients (owner_id, email, full_name, tags, operator_code)
     SELECT $1, 'client-' || serial || '@domain-' || serial % 50 || '.example', 'Anna Client ' || serial,
       ARRAY['tag ' || serial % 20], (900 + serial % 90)::text
     FROM generate_series(1, $2) AS serial`,
    [ownerId, count],
  );
}

/** Past mailings of all these clients; answers one of them. */
async function seedLedger(url: string, ownerId: string, clients: number, attempts: number): Promise<string> {
  await onServer(
    url,
    `INSERT INTO mailings (owner_id, name, channel, audience_filter, timezone, status, started_at, finished_at)
     SELECT $1, 'Past ' || serial, 'email', '{}', 'UTC', 'completed', now() - interval '1 day', now()
     FROM generate_series(1, $2) AS serial`,
    [ownerId, mailings],
  );
  await onServer(
    url,
    `INSERT INTO runs (mailing_id, owner_id, number, trigger, status, local_date, scheduled_for, started_at,
       finished_at, channel, subject, text, sender_name, sender_address, snapshot_done_at, total, sent)
     SELECT m.id, m.owner_id, serial, 'manual', 'completed', current_date, now(), now(), now(), 'email', 'News',
       'All.', 'Postledger', 'post@sender.example', now(), $2, $2
     FROM mailings m, generate_series(1, $1) AS serial`,
    [runsOfMailing, Math.round(clients / (mailings * runsOfMailing))],
  );
  await onServer(
    url,
    `WITH numbered AS (SELECT id, mailing_id, row_number() OVER () - 1 AS place FROM runs),
       people AS (SELECT id, email, row_number() OVER () AS serial FROM clients WHERE owner_id = $1)
     INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient, status, attempts, sent_at, last_code)
     SELECT $1, r.mailing_id, r.id, p.id, p.email, 'sent', 1, now(), 250
     FROM people p JOIN numbered r ON r.place = p.serial % $2`,
    [ownerId, mailings * runsOfMailing],
  );
  const rounds = Math.ceil(attempts / clients);
  for (let round = 0; round < rounds; round++) {
    await onServer(
      url,
      `INSERT INTO attempts (at, status, stage, code, enhanced_code, reply, duration_ms, owner_id, delivery_id, run_id,
         mailing_id, client_id, recipient)
       SELECT now() - $1 * interval '1 hour', CASE WHEN number % 50 = 0 THEN 'fail' ELSE 'success' END, 'dot',
         CASE WHEN number % 50 = 0 THEN 450 ELSE 250 END, '2.0.0', '250 2.0.0 queued as ' || number, 12, owner_id, id,
         run_id, mailing_id, client_id, recipient
       FROM deliveries`,
      [round],
    );
  }
  const [row] = await onServer<{ id: string }>(url, `SELECT id FROM mailings ORDER BY id LIMIT 1`);
  return row!.id;
}

/** By words that only these statements have. */
const statements = { claim: 'claim_cursors', barrier: 'clock_timestamp', record: 'enhanced_code, reply' };

async function statementTimes(url: string): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const [name, words] of Object.entries(statements)) {
    const [row] = await onServer<{ ms: number }>(
      url,
      `SELECT sum(total_exec_time) / sum(calls) AS ms FROM pg_stat_statements
       WHERE query LIKE '%' || $1 || '%' AND query LIKE '%UPDATE deliveries%' AND query NOT LIKE '%pg_stat%'`,
      [words],
    );
    times[name] = Math.round(row!.ms * 100) / 100;
  }
  return times;
}
