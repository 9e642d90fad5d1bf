import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The attempts in a part for each month, so that old months go at once, and counted as they are written. */
export class AttemptsByMonth1763700000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER attempts_append_only ON attempts`);
    await runner.query(`ALTER TABLE attempts RENAME TO attempts_before`);
    await runner.query(`ALTER TABLE attempts_before RENAME CONSTRAINT attempts_pkey TO attempts_before_pkey`);
    await runner.query(
      `ALTER TABLE attempts_before RENAME CONSTRAINT attempts_status_check TO attempts_before_status_check`,
    );
    await dropIndexes(runner);
    await runner.query(`
      CREATE TABLE attempts (
        ${columns},
        CONSTRAINT attempts_pkey PRIMARY KEY (id, at),
        CONSTRAINT attempts_status_check CHECK (status IN ('success', 'fail', 'uncertain'))
      ) PARTITION BY RANGE (at)`);
    // For attempts of a month that nobody made a part for: none is ever refused.
    await runner.query(`CREATE TABLE attempts_other PARTITION OF attempts DEFAULT`);
    // The part of the month in which the instant lies, in UTC; answers its name.
    await runner.query(`
      CREATE FUNCTION make_attempts_part(instant timestamptz) RETURNS text LANGUAGE plpgsql AS $$
      DECLARE
        starts timestamptz := date_trunc('month', instant, 'UTC');
        part text := to_char(starts AT TIME ZONE 'UTC', '"attempts_"YYYY_MM');
      BEGIN
        IF to_regclass(part) IS NULL THEN
          EXECUTE format('CREATE TABLE %I PARTITION OF attempts FOR VALUES FROM (%L) TO (%L)', part, starts,
            date_trunc('month', (starts AT TIME ZONE 'UTC' + interval '40 days') AT TIME ZONE 'UTC', 'UTC'));
        END IF;
        RETURN part;
      END $$`);
    await runner.query(`
      SELECT make_attempts_part(instant) FROM (
        SELECT DISTINCT date_trunc('month', at, 'UTC') AS instant FROM attempts_before
        UNION SELECT (date_trunc('month', now() AT TIME ZONE 'UTC') + ahead * interval '1 month') AT TIME ZONE 'UTC'
          FROM generate_series(0, 3) AS ahead
      ) AS month`);
    await runner.query(`INSERT INTO attempts (${columnNames}) SELECT ${columnNames} FROM attempts_before`);
    await runner.query(`DROP TABLE attempts_before`);
    await createIndexes(runner);
    await createAppendOnlyTrigger(runner);

    // Few rows a mailing, however many attempts it makes. Code 0: there was no reply.
    await runner.query(`
      CREATE TABLE attempt_counts (
        mailing_id uuid NOT NULL,
        hour timestamptz(3) NOT NULL,
        code int NOT NULL,
        owner_id uuid NOT NULL,
        success bigint NOT NULL,
        fail bigint NOT NULL,
        uncertain bigint NOT NULL,
        CONSTRAINT attempt_counts_pkey PRIMARY KEY (mailing_id, hour, code)
      ) WITH (fillfactor = 50)`);
    await runner.query(`CREATE INDEX attempt_counts_owner_idx ON attempt_counts (owner_id)`);
    await runner.query(`CREATE INDEX attempt_counts_hour_idx ON attempt_counts (hour)`);
    await runner.query(`
      CREATE TABLE attempt_domains (
        mailing_id uuid NOT NULL,
        domain text NOT NULL,
        success bigint NOT NULL,
        fail bigint NOT NULL,
        uncertain bigint NOT NULL,
        CONSTRAINT attempt_domains_pkey PRIMARY KEY (mailing_id, domain)
      ) WITH (fillfactor = 50)`);
    await runner.query(countedByHour('attempts'));
    await runner.query(countedByDomain('attempts'));

    // In the statement that writes the attempts, whoever writes them: attempts and counts never disagree. Rows are
    // counted in one order everywhere, so that two workers never wait for each other.
    await runner.query(`
      CREATE FUNCTION count_attempts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        ${countedByHour('added')};
        ${countedByDomain('added')};
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER attempts_counted AFTER INSERT ON attempts REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION count_attempts()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE attempts RENAME TO attempts_by_month`);
    await runner.query(
      `ALTER TABLE attempts_by_month RENAME CONSTRAINT attempts_pkey TO attempts_by_month_pkey`,
    );
    await dropIndexes(runner);
    await runner.query(`
      CREATE TABLE attempts (
        ${columns},
        CONSTRAINT attempts_pkey PRIMARY KEY (id),
        CONSTRAINT attempts_status_check CHECK (status IN ('success', 'fail', 'uncertain'))
      )`);
    await runner.query(`INSERT INTO attempts (${columnNames}) SELECT ${columnNames} FROM attempts_by_month`);
    await runner.query(`DROP TABLE attempts_by_month`);
    await createIndexes(runner);
    await createAppendOnlyTrigger(runner);
    await runner.query(`DROP FUNCTION count_attempts()`);
    await runner.query(`DROP FUNCTION make_attempts_part(timestamptz)`);
    await runner.query(`DROP TABLE attempt_domains`);
    await runner.query(`DROP TABLE attempt_counts`);
  }
}

const columns = `
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
  recipient text NOT NULL`;

const columnNames = columns
  .trim()
  .split(',\n')
  .map((line) => line.trim().split(' ')[0])
  .join(', ');

const indexes: Readonly<Record<string, string>> = {
  attempts_owner_idx: 'owner_id, id',
  attempts_mailing_idx: 'mailing_id, id',
  attempts_run_idx: 'run_id, id',
  attempts_delivery_idx: 'delivery_id, id',
  attempts_client_idx: 'client_id, id',
};

async function dropIndexes(runner: QueryRunner): Promise<void> {
  for (const name of Object.keys(indexes)) await runner.query(`DROP INDEX ${name}`);
}

async function createIndexes(runner: QueryRunner): Promise<void> {
  for (const [name, on] of Object.entries(indexes)) {
    await runner.query(`CREATE INDEX ${name} ON attempts (${on})`);
  }
}

async function createAppendOnlyTrigger(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TRIGGER attempts_append_only BEFORE UPDATE OR DELETE ON attempts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}

const countsByStatus = `count(*) FILTER (WHERE status = 'success'), count(*) FILTER (WHERE status = 'fail'),
  count(*) FILTER (WHERE status = 'uncertain')`;
const addedUp = `success = total.success + excluded.success, fail = total.fail + excluded.fail,
  uncertain = total.uncertain + excluded.uncertain`;

function countedByHour(source: string): string {
  return `
    INSERT INTO attempt_counts AS total (mailing_id, hour, code, owner_id, success, fail, uncertain)
    SELECT mailing_id, date_trunc('hour', at, 'UTC') AS hour, coalesce(code, 0) AS code, owner_id, ${countsByStatus}
    FROM ${source} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3
    ON CONFLICT (mailing_id, hour, code) DO UPDATE SET ${addedUp}`;
}

function countedByDomain(source: string): string {
  return `
    INSERT INTO attempt_domains AS total (mailing_id, domain, success, fail, uncertain)
    SELECT mailing_id, lower(split_part(recipient, '@', 2)) AS domain, ${countsByStatus}
    FROM ${source} GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (mailing_id, domain) DO UPDATE SET ${addedUp}`;
}
