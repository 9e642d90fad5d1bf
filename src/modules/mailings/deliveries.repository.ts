import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { allNumbers, type KeysetRequest, leadOf, readPage, unestimated } from '../../database/keyset.js';
import type { Transaction } from '../../database/transaction.js';
import type { DeliveryStatus } from '../../domain/delivery-status.js';
import { Delivery } from './delivery.entity.js';
import { RunAttachment } from './run-attachment.entity.js';
import { Run } from './run.entity.js';
import type { RunState } from './runs.repository.js';

export interface DeliveryFilter {
  /** Null: everybody's. */
  seenBy: string | null;
  ownerId?: string;
  status?: DeliveryStatus;
  mailingId?: string;
  runId?: string;
  clientId?: string;
}

/** Which uncertain deliveries of some runs are sent again. */
export interface ResendChoice {
  id?: string;
  clientId?: string;
  limit: number;
}

/** By the name of the filter its column; whose deliveries are fewer stands before whose are more. */
const narrowestFirst = [
  ['clientId', 'clientId'],
  ['runId', 'runId'],
  ['mailingId', 'mailingId'],
  ['ownerId', 'ownerId'],
  ['seenBy', 'ownerId'],
] as const;

/** The newest of a run that nobody has claimed yet, and of those that wait for their time again. */
const newestPending = `
  (SELECT number FROM deliveries
    WHERE (run_id, number) > (run.id, cursor.claimed_to) AND (run_id, number) < (run.id, :high)
      AND ${unestimated([`status = 'pending'`])}
      -- Before version 18 PostgreSQL would look for them in all of the run, where none is left.
      AND (SELECT true FROM deliveries WHERE (run_id, number) > (run.id, cursor.claimed_to) AND run_id <= run.id
        ORDER BY run_id, number LIMIT 1)
    ORDER BY run_id DESC, number DESC LIMIT :rows)
  UNION ALL
  (SELECT number FROM deliveries
    WHERE (unsent_as || CAST(run_id AS text), number) > ('pending' || CAST(run.id AS text), :low)
      AND (unsent_as || CAST(run_id AS text), number) < ('pending' || CAST(run.id AS text), :high)
      AND unsent_as >= (SELECT 'pending')
    ORDER BY unsent_as || CAST(run_id AS text) DESC, number DESC LIMIT :rows)
  UNION ALL`;

/**
 * Where the pending (or those past the barrier) of all runs that are not over may be: no index has them, since a letter
 * on its way writes into none. What workers hold is in the batches that they took.
 */
function numbersOnTheWay({ status, runId, mailingId, ownerId, seenBy }: DeliveryFilter): string {
  const ofRuns = [
    runId && 'run.id = :runId',
    mailingId && 'run.mailing_id = :mailingId',
    ownerId && 'run.owner_id = :ownerId',
    seenBy && 'run.owner_id = :seenBy',
  ].filter((condition) => typeof condition === 'string');
  return `
    SELECT one.number FROM runs run JOIN claim_cursors cursor ON cursor.run_id = run.id, LATERAL (
      ${status === 'pending' ? newestPending : ''} SELECT unnest(numbers) FROM claims WHERE run_id = run.id
    ) AS one (number) WHERE run.finished_at IS NULL AND ${unestimated(ofRuns)}`;
}

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  page(filter: DeliveryFilter, request: KeysetRequest) {
    const { status } = filter;
    const given = narrowestFirst.filter(([name]) => filter[name]);
    const conditions = given.map(([name, column]) => `delivery.${column} = :${name}`);
    if (status === 'pending') conditions.push(`delivery.status IN ('pending', 'leased')`);
    else if (status) conditions.push('delivery.status = :status');

    const builder = this.dataSource
      .getRepository(Delivery)
      .createQueryBuilder('delivery')
      .where('true')
      .setParameters(filter);
    const isOnTheWay = !filter.clientId && (status === 'pending' || status === 'sending');
    // A client has few of any status; of the others there are indexes for all that did not just go out.
    const isFewer = !filter.clientId && !isOnTheWay && status !== undefined && status !== 'sent';
    if (isOnTheWay) builder.andWhere(`delivery.number = ANY (ARRAY(${numbersOnTheWay(filter)}))`);
    // So it is not null, as those indexes ask, and the planner cannot tell how few they are.
    if (isFewer) builder.andWhere('delivery.unsentAs >= (SELECT :status::text)');
    const [narrowest] = isOnTheWay ? [] : given;
    return readPage(builder, request, {
      fields: { createdAt: '(delivery.number)' },
      defaultSort: '-createdAt',
      key: '(delivery.number)',
      range: {
        lead: leadOf(
          narrowest && [`delivery.${narrowest[1]}`, narrowest[0]],
          isFewer ? ['delivery.unsentAs', 'status'] : undefined,
        ),
        between: allNumbers,
        conditions,
      },
    });
  }

  find(id: string, transaction: Transaction = this.dataSource.manager): Promise<Delivery | null> {
    return transaction.getRepository(Delivery).findOneBy({ id });
  }

  /** The runs of these deliveries, by id. */
  async runsOf(deliveries: readonly Delivery[]): Promise<ReadonlyMap<string, Run>> {
    const ids = [...new Set(deliveries.map((delivery) => delivery.runId))];
    const runs = await this.dataSource.getRepository(Run).findBy({ id: In(ids) });
    return new Map(runs.map((run) => [run.id, run]));
  }

  /** The files that the letters of these deliveries carry, in their order. */
  filesOf(deliveries: readonly Delivery[]): Promise<RunAttachment[]> {
    const ids = [...new Set(deliveries.map((delivery) => delivery.runId))];
    const files = this.dataSource.getRepository(RunAttachment);
    return files.find({ where: { runId: In(ids) }, order: { runId: 'ASC', position: 'ASC' } });
  }

  /** Runs with uncertain deliveries that the filter takes. */
  async runsWithUncertain(
    filter: Pick<DeliveryFilter, 'mailingId' | 'runId' | 'clientId'> & { ownerId: string | null },
  ): Promise<{ runId: string; mailingId: string; count: number }[]> {
    return this.dataSource.query(
      `SELECT run_id AS "runId", mailing_id AS "mailingId", count(*)::int AS count FROM deliveries
       WHERE unsent_as = 'uncertain' AND ($1::uuid IS NULL OR owner_id = $1) AND ($2::uuid IS NULL OR mailing_id = $2)
         AND ($3::uuid IS NULL OR run_id = $3) AND ($4::uuid IS NULL OR client_id = $4)
       GROUP BY run_id, mailing_id ORDER BY run_id`,
      [filter.ownerId, filter.mailingId ?? null, filter.runId ?? null, filter.clientId ?? null],
    );
  }

  /**
   * Puts up to `limit` uncertain deliveries of the runs on their way again, under the same ids and so the same
   * Message-IDs, and opens those runs. The caller holds their mailings. Returns how many of each run.
   */
  async resend(
    transaction: Transaction,
    runs: readonly RunState[],
    { id, clientId, limit }: ResendChoice,
  ): Promise<{ runId: string; mailingId: string; count: number }[]> {
    const [rows] = await transaction.query<[{ runId: string; mailingId: string; count: number }[], number]>(
      `WITH chosen AS MATERIALIZED (
         SELECT number FROM deliveries
         WHERE run_id = ANY ($1::uuid[]) AND owner_id = ANY ($2::uuid[]) AND unsent_as = 'uncertain'
           AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR client_id = $4)
         ORDER BY number LIMIT $5 FOR UPDATE
       ), resent AS (
         UPDATE deliveries
         SET status = 'deferred', epoch = epoch + 1, lease_until = NULL, next_attempt_at = now()
         WHERE number = ANY (ARRAY(SELECT number FROM chosen)) RETURNING run_id
       ), counted AS (
         SELECT run_id, count(*)::int AS count FROM resent GROUP BY run_id
       ), locked AS MATERIALIZED (
         SELECT id FROM runs WHERE id IN (SELECT run_id FROM counted) ORDER BY id FOR NO KEY UPDATE
       )
       UPDATE runs SET uncertain = runs.uncertain - counted.count, status = 'running', finished_at = NULL
       FROM counted JOIN locked ON locked.id = counted.run_id WHERE runs.id = locked.id
       RETURNING runs.id AS "runId", runs.mailing_id AS "mailingId", counted.count`,
      [
        runs.map((run) => run.id),
        [...new Set(runs.map((run) => run.ownerId))],
        id ?? null,
        clientId ?? null,
        limit,
      ],
    );
    return rows;
  }

  /** Takes an uncertain delivery for sent. False when it is not uncertain (any more). */
  async close(transaction: Transaction, id: string): Promise<boolean> {
    const [, count] = await transaction.query<[unknown[], number]>(
      `WITH closed AS (
         UPDATE deliveries SET status = 'sent', epoch = epoch + 1, lease_until = NULL,
           sent_at = coalesce(sent_at, now())
         WHERE id = $1 AND status = 'uncertain' RETURNING run_id
       )
       UPDATE runs SET uncertain = uncertain - 1, sent = sent + 1 WHERE id IN (SELECT run_id FROM closed)`,
      [id],
    );
    return count > 0;
  }
}
