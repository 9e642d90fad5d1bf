import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mailbox that is read for reports, and who was reported to have a full mailbox. */
export class BouncesByMail1763700000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One row at most: workers take turns at the mailbox by its lease.
    await runner.query(`
      CREATE TABLE bounce_mailbox (
        id boolean NOT NULL DEFAULT true,
        held_by uuid,
        lease_until timestamptz(3),
        next_read_at timestamptz(3) NOT NULL DEFAULT now(),
        last_read_at timestamptz(3),
        failures int NOT NULL DEFAULT 0,
        last_error text,
        CONSTRAINT bounce_mailbox_pkey PRIMARY KEY (id),
        CONSTRAINT bounce_mailbox_is_one CHECK (id)
      )`);
    // A delivery counts once, however often its report comes; the address stands here only as a suppression's key.
    await runner.query(`
      CREATE TABLE full_mailbox_reports (
        delivery_id uuid NOT NULL,
        client_id uuid NOT NULL,
        key bytea NOT NULL,
        at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT full_mailbox_reports_pkey PRIMARY KEY (delivery_id)
      )`);
    await runner.query(`CREATE INDEX full_mailbox_reports_client_idx ON full_mailbox_reports (client_id)`);
    await runner.query(`CREATE INDEX full_mailbox_reports_at_idx ON full_mailbox_reports (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE full_mailbox_reports`);
    await runner.query(`DROP TABLE bounce_mailbox`);
  }
}
