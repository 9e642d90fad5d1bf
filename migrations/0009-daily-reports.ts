import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The days that were reported on: whoever writes the row sends the mail. */
export class DailyReports1763700000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE daily_reports (
        day date NOT NULL,
        reported_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT daily_reports_pkey PRIMARY KEY (day)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE daily_reports`);
  }
}
