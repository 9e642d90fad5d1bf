import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that letters carry: the contents once for each owner, and who refers to them, messages and runs. */
export class Attachments1763700000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attachment_contents (
        owner_id uuid NOT NULL,
        hash bytea NOT NULL,
        bytes bytea NOT NULL,
        CONSTRAINT attachment_contents_pkey PRIMARY KEY (owner_id, hash)
      )`);
    // Most files are compressed already.
    await runner.query(`ALTER TABLE attachment_contents ALTER COLUMN bytes SET STORAGE EXTERNAL`);

    await runner.query(`
      CREATE TABLE attachments (
        id uuid NOT NULL DEFAULT new_id(),
        message_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        name text NOT NULL,
        type text NOT NULL,
        size int NOT NULL,
        hash bytea NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT attachments_pkey PRIMARY KEY (id),
        CONSTRAINT attachments_message_fkey FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE,
        CONSTRAINT attachments_content_fkey FOREIGN KEY (owner_id, hash)
          REFERENCES attachment_contents (owner_id, hash)
      )`);
    await runner.query(`CREATE INDEX attachments_message_idx ON attachments (message_id, id)`);
    await runner.query(`CREATE INDEX attachments_content_idx ON attachments (owner_id, hash)`);

    await runner.query(`
      CREATE TABLE run_attachments (
        run_id uuid NOT NULL,
        position int NOT NULL,
        owner_id uuid NOT NULL,
        name text NOT NULL,
        type text NOT NULL,
        size int NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT run_attachments_pkey PRIMARY KEY (run_id, position),
        CONSTRAINT run_attachments_run_fkey FOREIGN KEY (run_id) REFERENCES runs (id) ON DELETE CASCADE,
        CONSTRAINT run_attachments_content_fkey FOREIGN KEY (owner_id, hash)
          REFERENCES attachment_contents (owner_id, hash)
      )`);
    await runner.query(`CREATE INDEX run_attachments_content_idx ON run_attachments (owner_id, hash)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE run_attachments, attachments, attachment_contents`);
  }
}
