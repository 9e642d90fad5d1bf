// A ledger in which a wrong way to a page costs thousands of blocks: seeded in a few statements, analysed, and then
// grown by a run that no statistics know of.
import type { DataSource } from 'typeorm';
import { aUser } from './users.js';

export interface BigLedger {
  ownerId: string;
  /** Has a ledger of their own, newer than most of the owner's. */
  otherId: string;
  /** Over long ago; the owner's. */
  old: Ids;
  /** Open, and not in the statistics; the owner's. */
  open: Ids;
  /** The other's. */
  foreign: Ids;
}

export interface Ids {
  runId: string;
  mailingId: string;
  messageId: string;
  clientId: string;
}

export async function aBigLedger(dataSource: DataSource): Promise<BigLedger> {
  const ask = (statement: string, values: unknown[] = []) => dataSource.query(statement, values);
  const { id: ownerId } = await aUser(dataSource);
  const { id: otherId } = await aUser(dataSource);
  await ask(`SELECT make_attempts_part(now() - interval '1 month')`);
  await ask(
    `INSERT INTO users (email, full_name) SELECT 'u' || i || '@example.com', md5(i::text) FROM generate_series(1, 10000) i`,
  );
  await ask(
    `INSERT INTO messages (owner_id, subject, text) SELECT $1, md5(i::text), repeat('text ', 50) FROM generate_series(1, 10000) i`,
    [ownerId],
  );
  await ask(
    `INSERT INTO mailings (owner_id, name, message_id, channel, timezone, status, start_at, next_run_at)
     SELECT owner_id, subject, id, 'email', 'UTC', 'completed',
       CASE WHEN get_byte(uuid_send(id), 15) > 9 THEN now() - get_byte(uuid_send(id), 14) * interval '1 hour' END,
       CASE WHEN get_byte(uuid_send(id), 13) > 250 THEN now() + get_byte(uuid_send(id), 14) * interval '1 hour' END
     FROM messages`,
  );
  const addClients = (id: string, count: number) =>
    ask(
      `INSERT INTO clients (owner_id, email, full_name, tags, operator_code)
       SELECT $1, md5(i::text) || '@example.com', md5('name' || i), ARRAY['tag ' || i % 20], (900 + i % 90)::text
       FROM generate_series(1, $2::int) i`,
      [id, count],
    );
  await addClients(ownerId, 20_000);
  await addClients(otherId, 2_000);
  await ask(
    `INSERT INTO suppressions (owner_id, contact, key, reason, source)
     SELECT $1, md5(i::text) || '@example.com', sha256(i::text::bytea),
       CASE WHEN i < 30 THEN 'complaint' WHEN i < 50 THEN 'manual' ELSE 'hard_bounce' END, 'reply'
     FROM generate_series(1, 30000) i`,
    [ownerId],
  );
  // Whatever is not sent stands at the beginning of its run: the end of all lists.
  const over = `CASE WHEN place <= 10 THEN 'failed' WHEN place <= 12 THEN 'uncertain' WHEN place <= 14 THEN 'expired'
    WHEN place <= 16 THEN 'suppressed' WHEN place <= 18 THEN 'cancelled' ELSE 'sent' END`;
  const old = await addRun(dataSource, ownerId, { size: 1_000, status: over, isOver: true });
  for (let i = 1; i < 15; i += 1)
    await addRun(dataSource, ownerId, { skip: i * 1_000, size: 1_000, status: over, isOver: true });
  await addRun(dataSource, ownerId, { size: 1_000, status: `'pending'` });
  const foreign = await addRun(dataSource, otherId, { size: 2_000, status: over, isOver: true });
  await addAttempts(dataSource, `status = 'sent' OR status = 'uncertain'`, 12);
  await ask('VACUUM ANALYZE');

  const open = await addRun(dataSource, ownerId, {
    size: 10_000,
    status: `CASE WHEN place <= 4 THEN 'deferred' WHEN place <= 8 THEN 'pending' WHEN place <= 12 THEN 'leased'
      WHEN place <= 16 THEN 'sending' WHEN place <= 20 THEN 'failed' WHEN place <= 9000 THEN 'sent' ELSE 'pending' END`,
  });
  await ask(
    `WITH moved AS (
       UPDATE claim_cursors SET claimed_to = (SELECT max(number) FROM deliveries WHERE run_id = $1 AND status = 'sent')
       WHERE run_id = $1
     ), waiting AS (
       UPDATE deliveries SET next_attempt_at = now() + interval '1 hour'
       WHERE run_id = $1 AND (status = 'deferred'
         OR status = 'pending' AND number < (SELECT min(number) FROM deliveries WHERE run_id = $1 AND status = 'sent'))
     )
     INSERT INTO claims (run_id, numbers, check_at)
     SELECT $1, array_agg(number), now() FROM deliveries WHERE run_id = $1 AND status IN ('leased', 'sending')`,
    [open.runId],
  );
  await addAttempts(dataSource, `run_id = '${open.runId}' AND status IN ('sent', 'failed')`, 2);
  return { ownerId, otherId, old, open, foreign };
}

async function addRun(
  dataSource: DataSource,
  ownerId: string,
  {
    skip = 0,
    size,
    status,
    isOver = false,
  }: { skip?: number; size: number; status: string; isOver?: boolean },
): Promise<Ids> {
  const [ids] = await dataSource.query<[Ids]>(
    `WITH mailing AS (
       INSERT INTO mailings (owner_id, message_id, channel, timezone, status)
       VALUES ($1, new_id(), 'email', 'UTC', 'running') RETURNING id, owner_id, message_id
     ), run AS (
       INSERT INTO runs (mailing_id, owner_id, message_id, number, trigger, status, local_date, scheduled_for, started_at,
         finished_at, channel, subject, text, sender_name, sender_address, snapshot_done_at)
       SELECT id, owner_id, message_id, 1, 'manual', CASE WHEN $3 THEN 'completed' ELSE 'running' END, current_date, now(),
         now(), CASE WHEN $3 THEN now() END, 'email', 'News', 'All.', 'Postledger', 'post@sender.example', now()
       FROM mailing RETURNING *
     ), people AS (
       SELECT id, email, row_number() OVER (ORDER BY id) - $4::int AS place FROM clients WHERE owner_id = $1
       ORDER BY id OFFSET $4::int LIMIT $2::int
     ), added AS (
       INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient, status)
       SELECT $1, run.mailing_id, run.id, p.id, p.email, ${status} FROM people p, run ORDER BY place
       RETURNING run_id, mailing_id, client_id, number
     )
     SELECT run_id AS "runId", mailing_id AS "mailingId", client_id AS "clientId",
       (SELECT message_id FROM run) AS "messageId" FROM added ORDER BY number OFFSET 10 LIMIT 1`,
    [ownerId, size, isOver, skip],
  );
  return ids;
}

/** As many at each of these deliveries, two days apart; their ids tell their times. */
async function addAttempts(dataSource: DataSource, which: string, rounds: number): Promise<void> {
  await dataSource.query(
    `WITH made AS MATERIALIZED (
       SELECT d.*, now() - round * interval '2 days' - d.number * interval '1 s' AS at, round
       FROM deliveries d, generate_series(1, $1::int) AS round WHERE ${which}
     ), timed AS (
       SELECT *, lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS hex FROM made
     )
     INSERT INTO attempts (id, at, status, stage, duration_ms, owner_id, delivery_id, run_id, mailing_id, message_id,
       client_id, recipient)
     SELECT overlay(new_id()::text PLACING substr(hex, 1, 8) || '-' || substr(hex, 9, 4) FROM 1 FOR 13)::uuid, t.at,
       CASE WHEN t.status = 'uncertain' THEN 'uncertain' WHEN t.number % 500 = 0 AND round = $1 THEN 'fail' ELSE 'success'
       END, 'dot', 12, t.owner_id, t.id, t.run_id, t.mailing_id, r.message_id, t.client_id, t.recipient
     FROM timed t JOIN runs r ON r.id = t.run_id`,
    [rounds],
  );
}
