import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type KeysetRequest, readPage } from '../../database/keyset.js';
import type { AttemptStatus } from '../../domain/delivery-status.js';
import { Attempt } from './attempt.entity.js';

export interface AttemptFilter {
  /** Null: everybody's. */
  ownerId: string | null;
  mailingId?: string;
  runId?: string;
  clientId?: string;
  messageId?: string;
  status?: AttemptStatus;
  from?: Date;
  to?: Date;
}

/** Attempts of a mailing, counted by one of three things; the two others are null. */
export interface AttemptTally {
  kind: 'code' | 'domain' | 'hour';
  code: number | null;
  domain: string | null;
  hour: Date | null;
  success: number;
  fail: number;
  uncertain: number;
}

@Injectable()
export class AttemptsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  page({ from, to, ...values }: AttemptFilter, request: KeysetRequest) {
    const builder = this.dataSource.getRepository(Attempt).createQueryBuilder('attempt').where('true');
    for (const [name, value] of Object.entries(values)) {
      if (value) builder.andWhere(`attempt.${name} = :${name}`, { [name]: value });
    }
    if (from) builder.andWhere('attempt.at >= :from', { from });
    if (to) builder.andWhere('attempt.at < :to', { to });
    return readPage(builder, request, {
      fields: { at: '(attempt.id)' },
      defaultSort: '-at',
      key: '(attempt.id)',
    });
  }

  /** All tallies of a mailing in one reading of its attempts. */
  tally(mailingId: string): Promise<AttemptTally[]> {
    return this.dataSource.query(
      `SELECT CASE WHEN grouping(code) = 0 THEN 'code' WHEN grouping(domain) = 0 THEN 'domain' ELSE 'hour' END AS kind,
         code, domain, hour,
         count(*) FILTER (WHERE status = 'success')::int AS success,
         count(*) FILTER (WHERE status = 'fail')::int AS fail,
         count(*) FILTER (WHERE status = 'uncertain')::int AS uncertain
       FROM (
         SELECT code, status, lower(split_part(recipient, '@', 2)) AS domain, date_trunc('hour', at, 'UTC') AS hour
         FROM attempts WHERE mailing_id = $1
       ) AS a
       GROUP BY GROUPING SETS ((code), (domain), (hour))
       ORDER BY kind, hour, count(*) DESC, code, domain`,
      [mailingId],
    );
  }

  /** How the open run of a mailing stands, with its attempts of the last seconds; null when none is open. */
  async pulse(mailingId: string): Promise<RunPulse | null> {
    const [row] = await this.dataSource.query<RunPulse[]>(
      `SELECT r.ends_at AS "endsAt", now() AS now,
         r.total - r.sent - r.failed - r.expired - r.uncertain - r.suppressed - r.cancelled AS remaining,
         extract(epoch FROM now() - r.started_at)::float8 AS "ageSeconds",
         (SELECT max(next_attempt_at) FROM deliveries WHERE run_id = r.id AND status = 'deferred') AS "lastRetryAt",
         a.last10, a.last60
       FROM runs r, LATERAL (
         SELECT count(*) FILTER (WHERE at > now() - interval '10 s')::int AS last10, count(*)::int AS last60
         FROM attempts WHERE run_id = r.id AND at > now() - interval '60 s' AND id > $2
       ) AS a
       WHERE r.mailing_id = $1 AND r.status = 'running'`,
      [mailingId, firstIdAt(Date.now() - 90_000)],
    );
    return row ?? null;
  }
}

export interface RunPulse {
  now: Date;
  endsAt: Date | null;
  remaining: number;
  ageSeconds: number;
  /** When the last of the waiting deliveries is due. */
  lastRetryAt: Date | null;
  /** Attempts in the last 10 and 60 seconds. */
  last10: number;
  last60: number;
}

/** The smallest UUIDv7 of a millisecond (RFC 9562, section 5.7): lets an index on ids find a time. */
function firstIdAt(instant: number): string {
  const hex = Math.max(0, instant).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
