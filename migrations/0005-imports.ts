import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Both are trusted extensions: whoever may create in the database may create them. Without them lists are slower. */
const tryExtension = (name: string) => `
  DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS ${name};
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
    RAISE NOTICE '${name} is not available: some lists of clients are slower without it';
  END $$`;

/** Imports of clients with their files, and what the lists of a million clients need. */
export class Imports1763700000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE imports (
        id uuid NOT NULL DEFAULT new_id(),
        owner_id uuid NOT NULL,
        file_name text NOT NULL DEFAULT '',
        status text NOT NULL DEFAULT 'uploading',
        merge text NOT NULL DEFAULT 'update',
        dry_run boolean NOT NULL DEFAULT false,
        encoding text,
        is_clean boolean NOT NULL DEFAULT true,
        bytes bigint NOT NULL DEFAULT 0,
        bytes_read bigint NOT NULL DEFAULT 0,
        header text[],
        records int NOT NULL DEFAULT 0,
        total int NOT NULL DEFAULT 0,
        created int NOT NULL DEFAULT 0,
        updated int NOT NULL DEFAULT 0,
        skipped int NOT NULL DEFAULT 0,
        rejected int NOT NULL DEFAULT 0,
        fault jsonb,
        tries int NOT NULL DEFAULT 0,
        lease_token uuid,
        lease_until timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        CONSTRAINT imports_pkey PRIMARY KEY (id),
        CONSTRAINT imports_status_check
          CHECK (status IN ('uploading', 'queued', 'running', 'completed', 'failed')),
        CONSTRAINT imports_merge_check CHECK (merge IN ('update', 'skip'))
      )`);
    await runner.query(`CREATE INDEX imports_owner_id_idx ON imports (owner_id, id)`);
    await runner.query(
      `CREATE UNIQUE INDEX imports_one_at_a_time_key ON imports (owner_id) WHERE finished_at IS NULL`,
    );
    await runner.query(`CREATE INDEX imports_open_idx ON imports (lease_until) WHERE finished_at IS NULL`);

    await runner.query(`
      CREATE TABLE import_chunks (
        import_id uuid NOT NULL,
        number int NOT NULL,
        bytes bytea NOT NULL,
        CONSTRAINT import_chunks_pkey PRIMARY KEY (import_id, number),
        CONSTRAINT import_chunks_import_fkey FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE CASCADE
      )`);
    // Written once, read once, deleted: compressing it would cost more than it saves.
    await runner.query(`ALTER TABLE import_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL`);

    await runner.query(`
      CREATE TABLE import_rejects (
        import_id uuid NOT NULL,
        line int NOT NULL,
        cells jsonb NOT NULL,
        errors jsonb NOT NULL,
        CONSTRAINT import_rejects_pkey PRIMARY KEY (import_id, line),
        CONSTRAINT import_rejects_import_fkey FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE CASCADE
      )`);

    await runner.query(`
      CREATE TABLE import_drafts (
        import_id uuid NOT NULL,
        client_id uuid NOT NULL,
        email text,
        phone text,
        CONSTRAINT import_drafts_pkey PRIMARY KEY (import_id, client_id),
        CONSTRAINT import_drafts_import_fkey FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE CASCADE
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX import_drafts_email_key ON import_drafts (import_id, lower(email))`,
    );
    await runner.query(`CREATE UNIQUE INDEX import_drafts_phone_key ON import_drafts (import_id, phone)`);

    await runner.query(
      `CREATE INDEX clients_owner_email_order_idx ON clients (owner_id, coalesce(lower(email), ''), id)`,
    );
    await runner.query(tryExtension('btree_gin'));
    await runner.query(tryExtension('pg_trgm'));
    await this.indexWhere(
      runner,
      'btree_gin',
      `CREATE INDEX clients_tags_idx ON clients USING gin (owner_id, tags)`,
    );
    await this.indexWhere(
      runner,
      'pg_trgm',
      `CREATE INDEX clients_search_idx ON clients
         USING gin (full_name gin_trgm_ops, email gin_trgm_ops, phone gin_trgm_ops)`,
    );
  }

  private async indexWhere(runner: QueryRunner, extension: string, statement: string): Promise<void> {
    const found = await runner.query(`SELECT 1 FROM pg_extension WHERE extname = $1`, [extension]);
    if (found.length > 0) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The extensions stay: somebody else in this database may use them by now.
    await runner.query(
      `DROP INDEX IF EXISTS clients_search_idx, clients_tags_idx, clients_owner_email_order_idx`,
    );
    await runner.query(`DROP TABLE import_drafts, import_rejects, import_chunks, imports`);
  }
}
