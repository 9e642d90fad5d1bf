import type { MigrationInterface, QueryRunner } from 'typeorm';

const idBeforePostgres18 = `
  CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
      PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
      FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
  $$`;

const idSincePostgres18 = `
  CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$ SELECT uuidv7() $$`;

/** Users, clients, messages, mailings, and the ledger of runs, deliveries and attempts. */
export class TheLedger1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ version }] = await runner.query(`SELECT current_setting('server_version_num')::int AS version`);
    // Ids are UUIDv7 (RFC 9562, section 5.7): they sort by time, so that lists page by id.
    await runner.query(version >= 180000 ? idSincePostgres18 : idBeforePostgres18);

    await runner.query(`
      CREATE TABLE users (
        id uuid NOT NULL DEFAULT new_id(),
        email text NOT NULL,
        password_hash text,
        full_name text NOT NULL DEFAULT '',
        phone text,
        country text,
        language text NOT NULL DEFAULT 'ru',
        timezone text,
        role text NOT NULL DEFAULT 'user',
        confirmed_at timestamptz(3),
        blocked_at timestamptz(3),
        session_version int NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT users_pkey PRIMARY KEY (id),
        CONSTRAINT users_role_check CHECK (role IN ('user', 'manager', 'admin')),
        CONSTRAINT users_language_check CHECK (language IN ('ru', 'en'))
      )`);
    await runner.query(`CREATE UNIQUE INDEX users_email_key ON users (lower(email))`);

    await runner.query(`
      CREATE TABLE clients (
        id uuid NOT NULL DEFAULT new_id(),
        owner_id uuid NOT NULL,
        email text,
        phone text,
        full_name text NOT NULL,
        comment text NOT NULL DEFAULT '',
        operator_code text,
        tags text[] NOT NULL DEFAULT '{}',
        timezone text,
        attributes jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT clients_pkey PRIMARY KEY (id),
        CONSTRAINT clients_contact_check CHECK (email IS NOT NULL OR phone IS NOT NULL),
        CONSTRAINT clients_phone_check CHECK (phone ~ '^7[0-9]{10}$'),
        CONSTRAINT clients_operator_code_check CHECK (operator_code ~ '^[0-9]{3}$')
      )`);
    await runner.query(`CREATE UNIQUE INDEX clients_owner_email_key ON clients (owner_id, lower(email))`);
    await runner.query(`CREATE UNIQUE INDEX clients_owner_phone_key ON clients (owner_id, phone)`);
    await runner.query(`CREATE INDEX clients_owner_id_idx ON clients (owner_id, id)`);
    await runner.query(`CREATE INDEX clients_owner_name_idx ON clients (owner_id, full_name, id)`);
    await runner.query(
      `CREATE INDEX clients_owner_operator_code_idx ON clients (owner_id, operator_code, id)`,
    );

    await runner.query(`
      CREATE TABLE messages (
        id uuid NOT NULL DEFAULT new_id(),
        owner_id uuid NOT NULL,
        subject text NOT NULL,
        html text,
        text text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT messages_pkey PRIMARY KEY (id),
        CONSTRAINT messages_body_check CHECK (html IS NOT NULL OR text IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX messages_owner_id_idx ON messages (owner_id, id)`);

    await runner.query(`
      CREATE TABLE mailings (
        id uuid NOT NULL DEFAULT new_id(),
        owner_id uuid NOT NULL,
        name text,
        message_id uuid,
        channel text NOT NULL,
        audience_filter jsonb,
        start_at timestamptz(3),
        end_at timestamptz(3),
        timezone text NOT NULL,
        periodicity text NOT NULL DEFAULT 'once',
        local_window jsonb,
        uncertain_policy text NOT NULL DEFAULT 'hold',
        status text NOT NULL DEFAULT 'created',
        paused boolean NOT NULL DEFAULT false,
        pause_reason text,
        disabled boolean NOT NULL DEFAULT false,
        next_run_at timestamptz(3),
        scheduled_at timestamptz(3) NOT NULL DEFAULT now(),
        started_at timestamptz(3),
        finished_at timestamptz(3),
        deleted_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT mailings_pkey PRIMARY KEY (id),
        CONSTRAINT mailings_channel_check CHECK (channel IN ('email', 'sms', 'console')),
        CONSTRAINT mailings_periodicity_check CHECK (periodicity IN ('once', 'daily', 'weekly', 'monthly')),
        CONSTRAINT mailings_status_check CHECK (status IN ('created', 'running', 'completed')),
        CONSTRAINT mailings_uncertain_policy_check CHECK (uncertain_policy IN ('hold', 'resend')),
        CONSTRAINT mailings_window_check CHECK (end_at > start_at)
      )`);
    await runner.query(`CREATE INDEX mailings_owner_id_idx ON mailings (owner_id, id)`);
    await runner.query(
      `CREATE INDEX mailings_due_idx ON mailings (next_run_at) WHERE next_run_at IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX mailings_ending_idx ON mailings (end_at) WHERE status <> 'completed'`);
    await runner.query(`CREATE INDEX mailings_message_idx ON mailings (message_id)`);

    await runner.query(`
      CREATE TABLE mailing_clients (
        mailing_id uuid NOT NULL,
        client_id uuid NOT NULL,
        CONSTRAINT mailing_clients_pkey PRIMARY KEY (mailing_id, client_id)
      )`);
    await runner.query(`CREATE INDEX mailing_clients_client_idx ON mailing_clients (client_id)`);

    await runner.query(`
      CREATE TABLE runs (
        id uuid NOT NULL DEFAULT new_id(),
        mailing_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        number int NOT NULL,
        trigger text NOT NULL,
        status text NOT NULL,
        local_date date NOT NULL,
        scheduled_for timestamptz(3) NOT NULL,
        started_at timestamptz(3) NOT NULL,
        finished_at timestamptz(3),
        ends_at timestamptz(3),
        audience_filter jsonb,
        timezone text NOT NULL DEFAULT 'UTC',
        window_from time,
        window_to time,
        message_id uuid,
        channel text NOT NULL,
        subject text NOT NULL,
        html text,
        text text,
        sender_name text NOT NULL,
        sender_address text NOT NULL,
        snapshot_cursor uuid,
        snapshot_done_at timestamptz(3),
        total int NOT NULL DEFAULT 0,
        sent int NOT NULL DEFAULT 0,
        failed int NOT NULL DEFAULT 0,
        expired int NOT NULL DEFAULT 0,
        uncertain int NOT NULL DEFAULT 0,
        suppressed int NOT NULL DEFAULT 0,
        cancelled int NOT NULL DEFAULT 0,
        CONSTRAINT runs_pkey PRIMARY KEY (id),
        CONSTRAINT runs_trigger_check CHECK (trigger IN ('schedule', 'manual', 'catch_up')),
        CONSTRAINT runs_status_check CHECK (
          status IN ('running', 'completed', 'expired', 'stopped', 'missed', 'skipped'))
      ) WITH (fillfactor = 50)`);
    await runner.query(`CREATE UNIQUE INDEX runs_mailing_number_key ON runs (mailing_id, number)`);
    await runner.query(
      `CREATE UNIQUE INDEX runs_occurrence_key ON runs (mailing_id, local_date) WHERE trigger <> 'manual'`,
    );
    await runner.query(`CREATE UNIQUE INDEX runs_one_open_key ON runs (mailing_id) WHERE status = 'running'`);
    await runner.query(`CREATE INDEX runs_unfinished_idx ON runs (id) WHERE finished_at IS NULL`);

    await runner.query(`
      CREATE TABLE deliveries (
        number bigint GENERATED ALWAYS AS IDENTITY,
        id uuid NOT NULL DEFAULT new_id(),
        owner_id uuid NOT NULL,
        mailing_id uuid NOT NULL,
        run_id uuid NOT NULL,
        client_id uuid NOT NULL,
        recipient text NOT NULL,
        recipient_name text NOT NULL DEFAULT '',
        slots jsonb NOT NULL DEFAULT '{}',
        timezone text,
        status text NOT NULL DEFAULT 'pending',
        epoch int NOT NULL DEFAULT 0,
        lease_until timestamptz(3),
        attempts int NOT NULL DEFAULT 0,
        first_attempt_at timestamptz(3),
        next_attempt_at timestamptz(3),
        sent_at timestamptz(3),
        last_code int,
        last_reply text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT deliveries_pkey PRIMARY KEY (number),
        CONSTRAINT deliveries_status_check CHECK (status IN ('pending', 'leased', 'sending', 'deferred', 'sent',
          'failed', 'uncertain', 'expired', 'suppressed', 'cancelled'))
      ) WITH (fillfactor = 70)`);
    await runner.query(`CREATE UNIQUE INDEX deliveries_id_key ON deliveries (id)`);
    await runner.query(`CREATE INDEX deliveries_run_idx ON deliveries (run_id, number)`);
    await runner.query(`CREATE INDEX deliveries_mailing_idx ON deliveries (mailing_id, number)`);
    await runner.query(`CREATE INDEX deliveries_owner_idx ON deliveries (owner_id, number)`);
    await runner.query(`CREATE INDEX deliveries_client_idx ON deliveries (client_id, number)`);
    await runner.query(
      `CREATE INDEX deliveries_pending_idx ON deliveries (run_id, number) WHERE status = 'pending'`,
    );
    await runner.query(
      `CREATE INDEX deliveries_deferred_idx ON deliveries (run_id, next_attempt_at) WHERE status = 'deferred'`,
    );
    await runner.query(
      `CREATE INDEX deliveries_held_idx ON deliveries (number) WHERE status IN ('leased', 'sending')`,
    );
    await runner.query(
      `CREATE INDEX deliveries_uncertain_idx ON deliveries (owner_id, number) WHERE status = 'uncertain'`,
    );

    await runner.query(`
      CREATE TABLE attempts (
        id uuid NOT NULL DEFAULT new_id(),
        at timestamptz(3) NOT NULL,
        status text NOT NULL,
        stage text NOT NULL,
        code int,
        enhanced_code text,
        reply text,
        error text,
        duration_ms int NOT NULL,
        owner_id uuid NOT NULL,
        delivery_id uuid NOT NULL,
        run_id uuid NOT NULL,
        mailing_id uuid NOT NULL,
        message_id uuid,
        client_id uuid NOT NULL,
        recipient text NOT NULL,
        CONSTRAINT attempts_pkey PRIMARY KEY (id),
        CONSTRAINT attempts_status_check CHECK (status IN ('success', 'fail', 'uncertain'))
      )`);
    await runner.query(`CREATE INDEX attempts_owner_idx ON attempts (owner_id, id)`);
    await runner.query(`CREATE INDEX attempts_mailing_idx ON attempts (mailing_id, id)`);
    await runner.query(`CREATE INDEX attempts_run_idx ON attempts (run_id, id)`);
    await runner.query(`CREATE INDEX attempts_delivery_idx ON attempts (delivery_id, id)`);
    await runner.query(`CREATE INDEX attempts_client_idx ON attempts (client_id, id)`);

    // The ledger only grows: what was written down stays as it was.
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the table % is append-only', TG_TABLE_NAME; END $$`);
    await runner.query(`
      CREATE TRIGGER attempts_append_only BEFORE UPDATE OR DELETE ON attempts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);

    // When a client's local day lets a message in: the instant itself inside the window, else the next opening.
    // A window whose start is after its end runs over midnight.
    await runner.query(`
      CREATE FUNCTION window_opening(at timestamptz, zone text, opens time, closes time) RETURNS timestamptz
      LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE
          WHEN opens < closes AND l.clock::time >= opens AND l.clock::time < closes THEN at
          WHEN opens > closes AND (l.clock::time >= opens OR l.clock::time < closes) THEN at
          WHEN l.clock::time < opens THEN (l.clock::date + opens) AT TIME ZONE zone
          ELSE (l.clock::date + 1 + opens) AT TIME ZONE zone
        END
        FROM (SELECT at AT TIME ZONE zone AS clock) AS l
      $$`);

    // One row for the pace over all workers: when the next message may go out.
    await runner.query(`
      CREATE TABLE send_pace (
        channel text NOT NULL,
        next_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT send_pace_pkey PRIMARY KEY (channel)
      )`);

    // What the built-in development mail server took; kept here so that every process shows the same mails.
    await runner.query(`
      CREATE TABLE inbox_mails (
        id uuid NOT NULL DEFAULT new_id(),
        mail_from text NOT NULL,
        rcpt_to text NOT NULL,
        raw bytea NOT NULL,
        received_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT inbox_mails_pkey PRIMARY KEY (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'inbox_mails',
      'send_pace',
      'attempts',
      'deliveries',
      'runs',
      'mailing_clients',
      'mailings',
      'messages',
      'clients',
      'users',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query(`DROP FUNCTION window_opening(timestamptz, text, time, time)`);
    await runner.query(`DROP FUNCTION refuse_change()`);
    await runner.query(`DROP FUNCTION new_id()`);
  }
}
