import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words of whoever disabled a mailing, for its owner. */
export class WhyAMailingIsDisabled1763700000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE mailings ADD COLUMN disabled_reason text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE mailings DROP COLUMN disabled_reason`);
  }
}
