import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of a ledger of millions are found by an index, whatever they are filtered by. What arrives at once, as nearly
 * everything does, writes into no more indexes than before: those by status have only the rest.
 */
export class ListsByIndex1763700000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX attempts_delivery_idx`);
    await runner.query(`CREATE INDEX attempts_message_idx ON attempts (message_id, id)`);
    // What the lists ask in the same words: the planner has no estimate for them, and so cannot take a million for few.
    for (const [name, columns] of Object.entries(attemptsByStatus)) {
      await runner.query(
        `CREATE INDEX ${name} ON attempts (${columns}) WHERE coalesce(status <> 'success', false)`,
      );
    }

    // Computed, so that whoever changes a status need not know of it; stored, so that an update that leaves it null
    // writes into none of its indexes (HOT).
    await runner.query(
      `INSERT INTO typeorm_metadata VALUES ('GENERATED_COLUMN', current_database(), 'public', 'deliveries', 'unsent_as', $1)`,
      [unsentAs],
    );
    await runner.query(`DROP INDEX deliveries_undecided_idx`);
    await runner.query(`
      ALTER TABLE deliveries DROP COLUMN is_undecided, ADD unsent_as text GENERATED ALWAYS AS (${unsentAs}) STORED`);
    for (const [name, columns] of Object.entries(deliveriesByStatus)) {
      await runner.query(`CREATE INDEX ${name} ON deliveries (${columns}) WHERE unsent_as IS NOT NULL`);
    }

    for (const [name, on] of Object.entries(inOrder)) await runner.query(`CREATE INDEX ${name} ON ${on}`);
    const found = await runner.query(`SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`);
    if (found.length > 0) {
      await runner.query(
        `CREATE INDEX suppressions_search_idx ON suppressions USING gin (contact gin_trgm_ops)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX IF EXISTS suppressions_search_idx`);
    for (const name of Object.keys({ ...inOrder, ...deliveriesByStatus, ...attemptsByStatus })) {
      await runner.query(`DROP INDEX ${name}`);
    }
    await runner.query(`DELETE FROM typeorm_metadata WHERE name = 'unsent_as'`);
    await runner.query(`ALTER TABLE deliveries DROP COLUMN unsent_as`);
    await runner.query(`ALTER TABLE deliveries ADD is_undecided boolean NOT NULL DEFAULT false`);
    await runner.query(`UPDATE deliveries SET is_undecided = true WHERE status = 'uncertain'`);
    await runner.query(`
      ALTER TABLE deliveries ADD CONSTRAINT deliveries_undecided_check CHECK (is_undecided = (status = 'uncertain'))`);
    await runner.query(
      `CREATE INDEX deliveries_undecided_idx ON deliveries (owner_id, number) WHERE is_undecided`,
    );
    await runner.query(`DROP INDEX attempts_message_idx`);
    await runner.query(`CREATE INDEX attempts_delivery_idx ON attempts (delivery_id, id)`);
  }
}

/** Null on the straight way from pending to sent. */
const unsentAs = `CASE WHEN status NOT IN ('leased', 'sending', 'sent') AND (status <> 'pending' OR next_attempt_at IS NOT NULL) THEN status END`;

const attemptsByStatus = {
  attempts_status_idx: 'status, id',
  attempts_owner_status_idx: '(status || owner_id::text), id',
  attempts_mailing_status_idx: '(status || mailing_id::text), id',
  attempts_message_status_idx: '(status || message_id::text), id',
  attempts_run_status_idx: '(status || run_id::text), id',
};

const deliveriesByStatus = {
  deliveries_unsent_idx: 'unsent_as, number',
  deliveries_owner_unsent_idx: '(unsent_as || owner_id::text), number',
  deliveries_mailing_unsent_idx: '(unsent_as || mailing_id::text), number',
  deliveries_run_unsent_idx: '(unsent_as || run_id::text), number',
};

const never = `'9999-12-31T23:59:59.999Z'::timestamptz`;
const inOrder = {
  mailings_owner_name_idx: `mailings (owner_id, coalesce(name, ''), id)`,
  mailings_owner_start_idx: `mailings (owner_id, coalesce(start_at, ${never}), id)`,
  mailings_owner_next_run_idx: `mailings (owner_id, coalesce(next_run_at, ${never}), id)`,
  messages_owner_subject_idx: 'messages (owner_id, subject, id)',
  suppressions_reason_idx: 'suppressions (reason, id)',
  suppressions_owner_reason_idx: 'suppressions ((reason || owner_id::text), id)',
  users_name_idx: 'users (lower(full_name), id)',
};
