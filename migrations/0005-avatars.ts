import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures of accounts: where each of their sizes is. */
export class Avatars1763700000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users ADD COLUMN avatar jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users DROP COLUMN avatar`);
  }
}
