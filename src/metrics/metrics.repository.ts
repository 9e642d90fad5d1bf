// What the tables say about the service as a whole, and what other processes measured.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MetricsOfProcess } from './process-metrics.js';

export interface ServiceFigures {
  attempts: Record<'success' | 'fail' | 'uncertain', number>;
  /** By status; `leased` counts as pending. */
  deliveries: Record<string, number>;
  runningRuns: number;
  /** How long the delivery that is due the longest has been waiting; 0 when none is due. */
  oldestDueSeconds: number;
  waitingJobs: number;
  /** Jobs that were given up. */
  failedJobs: number;
  /** Null where no mailbox is read for bounces. */
  bounceMailbox: {
    isRead: boolean;
    /** Seconds since 1970 UTC, null before the first time. */
    lastReadSeconds: number | null;
  } | null;
}

/** A process that has been silent for longer is gone. */
const freshSeconds = 30;

const finalStatuses = ['sent', 'failed', 'expired', 'uncertain', 'suppressed', 'cancelled'] as const;

@Injectable()
export class MetricsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** From sums and from indexes that hold only what is open: it costs the same after a million deliveries. */
  async readFigures(): Promise<ServiceFigures> {
    const [row] = await this.dataSource.query(`
      SELECT attempts.*, runs.*, open.*, due.*, jobs.*, (
        SELECT json_build_object('isRead', last_error IS NULL,
          'lastReadSeconds', extract(epoch FROM last_read_at)::float8) FROM bounce_mailbox
      ) AS "bounceMailbox"
      FROM (
        SELECT coalesce(sum(success), 0)::bigint AS success, coalesce(sum(fail), 0)::bigint AS fail,
          coalesce(sum(uncertain), 0)::bigint AS "uncertainAttempts" FROM attempt_counts
      ) AS attempts, (
        SELECT coalesce(sum(total), 0)::bigint AS total,
          ${finalStatuses.map((status) => `coalesce(sum(${status}), 0)::bigint AS ${status}`).join(', ')},
          count(*) FILTER (WHERE status = 'running') AS "runningRuns" FROM runs
      ) AS runs, (
        SELECT (SELECT count(*) FROM deliveries WHERE next_attempt_at IS NOT NULL AND status = 'deferred') AS deferred,
          (SELECT count(*) FROM claims, unnest(numbers) AS one (number) JOIN deliveries d ON d.number = one.number
            WHERE d.status = 'sending') AS sending
      ) AS open, (
        SELECT coalesce(extract(epoch FROM now() - min(least(fresh.at, waiting.at))), 0)::float8
          AS "oldestDueSeconds"
        FROM runs r JOIN mailings m ON m.id = r.mailing_id,
          LATERAL (SELECT (
            SELECT created_at FROM deliveries
            WHERE run_id = r.id AND number > (SELECT claimed_to FROM claim_cursors WHERE run_id = r.id)
              AND status = 'pending' AND next_attempt_at IS NULL
            ORDER BY number LIMIT 1) AS at) AS fresh,
          LATERAL (SELECT min(next_attempt_at) AS at FROM deliveries
            WHERE run_id = r.id AND next_attempt_at <= now() AND status IN ('pending', 'deferred')) AS waiting
        WHERE r.finished_at IS NULL AND r.status = 'running' AND NOT m.paused AND NOT m.disabled
      ) AS due, (
        SELECT count(*) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at <= now())
            AS "waitingJobs",
          count(*) FILTER (WHERE attempts >= max_attempts AND locked_at IS NULL) AS "failedJobs"
        FROM graphile_worker.jobs
      ) AS jobs`);
    const { success, fail, uncertainAttempts, total, deferred, sending, ...more } = row;
    const deliveries: Record<string, number> = { deferred, sending };
    for (const status of finalStatuses) deliveries[status] = row[status];
    const told = Object.values(deliveries).reduce((sum, count) => sum + count, 0);
    deliveries['pending'] = Math.max(0, total - told);
    const { runningRuns, oldestDueSeconds, waitingJobs, failedJobs, bounceMailbox } = more;
    return {
      attempts: { success, fail, uncertain: uncertainAttempts },
      deliveries,
      runningRuns,
      oldestDueSeconds,
      waitingJobs,
      failedJobs,
      bounceMailbox,
    };
  }

  async publish(process: string, metrics: MetricsOfProcess): Promise<void> {
    await this.dataSource.query(
      `WITH gone AS (DELETE FROM process_metrics WHERE at < now() - interval '1 hour' AND process <> $1)
       INSERT INTO process_metrics (process, metrics) VALUES ($1, $2)
       ON CONFLICT (process) DO UPDATE SET at = now(), metrics = excluded.metrics`,
      [process, JSON.stringify(metrics)],
    );
  }

  async withdraw(process: string): Promise<void> {
    await this.dataSource.query('DELETE FROM process_metrics WHERE process = $1', [process]);
  }

  /** Of all processes that published lately. */
  async readPublished(): Promise<MetricsOfProcess[]> {
    const rows = await this.dataSource.query<{ metrics: MetricsOfProcess }[]>(
      `SELECT metrics FROM process_metrics WHERE at > now() - $1 * interval '1 s' ORDER BY process`,
      [freshSeconds],
    );
    return rows.map(({ metrics }) => metrics);
  }
}
