import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { allIds, type KeysetRequest, leadOf, readPage, unestimated } from '../../database/keyset.js';
import type { AttemptStatus } from '../../domain/delivery-status.js';
import { type Counters, sumOfCounters } from '../mailings/counts.js';
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

/** Attempts by how they ended. */
export interface Tally {
  success: number;
  fail: number;
  uncertain: number;
}

/** A mailing at one instant: its deliveries and its attempts agree. */
export interface MailingTally {
  counters: Counters;
  /** Code 0: there was no reply. */
  codes: (Tally & { code: number })[];
  domains: (Tally & { domain: string })[];
  /** The beginning of the hour as ISO 8601. */
  hours: (Tally & { hour: string })[];
}

/** Whose attempts are fewer stands before whose are more. Each has an index of its own. */
const narrowestFirst = ['clientId', 'runId', 'mailingId', 'messageId', 'ownerId'] as const;

/** An attempt's id tells its time, but for the moment between one and the other. */
const slackMs = 30_000;

/** Of the attempts of the last minute: at full speed they are some seconds', and tell the rate as well. */
const mostCounted = 10_000;

const sums = `sum(success)::bigint AS success, sum(fail)::bigint AS fail, sum(uncertain)::bigint AS uncertain`;
const sizeOf = (row: string) => `${row}.success + ${row}.fail + ${row}.uncertain DESC`;

@Injectable()
export class AttemptsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  page(filter: AttemptFilter, request: KeysetRequest) {
    const { status, from, to } = filter;
    const given = narrowestFirst.filter((name) => filter[name]);
    const conditions = given.map((name) => `attempt.${name} = :${name}`);
    if (status) conditions.push('attempt.status = :status');
    if (to) conditions.push('attempt.at < :to');

    const builder = this.dataSource
      .getRepository(Attempt)
      .createQueryBuilder('attempt')
      .where('true')
      .setParameters(filter);
    // Leaves out the months before it, and tells the planner nothing more.
    if (from) builder.andWhere('attempt.at >= (SELECT :from::timestamptz)');
    const [narrowest] = given;
    // A client has few of any status; of the others there are indexes for all that did not succeed.
    const isFewer = status !== undefined && status !== 'success' && narrowest !== 'clientId';
    if (isFewer) builder.andWhere(unestimated([`attempt.status <> 'success'`]));
    return readPage(builder, request, {
      fields: { at: '(attempt.id)' },
      defaultSort: '-at',
      key: '(attempt.id)',
      range: {
        lead: leadOf(
          narrowest && [`attempt.${narrowest}`, narrowest],
          isFewer ? ['attempt.status', 'status'] : undefined,
        ),
        conditions,
        between: [
          from ? firstIdAt(from.getTime() - slackMs) : allIds[0],
          to ? firstIdAt(to.getTime() + slackMs) : allIds[1],
        ],
      },
    });
  }

  /** All pages of the list, newest first; rows that are added meanwhile are left out. */
  async *pages(filter: AttemptFilter, size: number): AsyncGenerator<Attempt[]> {
    let cursor: string | undefined;
    do {
      const page = await this.page(filter, { limit: size, cursor });
      if (page.items.length > 0) yield page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** From the counts that every written attempt is added to: as fast for a million as for one. */
  async tally(mailingId: string, mostDomains: number): Promise<MailingTally> {
    const [row] = await this.dataSource.query<[MailingTally]>(
      `SELECT
         (SELECT to_jsonb(r) FROM (SELECT ${sumOfCounters} FROM runs WHERE mailing_id = $1) AS r) AS counters,
         (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY ${sizeOf('c')}, c.code), '[]') FROM (
           SELECT code, ${sums} FROM attempt_counts WHERE mailing_id = $1 GROUP BY code) AS c) AS codes,
         (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY ${sizeOf('d')}, d.domain), '[]') FROM (
           SELECT domain, success, fail, uncertain FROM attempt_domains AS a WHERE mailing_id = $1
           ORDER BY ${sizeOf('a')}, domain LIMIT $2) AS d) AS domains,
         (SELECT coalesce(jsonb_agg(to_jsonb(h) ORDER BY h.hour), '[]') FROM (
           SELECT hour, ${sums} FROM attempt_counts WHERE mailing_id = $1 GROUP BY hour) AS h) AS hours`,
      [mailingId, mostDomains],
    );
    return row;
  }

  /** How the open run of a mailing stands, with its attempts of the last seconds; null when none is open. */
  async pulse(mailingId: string): Promise<RunPulse | null> {
    const [row] = await this.dataSource.query<RunPulse[]>(
      `SELECT r.ends_at AS "endsAt", now() AS now,
         r.total - r.sent - r.failed - r.expired - r.uncertain - r.suppressed - r.cancelled AS remaining,
         extract(epoch FROM now() - r.started_at)::float8 AS "ageSeconds",
         (SELECT max(next_attempt_at) FROM deliveries WHERE run_id = r.id AND next_attempt_at IS NOT NULL
           AND status = 'deferred') AS "lastRetryAt",
         a.last10, a.last60, a."seenSeconds"
       FROM runs r, LATERAL (
         SELECT count(*) FILTER (WHERE at > now() - interval '10 s')::int AS last10,
           count(*) FILTER (WHERE at > now() - interval '60 s')::int AS last60,
           CASE WHEN count(*) = $3 THEN extract(epoch FROM now() - min(at))::float8 END AS "seenSeconds"
         FROM (
           SELECT at FROM attempts WHERE (run_id, id) > (r.id, $2) AND (run_id, id) < (r.id, '${allIds[1]}')
           ORDER BY run_id DESC, id DESC LIMIT $3
         ) AS newest
       ) AS a
       WHERE r.mailing_id = $1 AND r.status = 'running'`,
      [mailingId, firstIdAt(Date.now() - 60_000 - slackMs), mostCounted],
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
  /** Attempts in the last 10 and 60 seconds, as far as they were counted. */
  last10: number;
  last60: number;
  /** How far back they were counted, where there are too many of them. */
  seenSeconds: number | null;
}

/** The smallest UUIDv7 of a millisecond (RFC 9562, section 5.7): lets an index on ids find a time. */
function firstIdAt(instant: number): string {
  const hex = Math.min(Math.max(0, instant), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
