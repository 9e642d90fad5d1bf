import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { type KeysetRequest, readPage } from '../../database/keyset.js';
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

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  page({ status, seenBy, ...ids }: DeliveryFilter, request: KeysetRequest) {
    const builder = this.dataSource.getRepository(Delivery).createQueryBuilder('delivery').where('true');
    if (seenBy !== null) builder.andWhere('delivery.ownerId = :seenBy', { seenBy });
    for (const [name, id] of Object.entries(ids)) {
      if (id) builder.andWhere(`delivery.${name} = :${name}`, { [name]: id });
    }
    if (status === 'pending') builder.andWhere(`delivery.status IN ('pending', 'leased')`);
    else if (status === 'uncertain') builder.andWhere('delivery.isUndecided');
    else if (status) builder.andWhere('delivery.status = :status', { status });
    return readPage(builder, request, {
      fields: { createdAt: '(delivery.number)' },
      defaultSort: '-createdAt',
      key: '(delivery.number)',
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
       WHERE is_undecided AND ($1::uuid IS NULL OR owner_id = $1) AND ($2::uuid IS NULL OR mailing_id = $2)
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
         WHERE run_id = ANY ($1::uuid[]) AND owner_id = ANY ($2::uuid[]) AND is_undecided
           AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR client_id = $4)
         ORDER BY number LIMIT $5 FOR UPDATE
       ), resent AS (
         UPDATE deliveries
         SET status = 'deferred', is_undecided = false, epoch = epoch + 1, lease_until = NULL, next_attempt_at = now()
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
         UPDATE deliveries SET status = 'sent', is_undecided = false, epoch = epoch + 1, lease_until = NULL,
           sent_at = coalesce(sent_at, now())
         WHERE id = $1 AND status = 'uncertain' RETURNING run_id
       )
       UPDATE runs SET uncertain = uncertain - 1, sent = sent + 1 WHERE id IN (SELECT run_id FROM closed)`,
      [id],
    );
    return count > 0;
  }
}
