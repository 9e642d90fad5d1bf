import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A letter on its way changes no index any more. Its delivery changes three times (claimed, past the barrier,
 * answered), and each change of a column that an index names, were it only in its WHERE, writes a new entry into every
 * index of the table. What was asked of those indexes is known from elsewhere now: how far a run has been claimed
 * (`claim_cursors`), which deliveries workers hold (`claims`), and what waits for its time (`next_attempt_at`).
 */
export class ClaimsInBatches1763700000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE claim_cursors (
        run_id uuid NOT NULL,
        claimed_to bigint NOT NULL DEFAULT 0,
        CONSTRAINT claim_cursors_pkey PRIMARY KEY (run_id)
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE TABLE claims (
        id bigint GENERATED ALWAYS AS IDENTITY,
        run_id uuid NOT NULL,
        numbers bigint[] NOT NULL,
        check_at timestamptz(3) NOT NULL,
        CONSTRAINT claims_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE INDEX claims_run_idx ON claims (run_id)`);
    await runner.query(`CREATE INDEX claims_check_idx ON claims (check_at)`);

    // Whoever opens a run: without its cursor nothing of it would ever be claimed.
    await runner.query(`
      CREATE FUNCTION begin_claims() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO claim_cursors (run_id) VALUES (NEW.id);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER runs_begin_claims AFTER INSERT ON runs FOR EACH ROW EXECUTE FUNCTION begin_claims()`);

    await runner.query(`
      INSERT INTO claim_cursors (run_id, claimed_to)
      SELECT id, coalesce((SELECT max(number) FROM deliveries WHERE run_id = runs.id), 0) FROM runs`);
    await runner.query(`
      UPDATE deliveries SET next_attempt_at = now() WHERE status = 'pending' AND next_attempt_at IS NULL`);
    await runner.query(`
      INSERT INTO claims (run_id, numbers, check_at)
      SELECT run_id, array_agg(number), now() FROM deliveries WHERE status IN ('leased', 'sending') GROUP BY run_id`);

    for (const name of ['pending', 'deferred', 'held', 'uncertain']) {
      await runner.query(`DROP INDEX deliveries_${name}_idx`);
    }
    await runner.query(`ALTER TABLE deliveries ADD is_undecided boolean NOT NULL DEFAULT false`);
    await runner.query(`UPDATE deliveries SET is_undecided = true WHERE status = 'uncertain'`);
    await runner.query(`
      ALTER TABLE deliveries ADD CONSTRAINT deliveries_undecided_check CHECK (is_undecided = (status = 'uncertain'))`);
    await runner.query(
      `CREATE INDEX deliveries_undecided_idx ON deliveries (owner_id, number) WHERE is_undecided`,
    );
    await runner.query(
      `CREATE INDEX deliveries_waiting_idx ON deliveries (run_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
    );
    // Half of each page is free for the new versions of its rows: only then they need no new entries (HOT).
    await runner.query(`ALTER TABLE deliveries SET (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE deliveries SET (fillfactor = 70)`);
    await runner.query(`DROP INDEX deliveries_waiting_idx`);
    await runner.query(`DROP INDEX deliveries_undecided_idx`);
    await runner.query(`ALTER TABLE deliveries DROP COLUMN is_undecided`);
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
    await runner.query(`DROP TRIGGER runs_begin_claims ON runs`);
    await runner.query(`DROP FUNCTION begin_claims()`);
    await runner.query(`DROP TABLE claims`);
    await runner.query(`DROP TABLE claim_cursors`);
  }
}
