// Runs of any size straight in the database, by sets: chaos is about sending, not about how clients got there.
import { randomUUID } from 'node:crypto';
import { onServer } from '../../setup/database-url.js';

export interface SeededRun {
  mailingId: string;
  runId: string;
}

/** Every step of every delivery is written down, so that a failure can be explained afterwards. */
const diaryStatements = [
  `CREATE TABLE IF NOT EXISTS diary (
     step bigserial, id uuid, was text, became text, epoch int, lease_was timestamptz, began_at timestamptz,
     written_at timestamptz DEFAULT clock_timestamp(), pid int, statement text)`,
  `CREATE OR REPLACE FUNCTION write_diary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     INSERT INTO diary (id, was, became, epoch, lease_was, began_at, pid, statement)
     VALUES (new.id, old.status, new.status, new.epoch, old.lease_until, now(), pg_backend_pid(),
       left(regexp_replace(current_query(), '\\s+', ' ', 'g'), 60));
     RETURN new; END $$`,
  `CREATE OR REPLACE TRIGGER write_diary AFTER UPDATE ON deliveries FOR EACH ROW EXECUTE FUNCTION write_diary()`,
];

/** An open run with a whole snapshot; workers find it by themselves. `domain` says how the sink treats its clients. */
export async function seedRun(url: string, count: number, domain = 'example.com'): Promise<SeededRun> {
  const name = randomUUID().slice(0, 8);
  for (const statement of diaryStatements) await onServer(url, statement);
  const [row] = await onServer<SeededRun>(
    url,
    `WITH owner AS (
       INSERT INTO users (email, confirmed_at) VALUES ($1 || '@owners.example', now()) RETURNING id
     ), message AS (
       INSERT INTO messages (owner_id, subject, text)
       SELECT id, 'News for {{fullName}}', 'Dear {{fullName}}, this is all.' FROM owner RETURNING id, subject, text
     ), mailing AS (
       INSERT INTO mailings (owner_id, message_id, channel, audience_filter, timezone, status, started_at)
       SELECT owner.id, message.id, 'email', '{}', 'UTC', 'running', now() FROM owner, message RETURNING id, owner_id
     ), run AS (
       INSERT INTO runs (mailing_id, owner_id, number, trigger, status, local_date, scheduled_for, started_at,
         message_id, channel, subject, text, sender_name, sender_address, snapshot_done_at, total)
       SELECT mailing.id, mailing.owner_id, 1, 'manual', 'running', current_date, now(), now(), message.id, 'email',
         message.subject, message.text, 'Postledger', 'postledger@sender.example', now(), $2
       FROM mailing, message RETURNING id, mailing_id, owner_id
     ), people AS (
       INSERT INTO clients (owner_id, email, full_name)
       SELECT owner.id, 'client-' || serial || '-' || $1 || '@' || $3, 'Anna ' || serial
       FROM owner, generate_series(1, $2) AS serial RETURNING id, email, full_name
     ), rows AS (
       INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient, recipient_name, slots)
       SELECT run.owner_id, run.mailing_id, run.id, people.id, people.email, people.full_name,
         jsonb_build_object('fullName', people.full_name)
       FROM run, people
     )
     SELECT id AS "runId", mailing_id AS "mailingId" FROM run`,
    [name, count, domain],
  );
  return row!;
}
