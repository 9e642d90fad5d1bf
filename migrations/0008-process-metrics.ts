import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each worker process measured last, so that the API can show it at /metrics. Worthless after a crash. */
export class ProcessMetrics1763700000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE process_metrics (
        process text NOT NULL,
        at timestamptz(3) NOT NULL DEFAULT now(),
        metrics json NOT NULL,
        CONSTRAINT process_metrics_pkey PRIMARY KEY (process)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE process_metrics`);
  }
}
