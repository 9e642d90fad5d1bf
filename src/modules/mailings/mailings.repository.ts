import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { containing } from '../../database/containing.js';
import { allIds, type KeysetRequest, leadOf, readPage } from '../../database/keyset.js';
import type { Transaction } from '../../database/transaction.js';
import type { MailingStatus } from '../../domain/mailing-status.js';
import { type Counters, countsOf, noCounters, sumOfCounters } from './counts.js';
import type { Counts } from './dto/counts.response.js';
import { Mailing } from './mailing.entity.js';

/** A mailing with what other tables know of it. */
export interface MailingView {
  mailing: Mailing;
  /** Empty when the audience is a filter. */
  clientIds: string[];
  counts: Counts;
}

export interface MailingFilter {
  /** Null: everybody's. */
  ownerId: string | null;
  search?: string;
  status?: MailingStatus;
  messageId?: string;
}

/** Later than any time that can be written: what has no time sorts last. */
const never = `'9999-12-31T23:59:59.999Z'::timestamptz`;

@Injectable()
export class MailingsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async page({ ownerId, search, status, messageId }: MailingFilter, request: KeysetRequest) {
    const builder = this.dataSource
      .getRepository(Mailing)
      .createQueryBuilder('mailing')
      .setParameters({ ownerId, status, messageId });
    const conditions = ['mailing.deletedAt IS NULL'];
    if (ownerId !== null) conditions.push('mailing.ownerId = :ownerId');
    if (status) conditions.push('mailing.status = :status');
    if (search) {
      conditions.push('mailing.name ILIKE :pattern');
      builder.setParameters({ pattern: containing(search) });
    }
    // Those of one message are few, and have an index of their own.
    if (messageId) for (const one of [...conditions, 'mailing.messageId = :messageId']) builder.andWhere(one);
    const lead = leadOf(ownerId === null ? undefined : ['mailing.ownerId', 'ownerId']);
    const page = await readPage(builder, request, {
      fields: {
        createdAt: '(mailing.id)',
        name: `coalesce(mailing.name, '')`,
        startAt: `coalesce(mailing.startAt, ${never})`,
        nextRunAt: `coalesce(mailing.nextRunAt, ${never})`,
      },
      defaultSort: '-createdAt',
      key: '(mailing.id)',
      range: messageId ? undefined : { lead, between: allIds, conditions },
    });
    return { ...page, items: await this.viewsOf(page.items) };
  }

  async find(id: string, transaction: Transaction = this.dataSource.manager): Promise<MailingView | null> {
    const mailing = await transaction.getRepository(Mailing).findOneBy({ id, deletedAt: IsNull() });
    if (!mailing) return null;
    const [view] = await this.viewsOf([mailing], transaction);
    return view!;
  }

  /** Holds the mailing's row until the transaction ends. Null when it was deleted. */
  lock(transaction: Transaction, id: string): Promise<Mailing | null> {
    return transaction
      .getRepository(Mailing)
      .findOne({ where: { id, deletedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
  }

  /** Holds the rows of these mailings; in the order of their ids, so that nobody waits in a circle. */
  lockAll(transaction: Transaction, ids: readonly string[]): Promise<Mailing[]> {
    return transaction.getRepository(Mailing).find({
      where: { id: In(ids), deletedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Those that are completed run again; the others stay as they are. */
  async reopen(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction
      .getRepository(Mailing)
      .update({ id: In(ids), status: 'completed' }, { status: 'running', finishedAt: null });
  }

  /** The database's clock, by which everything of a run is decided. */
  async now(transaction: Transaction): Promise<Date> {
    const [row] = await transaction.query<{ now: Date }[]>(`SELECT clock_timestamp()::timestamptz(3) AS now`);
    return row!.now;
  }

  insert(transaction: Transaction, fields: Partial<Mailing>): Promise<Mailing> {
    const mailings = transaction.getRepository(Mailing);
    return mailings.save(mailings.create(fields));
  }

  async update(transaction: Transaction, id: string, changes: Partial<Mailing>): Promise<void> {
    await transaction.getRepository(Mailing).update({ id }, changes);
  }

  /** Is it a message of the owner? Holds it against deletion until the transaction ends. */
  async holdMessage(transaction: Transaction, ownerId: string, messageId: string): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      'SELECT FROM messages WHERE id = $1 AND owner_id = $2 FOR KEY SHARE',
      [messageId, ownerId],
    );
    return rows.length > 0;
  }

  /**
   * Makes the owner's clients among the ids the audience of the mailing; returns how many they are. The clients are
   * held before the list is touched: whoever deletes one takes them in the same order.
   */
  async setClients(
    transaction: Transaction,
    mailing: Mailing,
    clientIds: readonly string[],
  ): Promise<number> {
    const chosen =
      clientIds.length === 0
        ? []
        : await transaction.query<{ id: string }[]>(
            'SELECT id FROM clients WHERE owner_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR KEY SHARE',
            [mailing.ownerId, clientIds],
          );
    await transaction.query('DELETE FROM mailing_clients WHERE mailing_id = $1', [mailing.id]);
    await transaction.query(
      'INSERT INTO mailing_clients (mailing_id, client_id) SELECT $1, unnest($2::uuid[])',
      [mailing.id, chosen.map(({ id }) => id)],
    );
    return chosen.length;
  }

  /** Two statements whatever the number of mailings. */
  private async viewsOf(
    mailings: Mailing[],
    transaction: Transaction = this.dataSource.manager,
  ): Promise<MailingView[]> {
    if (mailings.length === 0) return [];
    const ids = [mailings.map((mailing) => mailing.id)];
    const counters = await transaction.query<(Counters & { mailing_id: string })[]>(
      `SELECT mailing_id, ${sumOfCounters} FROM runs WHERE mailing_id = ANY($1::uuid[]) GROUP BY mailing_id`,
      ids,
    );
    const lists = await transaction.query<{ mailing_id: string; client_ids: string[] }[]>(
      `SELECT mailing_id, array_agg(client_id::text ORDER BY client_id) AS client_ids
       FROM mailing_clients WHERE mailing_id = ANY($1::uuid[]) GROUP BY mailing_id`,
      ids,
    );
    const countersById = new Map(counters.map((row) => [row.mailing_id, row]));
    const listsById = new Map(lists.map((row) => [row.mailing_id, row.client_ids]));
    return mailings.map((mailing) => ({
      mailing,
      clientIds: listsById.get(mailing.id) ?? [],
      counts: countsOf(countersById.get(mailing.id) ?? noCounters),
    }));
  }
}
