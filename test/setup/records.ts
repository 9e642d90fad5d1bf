// A service in which everything has so many records: whatever costs more with more of them shows it.
import { randomUUID } from 'node:crypto';
import { aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from './app.js';

export class Records {
  private constructor(
    readonly app: TestApp,
    /** How many of everything. */
    readonly size: number,
    readonly ownerId: string,
    readonly tokens: Readonly<Record<'owner' | 'admin' | 'nobody', string | undefined>>,
  ) {}

  /** Nothing is cached: each request asks what it needs itself. */
  static async start(size: number, env: Record<string, string> = {}): Promise<Records> {
    const app = await startTestApp({ CACHE_ENABLED: 'false', ...env });
    const owner = await aUser(app.dataSource);
    const admin = await aUser(app.dataSource, { role: 'admin' });
    const tokens = { owner: await tokenOf(owner), admin: await tokenOf(admin), nobody: undefined };
    const records = new Records(app, size, owner.id, tokens);
    await records.fill();
    return records;
  }

  /** Of one owner, unless it says something else: the lists show all of it. */
  private async fill(): Promise<void> {
    await this.clients();
    for (let one = 0; one < this.size; one += 1) await this.ask(insertMessage, [this.ownerId]);
    await this.mailing();
    await this.user();
    for (const statement of fillings) await this.ask(statement, [this.ownerId, this.size]);
  }

  /** Clients whom nobody has written to; their ids. */
  clients(): Promise<string[]> {
    return this.ask(
      `INSERT INTO clients (owner_id, email, full_name, tags, operator_code)
       SELECT $1, 'client-' || gen_random_uuid() || '@example.com', 'Anna', ARRAY['tag ' || one], (100 + one)::text
       FROM generate_series(1, $2::int) AS one RETURNING id`,
      [this.ownerId, this.size],
    );
  }

  /** A mailing with chosen clients and runs that are over, each with a delivery and an attempt. */
  async mailing({
    status = 'created',
    delivered = 'sent',
    ownerId = this.ownerId,
  }: { status?: 'created' | 'completed'; delivered?: 'sent' | 'uncertain'; ownerId?: string } = {}) {
    const [messageId] = await this.ask(insertMessage, [ownerId]);
    const [id] = await this.ask(
      `INSERT INTO mailings (owner_id, name, message_id, channel, timezone, status)
       VALUES ($1, 'News ' || gen_random_uuid(), $2, 'email', 'UTC', $3) RETURNING id`,
      [ownerId, messageId, status],
    );
    await this.ask(
      `WITH chosen AS (
         INSERT INTO mailing_clients (mailing_id, client_id)
         SELECT $1, unnest($2::uuid[]) RETURNING client_id AS id
       ), numbered AS (SELECT id, row_number() OVER () AS number FROM chosen), run AS (
         INSERT INTO runs (${columnsOfRun}, ${delivered})
         SELECT $1, $3, number, 'manual', 'completed', now()::date, now(), now(), now(), 'email', 'Hello', 'Dear',
           'Post', 'post@example.com', now(), 1, 1 FROM numbered RETURNING id, number
       ), delivery AS (
         INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient, status)
         SELECT $3, $1, run.id, numbered.id, 'anna@example.com', $4
         FROM run JOIN numbered USING (number) RETURNING id, run_id, client_id
       )
       INSERT INTO attempts (${columnsOfAttempt})
       SELECT now(), 'success', 'dot', 250, 12, $3, id, run_id, $1, client_id, 'anna@example.com' FROM delivery`,
      [id, await this.clients(), ownerId, delivered],
    );
    return id!;
  }

  /** The same with an open run in which deliveries wait. */
  async running(): Promise<string> {
    const id = await this.mailing();
    await this.ask(
      `WITH run AS (
         INSERT INTO runs (${columnsOfRun})
         SELECT $1, $2, $3 + 1, 'manual', 'running', now()::date, now(), now(), NULL, 'email', 'Hello', 'Dear', 'Post',
           'post@example.com', now(), $3 RETURNING id
       ), begun AS (UPDATE mailings SET status = 'running' WHERE id = $1)
       INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient)
       SELECT $2, $1, run.id, gen_random_uuid(), 'anna@example.com' FROM run, generate_series(1, $3::int)`,
      [id, this.ownerId, this.size],
    );
    return id;
  }

  /** A delivery of a mailing, one of many. */
  async delivery(status: 'sent' | 'uncertain' = 'sent'): Promise<string> {
    const mailingId = await this.mailing({ delivered: status });
    const [id] = await this.ask(`SELECT id FROM deliveries WHERE mailing_id = $1 LIMIT 1`, [mailingId]);
    return id!;
  }

  /** A client whom mailings have chosen, have written to and are about to write to again. */
  async client(): Promise<string> {
    const email = `${randomUUID()}@example.com`;
    const [id] = await this.ask(
      `INSERT INTO clients (owner_id, email, full_name) VALUES ($1, $2, 'Anna') RETURNING id`,
      [this.ownerId, email],
    );
    await this.ask(
      `WITH mailing AS (
         INSERT INTO mailings (owner_id, channel, timezone, status)
         SELECT $1, 'email', 'UTC', 'running' FROM generate_series(1, $4::int) RETURNING id
       ), chosen AS (
         INSERT INTO mailing_clients (mailing_id, client_id) SELECT id, $2 FROM mailing
       ), run AS (
         INSERT INTO runs (${columnsOfRun})
         SELECT id, $1, 1, 'manual', 'running', now()::date, now(), now(), NULL, 'email', 'Hello', 'Dear', 'Post',
           'post@example.com', now(), 1 FROM mailing RETURNING id, mailing_id
       ), delivery AS (
         INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient)
         SELECT $1, mailing_id, id, $2, $3 FROM run RETURNING id, run_id, mailing_id
       )
       INSERT INTO attempts (${columnsOfAttempt})
       SELECT now(), 'fail', 'dot', 451, 12, $1, id, run_id, mailing_id, $2, $3 FROM delivery`,
      [this.ownerId, id, email, this.size],
    );
    return id!;
  }

  /** A message with files, and with mailings that are over. */
  async message(): Promise<string> {
    const [id] = await this.ask(insertMessage, [this.ownerId]);
    await this.ask(
      `WITH content AS (
         INSERT INTO attachment_contents (owner_id, hash, bytes)
         SELECT $1, sha256(convert_to($2::uuid || '-' || one, 'UTF8')), 'words' FROM generate_series(1, $3::int) AS one RETURNING hash
       ), done AS (
         INSERT INTO mailings (owner_id, message_id, channel, timezone, status)
         SELECT $1, $2, 'email', 'UTC', 'completed' FROM generate_series(1, $3::int)
       )
       INSERT INTO attachments (message_id, owner_id, name, type, size, hash)
       SELECT $2, $1, 'a.txt', 'text/plain', 5, hash FROM content`,
      [this.ownerId, id, this.size],
    );
    return id!;
  }

  /** A user with mailings, groups, log-ins and keys. */
  async user(): Promise<string> {
    const { id } = await aUser(this.app.dataSource);
    for (const statement of fillingsOfUser) await this.ask(statement, [id, this.size]);
    return id;
  }

  /** A group with members. */
  async group(): Promise<string> {
    const [id] = await this.ask(
      `INSERT INTO groups (name) VALUES ('Group ' || gen_random_uuid()) RETURNING id`,
    );
    await this.ask(
      `WITH added AS (
         INSERT INTO users (email, confirmed_at)
         SELECT gen_random_uuid() || '@example.com', now() FROM generate_series(1, $2::int) RETURNING id
       ) INSERT INTO group_members (group_id, user_id) SELECT $1, id FROM added`,
      [id, this.size],
    );
    return id!;
  }

  /** The ids that the statement answers. */
  async ask(statement: string, values: unknown[] = []): Promise<string[]> {
    const answer = await this.app.dataSource.query(statement, values);
    // What changes rows answers them with their number.
    const rows = (Array.isArray(answer[0]) ? answer[0] : answer) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

const columnsOfRun = `mailing_id, owner_id, number, trigger, status, local_date, scheduled_for, started_at, finished_at,
  channel, subject, text, sender_name, sender_address, snapshot_done_at, total`;
const columnsOfAttempt = `at, status, stage, code, duration_ms, owner_id, delivery_id, run_id, mailing_id, client_id,
  recipient`;
const insertMessage = `INSERT INTO messages (owner_id, subject, text) VALUES ($1, 'News', 'Hello') RETURNING id`;

/** $1 the user, $2 how many. */
const fillingsOfUser = [
  `INSERT INTO mailings (owner_id, channel, timezone) SELECT $1, 'email', 'UTC' FROM generate_series(1, $2::int)`,
  `WITH made AS (
     INSERT INTO groups (name) SELECT 'Group ' || gen_random_uuid() FROM generate_series(1, $2::int) RETURNING id
   ) INSERT INTO group_members (group_id, user_id) SELECT id, $1 FROM made`,
  `INSERT INTO sessions (user_id, session_version, expires_at)
   SELECT $1, 1, now() + interval '1 day' FROM generate_series(1, $2::int)`,
  `INSERT INTO api_keys (owner_id, name, hint, key_hash)
   SELECT $1, 'robot', '', uuid_send(gen_random_uuid()) FROM generate_series(1, $2::int)`,
];

/** $1 the owner, $2 how many. */
const fillings = [
  ...fillingsOfUser,
  `WITH made AS (
     INSERT INTO imports (owner_id, status, header, rejected, finished_at)
     SELECT $1, 'completed', ARRAY['email'], $2::int, now() FROM generate_series(1, $2::int) RETURNING id
   ) INSERT INTO import_rejects (import_id, line, cells, errors)
     SELECT id, line, '["a"]', '[{"field": "email", "code": "email_invalid", "message": "must be an address"}]'
     FROM made, generate_series(1, $2::int) AS line`,
  `INSERT INTO suppressions (owner_id, contact, key, reason, source)
   SELECT $1, one || '@example.com', suppression_key($1, one || '@example.com'), 'manual', 'person'
   FROM generate_series(1, $2::int) AS one`,
  `INSERT INTO audit_events (action, actor_id, target_type, target_id, target_name)
   SELECT 'mailing.stopped', $1, 'mailing', id, '' FROM mailings, generate_series(1, $2::int)`,
  `INSERT INTO users (email, full_name, confirmed_at)
   SELECT gen_random_uuid() || '@example.com', 'Friend of ' || $1::uuid, now() FROM generate_series(1, $2::int)`,
  `INSERT INTO posts (slug, title, content, publish_at, author_id)
   SELECT 'a-post-' || one, 'A post', '<p>Words</p>', now() - interval '1 day', $1 FROM generate_series(1, $2::int) AS one`,
  `INSERT INTO contacts (name, message, email)
   SELECT 'Anna', 'I know ' || $1::uuid, 'anna@example.com' FROM generate_series(1, $2::int)`,
  `INSERT INTO inbox_mails (mail_from, rcpt_to, raw)
   SELECT 'a@example.com', $1::uuid || '@example.com', convert_to('From: a@example.com', 'UTF8') FROM generate_series(1, $2::int)`,
];
