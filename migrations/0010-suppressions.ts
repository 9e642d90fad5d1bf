import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who must not be written to any more, and the one way in which the attempts may change: the erasure of a client. */
export class Suppressions1763700000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The key outlives the contact: whoever was erased stays suppressed without being named.
    await runner.query(`
      CREATE FUNCTION suppression_key(owner_id uuid, contact text) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
      AS $$ SELECT sha256(convert_to(owner_id::text || ':' || lower(contact), 'UTF8')) $$`);
    await runner.query(`
      CREATE TABLE suppressions (
        id uuid NOT NULL DEFAULT new_id(),
        owner_id uuid NOT NULL,
        contact text,
        key bytea NOT NULL,
        reason text NOT NULL,
        source text NOT NULL,
        mailing_id uuid,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT suppressions_pkey PRIMARY KEY (id),
        CONSTRAINT suppressions_reason_check CHECK (reason IN ('unsubscribed', 'hard_bounce', 'complaint', 'manual')),
        CONSTRAINT suppressions_source_check CHECK (source IN ('page', 'one_click', 'reply', 'report', 'person'))
      )`);
    await runner.query(`CREATE UNIQUE INDEX suppressions_key_key ON suppressions (key)`);
    await runner.query(`CREATE INDEX suppressions_owner_idx ON suppressions (owner_id, id)`);

    // An erasure says so for its own transaction, and then may change what names a person, and nothing else.
    await runner.query(`
      CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND coalesce(current_setting('postledger.erasing', true), '') = 'on' THEN
          IF TG_LEVEL = 'STATEMENT' THEN RETURN NULL; END IF;
          IF to_jsonb(OLD) - ARRAY['recipient', 'reply', 'error'] = to_jsonb(NEW) - ARRAY['recipient', 'reply', 'error']
          THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'the table % is append-only', TG_TABLE_NAME;
      END $$`);
    await runner.query(`DROP TRIGGER attempts_append_only ON attempts`);
    await runner.query(`
      CREATE TRIGGER attempts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attempts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_but_erasure()`);
    await runner.query(`
      CREATE TRIGGER attempts_keep_their_words BEFORE UPDATE ON attempts
      FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER attempts_keep_their_words ON attempts`);
    await runner.query(`DROP TRIGGER attempts_append_only ON attempts`);
    await runner.query(`
      CREATE TRIGGER attempts_append_only BEFORE UPDATE OR DELETE ON attempts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`DROP FUNCTION refuse_change_but_erasure()`);
    await runner.query(`DROP TABLE suppressions`);
    await runner.query(`DROP FUNCTION suppression_key(uuid, text)`);
  }
}
