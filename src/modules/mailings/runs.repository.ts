import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { violatedUniqueIndex } from '../../database/database-fault.js';
import { type KeysetRequest, readPage } from '../../database/keyset.js';
import type { Transaction } from '../../database/transaction.js';
import { DomainError } from '../../domain/errors.js';
import type { RunStatus, RunTrigger } from '../../domain/mailing-status.js';
import type { Page } from '../../http/page.dto.js';
import { type Counters, finalCounters, sumOfCounters } from './counts.js';
import type { Mailing } from './mailing.entity.js';
import { Run } from './run.entity.js';

export interface NewRun {
  trigger: RunTrigger;
  status: RunStatus;
  scheduledFor: Date;
  /** `YYYY-MM-DD` in the mailing's zone. */
  localDate: string;
  now: Date;
  sender: { name: string; address: string };
}

/** The counter in which the rest of a run ends. */
const counterOf = { stopped: 'cancelled', expired: 'expired' } as const satisfies Partial<
  Record<RunStatus, keyof Run>
>;
export type CutStatus = keyof typeof counterOf;

/** Whether and how long a run goes on, without what it sends: that may be a megabyte. */
export type RunState = Pick<Run, 'id' | 'mailingId' | 'ownerId' | 'status' | 'endsAt'>;
/** What lists show of a run: without what it sends, too. */
const shownFields = [
  'id',
  'mailingId',
  'number',
  'trigger',
  'localDate',
  'scheduledFor',
  'startedAt',
  'finishedAt',
  'status',
  'total',
  ...finalCounters,
] as const satisfies readonly (keyof Run)[];
export type ShownRun = Pick<Run, (typeof shownFields)[number]>;

const stateFields = { id: true, mailingId: true, ownerId: true, status: true, endsAt: true } as const;

@Injectable()
export class RunsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The caller holds the mailing's row, so the number is free. The message is held too, so that its files are copied
   * as they are before somebody's change or after it. Throws when a run of the mailing is open already.
   */
  async insert(transaction: Transaction, mailing: Mailing, run: NewRun): Promise<Run> {
    const isOpen = run.status === 'running';
    if (isOpen)
      await transaction.query('SELECT FROM messages WHERE id = $1 FOR KEY SHARE', [mailing.messageId]);
    try {
      const [row] = await transaction.query<{ id: string }[]>(
        `WITH run AS (
         INSERT INTO runs (mailing_id, owner_id, number, trigger, status, local_date, scheduled_for, started_at,
           finished_at, snapshot_done_at, ends_at, window_from, window_to, audience_filter, timezone, message_id,
           channel, subject, html, text, sender_name, sender_address)
         SELECT $1, $2, (SELECT coalesce(max(number), 0) + 1 FROM runs WHERE mailing_id = $1), $3, $4, $5, $6, $7,
           $8, $8, $9, $14, $15, $16, $17, m.id, $10, coalesce(m.subject, ''), m.html, m.text, $11, $12
         FROM (SELECT $13::uuid AS wanted) AS w LEFT JOIN messages m ON m.id = w.wanted
         RETURNING id, message_id, owner_id, channel, status
         ), files AS (
           INSERT INTO run_attachments (run_id, position, owner_id, name, type, size, hash)
           SELECT run.id, row_number() OVER (ORDER BY a.id), a.owner_id, a.name, a.type, a.size, a.hash
           FROM run JOIN attachments a ON a.message_id = run.message_id AND a.owner_id = run.owner_id
           WHERE run.channel = 'email' AND run.status = 'running'
         )
         SELECT id FROM run`,
        [
          mailing.id,
          mailing.ownerId,
          run.trigger,
          run.status,
          run.localDate,
          run.scheduledFor,
          run.now,
          isOpen ? null : run.now,
          mailing.endAt,
          mailing.channel,
          run.sender.name,
          run.sender.address,
          mailing.messageId,
          mailing.localWindow?.from ?? null,
          mailing.localWindow?.to ?? null,
          mailing.audienceFilter,
          mailing.timezone,
        ],
      );
      return await transaction.getRepository(Run).findOneByOrFail({ id: row!.id });
    } catch (fault) {
      if (violatedUniqueIndex(fault) === 'runs_one_open_key') {
        throw new DomainError('mailing.already_running');
      }
      throw fault;
    }
  }

  /** What the run sends, once it has been prepared. */
  async setTexts(
    transaction: Transaction,
    id: string,
    texts: { html: string | null; text: string | null },
  ): Promise<void> {
    await transaction.getRepository(Run).update({ id }, texts);
  }

  findOpen(transaction: Transaction, mailingId: string): Promise<RunState | null> {
    return transaction
      .getRepository(Run)
      .findOne({ select: stateFields, where: { mailingId, status: 'running' } });
  }

  /** The runs of these ids, and those of the mailings that are open. */
  findWithOpen(
    transaction: Transaction,
    ids: readonly string[],
    mailingIds: readonly string[],
  ): Promise<RunState[]> {
    return transaction.getRepository(Run).find({
      select: stateFields,
      where: [{ id: In(ids) }, { mailingId: In(mailingIds), status: 'running' }],
    });
  }

  /**
   * Days on which the schedule has fired already, were it only to record that it was too late. The latest two months
   * are enough: no schedule goes back further than its latest occurrence.
   */
  async firedDates(transaction: Transaction, mailingId: string, limit = 62): Promise<string[]> {
    const rows = await transaction.query<{ local_date: string }[]>(
      `SELECT local_date FROM runs WHERE mailing_id = $1 AND trigger <> 'manual' ORDER BY local_date DESC LIMIT $2`,
      [mailingId, limit],
    );
    return rows.map((row) => row.local_date);
  }

  /** The latest planned firing that was used up, were it only recorded; null when none was. */
  async lastFiredAt(transaction: Transaction, mailingId: string): Promise<Date | null> {
    const [row] = await transaction.query<{ at: Date | null }[]>(
      `SELECT max(scheduled_for) AS at FROM runs WHERE mailing_id = $1 AND trigger <> 'manual'`,
      [mailingId],
    );
    return row!.at;
  }

  /** Has a run of the mailing sent, or begun to send? */
  async hasFired(transaction: Transaction, mailingId: string): Promise<boolean> {
    const [row] = await transaction.query<{ fired: boolean }[]>(
      `SELECT EXISTS (SELECT FROM runs WHERE mailing_id = $1 AND status NOT IN ('missed', 'skipped')) AS fired`,
      [mailingId],
    );
    return row!.fired;
  }

  async markMailingRunning(transaction: Transaction, mailingId: string, now: Date): Promise<void> {
    await transaction.query(
      `UPDATE mailings SET status = 'running', started_at = coalesce(started_at, $2), finished_at = NULL
       WHERE id = $1`,
      [mailingId, now],
    );
  }

  /** Ends the open run; no client is taken into it any more. Null when none is open. */
  async markCut(transaction: Transaction, mailingId: string, status: CutStatus): Promise<string | null> {
    const [rows] = await transaction.query<[{ id: string }[], number]>(
      `UPDATE runs SET status = $2, snapshot_done_at = coalesce(snapshot_done_at, now())
       WHERE mailing_id = $1 AND status = 'running' RETURNING id`,
      [mailingId, status],
    );
    return rows[0]?.id ?? null;
  }

  /**
   * Closes up to `limit` deliveries of each kind that have not crossed the barrier, and counts them. Rows that another
   * transaction holds are passed over: waiting for them while holding the run's row could be a deadlock.
   * Returns how many were closed.
   */
  async closeSlice(
    transaction: Transaction,
    runId: string,
    status: CutStatus,
    limit: number,
  ): Promise<number> {
    const counter = counterOf[status];
    // One branch for each place where open ones are: a run of a million sent rows is not read through to find them.
    const [rows] = await transaction.query<[{ closed: number }[], number]>(
      `WITH cursor AS MATERIALIZED (
         SELECT claimed_to FROM claim_cursors WHERE run_id = $1 FOR UPDATE
       ), seen AS MATERIALIZED (
         SELECT number FROM deliveries
         WHERE run_id = $1 AND number > (SELECT claimed_to FROM cursor) AND status = 'pending'
           AND next_attempt_at IS NULL
         ORDER BY number LIMIT $2
       ), fresh AS MATERIALIZED (
         SELECT number FROM deliveries
         WHERE number = ANY (ARRAY(SELECT number FROM seen)) AND status = 'pending' AND next_attempt_at IS NULL
         FOR UPDATE SKIP LOCKED
       ), moved AS (
         -- Not beyond one that was passed over.
         UPDATE claim_cursors SET claimed_to = greatest(claimed_to, coalesce(
           (SELECT min(number) - 1 FROM seen WHERE NOT EXISTS (SELECT FROM fresh WHERE fresh.number = seen.number)),
           (SELECT max(number) FROM seen)))
         WHERE run_id = $1
       ), waiting AS MATERIALIZED (
         SELECT number FROM deliveries
         WHERE run_id = $1 AND next_attempt_at IS NOT NULL AND status IN ('pending', 'deferred')
         LIMIT $2 FOR UPDATE SKIP LOCKED
       ), leased AS MATERIALIZED (
         SELECT number FROM deliveries
         WHERE number = ANY (ARRAY(SELECT unnest(numbers) FROM claims WHERE run_id = $1)) AND status = 'leased'
         LIMIT $2 FOR UPDATE SKIP LOCKED
       ), closed AS (
         UPDATE deliveries
         SET status = '${counter}', epoch = epoch + 1, lease_until = NULL, next_attempt_at = NULL
         WHERE number = ANY (ARRAY(
           SELECT number FROM fresh UNION ALL SELECT number FROM leased UNION ALL SELECT number FROM waiting
         ))
         RETURNING 1
       )
       UPDATE runs SET ${counter} = ${counter} + c.closed
       FROM (SELECT count(*)::int AS closed FROM closed) AS c
       WHERE id = $1 RETURNING c.closed`,
      [runId, limit],
    );
    return rows[0]?.closed ?? 0;
  }

  /** Closes a run that was cut once nothing of it is open: what was past the barrier has its answer. */
  async finishIfClosed(transaction: Transaction, runId: string): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      `UPDATE runs SET finished_at = now()
       WHERE id = $1 AND status <> 'running' AND finished_at IS NULL AND snapshot_done_at IS NOT NULL
         AND sent + failed + expired + uncertain + suppressed + cancelled >= total`,
      [runId],
    );
    return count > 0;
  }

  async setEndOfOpen(transaction: Transaction, mailingId: string, endAt: Date | null): Promise<void> {
    await transaction.query(`UPDATE runs SET ends_at = $2 WHERE mailing_id = $1 AND status = 'running'`, [
      mailingId,
      endAt,
    ]);
  }

  /** Completes the mailing when nothing is planned, nothing is open, and it has fired or its end has passed. */
  async completeMailingIfDone(transaction: Transaction, mailingId: string, now: Date): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      `UPDATE mailings m SET status = 'completed', finished_at = $2, next_run_at = NULL
       WHERE id = $1 AND status <> 'completed' AND next_run_at IS NULL
         AND NOT EXISTS (SELECT FROM runs WHERE mailing_id = m.id AND finished_at IS NULL)
         AND (end_at <= $2 OR EXISTS (SELECT FROM runs WHERE mailing_id = m.id))`,
      [mailingId, now],
    );
    return count > 0;
  }

  /** The runs of a mailing, newest first. */
  page(mailingId: string, request: KeysetRequest): Promise<Page<ShownRun>> {
    const builder = this.dataSource
      .getRepository(Run)
      .createQueryBuilder('run')
      .select(shownFields.map((field) => `run.${field}`))
      .where('run.mailingId = :mailingId', { mailingId });
    return readPage(builder, request, {
      fields: { number: '(run.number)' },
      defaultSort: '-number',
      key: '(run.number)',
    });
  }

  /** How far each of these mailings is. */
  standings(mailingIds: readonly string[]): Promise<(Counters & { id: string; isOver: boolean })[]> {
    return this.dataSource.query(
      `SELECT m.id, m.status = 'completed' OR m.deleted_at IS NOT NULL AS "isOver", ${sumOfCounters}
       FROM mailings m LEFT JOIN runs r ON r.mailing_id = m.id WHERE m.id = ANY($1::uuid[]) GROUP BY m.id`,
      [mailingIds],
    );
  }
}
