import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { type KeysetRequest, readPage } from '../../database/keyset.js';
import type { Transaction } from '../../database/transaction.js';
import type { DeliveryStatus } from '../../domain/delivery-status.js';
import { Delivery } from './delivery.entity.js';
import { Run } from './run.entity.js';

export interface DeliveryFilter {
  /** Null: everybody's. */
  ownerId: string | null;
  status?: DeliveryStatus;
  mailingId?: string;
  runId?: string;
  clientId?: string;
}

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  page({ status, ...ids }: DeliveryFilter, request: KeysetRequest) {
    const builder = this.dataSource.getRepository(Delivery).createQueryBuilder('delivery').where('true');
    for (const [name, id] of Object.entries(ids)) {
      if (id) builder.andWhere(`delivery.${name} = :${name}`, { [name]: id });
    }
    if (status === 'pending') builder.andWhere(`delivery.status IN ('pending', 'leased')`);
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

  findRun(transaction: Transaction, id: string): Promise<Run | null> {
    return transaction.getRepository(Run).findOneBy({ id });
  }

  /** Runs with uncertain deliveries that the filter takes. */
  async runsWithUncertain(
    filter: Omit<DeliveryFilter, 'status'>,
  ): Promise<{ runId: string; mailingId: string; count: number }[]> {
    return this.dataSource.query(
      `SELECT run_id AS "runId", mailing_id AS "mailingId", count(*)::int AS count FROM deliveries
       WHERE status = 'uncertain' AND ($1::uuid IS NULL OR owner_id = $1) AND ($2::uuid IS NULL OR mailing_id = $2)
         AND ($3::uuid IS NULL OR run_id = $3) AND ($4::uuid IS NULL OR client_id = $4)
       GROUP BY run_id, mailing_id ORDER BY run_id`,
      [filter.ownerId, filter.mailingId ?? null, filter.runId ?? null, filter.clientId ?? null],
    );
  }

  /**
   * Puts up to `limit` uncertain deliveries of the run on their way again, under the same id and so the same
   * Message-ID, and opens the run. Returns how many.
   */
  async resend(
    transaction: Transaction,
    run: Run,
    { id, clientId, limit }: { id?: string; clientId?: string; limit: number },
  ): Promise<number> {
    const [rows] = await transaction.query<[{ resent: number }[], number]>(
      `WITH chosen AS (
         SELECT number FROM deliveries
         WHERE run_id = $1 AND owner_id = $2 AND status = 'uncertain'
           AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR client_id = $4)
         ORDER BY number LIMIT $5 FOR UPDATE
       ), resent AS (
         UPDATE deliveries
         SET status = 'deferred', epoch = epoch + 1, lease_until = NULL, next_attempt_at = now()
         WHERE number IN (SELECT number FROM chosen) RETURNING 1
       )
       UPDATE runs SET uncertain = uncertain - c.resent, status = 'running', finished_at = NULL
       FROM (SELECT count(*)::int AS resent FROM resent) AS c
       WHERE id = $1 AND c.resent > 0 RETURNING c.resent`,
      [run.id, run.ownerId, id ?? null, clientId ?? null, limit],
    );
    return rows[0]?.resent ?? 0;
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
