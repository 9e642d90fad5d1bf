// Sums over the counts that every attempt is added to as it is written: no attempt is read again.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

export interface Totals {
  attempts: { success: number; fail: number; uncertain: number };
  messagesSent: number;
  mailings: number;
}

/** What one mailing did within a stretch of time. */
export interface MailingActivity {
  id: string;
  name: string | null;
  ownerEmail: string | null;
  success: number;
  fail: number;
  uncertain: number;
}

@Injectable()
export class StatsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Of one owner, or of everybody (null); all at one instant. */
  async totals(ownerId: string | null): Promise<Totals> {
    const isTheirs = '($1::uuid IS NULL OR owner_id = $1)';
    const [{ success, fail, uncertain, messagesSent, mailings }] = await this.dataSource.query(
      `SELECT coalesce(sum(success), 0)::bigint AS success, coalesce(sum(fail), 0)::bigint AS fail,
         coalesce(sum(uncertain), 0)::bigint AS uncertain,
         (SELECT coalesce(sum(sent), 0)::bigint FROM runs WHERE ${isTheirs}) AS "messagesSent",
         (SELECT count(*) FROM mailings WHERE deleted_at IS NULL AND ${isTheirs}) AS mailings
       FROM attempt_counts WHERE ${isTheirs}`,
      [ownerId],
    );
    return { attempts: { success, fail, uncertain }, messagesSent, mailings };
  }

  /** The mailings that made attempts in the hours from one instant to another, the busiest first. */
  async activity(from: Date, to: Date): Promise<MailingActivity[]> {
    return this.dataSource.query(
      `SELECT c.mailing_id AS id, m.name, u.email AS "ownerEmail", c.success, c.fail, c.uncertain
       FROM (
         SELECT mailing_id, sum(success)::bigint AS success, sum(fail)::bigint AS fail,
           sum(uncertain)::bigint AS uncertain
         FROM attempt_counts WHERE hour >= $1 AND hour < $2 GROUP BY mailing_id
       ) AS c
       LEFT JOIN mailings m ON m.id = c.mailing_id LEFT JOIN users u ON u.id = m.owner_id
       ORDER BY c.success + c.fail + c.uncertain DESC, c.mailing_id`,
      [from, to],
    );
  }

  /** Null when somebody has that day already; `isFirst`: no day before it was reported on. */
  async claimDay(transaction: EntityManager, day: string): Promise<{ isFirst: boolean } | null> {
    const [row] = await transaction.query<{ isFirst: boolean }[]>(
      `INSERT INTO daily_reports (day) VALUES ($1) ON CONFLICT DO NOTHING
       RETURNING NOT EXISTS (SELECT FROM daily_reports WHERE day < $1) AS "isFirst"`,
      [day],
    );
    return row ?? null;
  }

  /** Deliveries of which nobody knows whether they went out, and nobody has decided yet. */
  async countUndecided(): Promise<number> {
    const [{ count }] = await this.dataSource.query(
      `SELECT count(*) AS count FROM deliveries WHERE unsent_as = 'uncertain'`,
    );
    return count;
  }
}
