import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { queryInTime } from '../../../database/query-in-time.js';

/** How long a reader is waited for that gives no sign of life. */
export const leaseMs = 30_000;
const answerMs = 10_000;
/** Durations go in as milliseconds. */
const inMs = (parameter: string) => `${parameter} * interval '1 ms'`;

/** The one row by which workers take turns at the mailbox, and by which everybody sees how it goes. */
@Injectable()
export class BounceMailboxRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A worker has come, perhaps with settings that were mended: the mailbox is due. */
  async makeDue(): Promise<void> {
    await this.query(
      `INSERT INTO bounce_mailbox DEFAULT VALUES ON CONFLICT (id) DO UPDATE SET next_read_at = now()`,
      [],
    );
  }

  /** No mailbox is read any more. */
  async forget(): Promise<void> {
    await this.query(`DELETE FROM bounce_mailbox`, []);
  }

  /** True where it is this reader's turn: the mailbox is due, and nobody is reading. */
  async claim(reader: string): Promise<boolean> {
    return this.hasChanged(
      `UPDATE bounce_mailbox SET held_by = $1, lease_until = now() + ${inMs('$2')}
       WHERE next_read_at <= now() AND (lease_until IS NULL OR lease_until <= now()) RETURNING id`,
      [reader, leaseMs],
    );
  }

  /** False where the turn went to somebody else meanwhile. */
  async renew(reader: string): Promise<boolean> {
    return this.hasChanged(
      `UPDATE bounce_mailbox SET lease_until = now() + ${inMs('$2')} WHERE held_by = $1 RETURNING id`,
      [reader, leaseMs],
    );
  }

  /** After failures the next turn comes later and later, up to `longestMs`. */
  async finish(
    reader: string,
    { error, intervalMs, longestMs }: { error: string | null; intervalMs: number; longestMs: number },
  ): Promise<void> {
    await this.query(
      `UPDATE bounce_mailbox SET held_by = NULL, lease_until = NULL, last_error = $2::text,
         failures = CASE WHEN $2::text IS NULL THEN 0 ELSE failures + 1 END,
         last_read_at = CASE WHEN $2::text IS NULL THEN now() ELSE last_read_at END,
         next_read_at = now() + ${inMs(`CASE WHEN $2::text IS NULL THEN $3::float8
           ELSE least($3::float8 * 2 ^ least(failures, 20), $4::float8) END`)}
       WHERE held_by = $1`,
      [reader, error, intervalMs, longestMs],
    );
  }

  /** Gives the turn back unused. */
  async release(reader: string): Promise<void> {
    await this.query(`UPDATE bounce_mailbox SET held_by = NULL, lease_until = NULL WHERE held_by = $1`, [
      reader,
    ]);
  }

  private async hasChanged(statement: string, parameters: unknown[]): Promise<boolean> {
    const [, changed] = await this.query<[unknown[], number]>(statement, parameters);
    return changed > 0;
  }

  private query<Answer>(statement: string, parameters: unknown[]): Promise<Answer> {
    return queryInTime<Answer>(this.dataSource, answerMs, statement, parameters);
  }
}
