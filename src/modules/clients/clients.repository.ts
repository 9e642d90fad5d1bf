import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import { containing } from '../../database/containing.js';
import { violatedUniqueIndex } from '../../database/database-fault.js';
import { allIds, KeysetRequest, leadOf, ownedBy, readPage } from '../../database/keyset.js';
import { DomainError } from '../../domain/errors.js';
import type { ChannelName } from '../../domain/mailing-status.js';
import type { ClientFields } from './client-rules.js';
import { Client } from './client.entity.js';

/** Which clients a list shows; `seenBy` null stands for those who see everybody's. */
export interface ClientFilter {
  seenBy: string | null;
  ownerId?: string;
  search?: string;
  tag?: string;
  operatorCode?: string;
}

type Narrower = Pick<ClientFilter, 'search' | 'tag' | 'operatorCode'>;

/** Clients of one owner: the ones named, or those that a filter takes (AND between its kinds, OR within one). */
export type Audience = { clientIds: readonly string[] } | { filter: AudienceValues };
export interface AudienceValues {
  operatorCodes?: readonly string[];
  tags?: readonly string[];
}

export interface FacetRow {
  value: string;
  count: number;
}

/** Where the message goes; a client without it is passed over. */
const contactOf: Record<ChannelName, string> = {
  email: 'client.email IS NOT NULL',
  sms: 'client.phone IS NOT NULL',
  console: 'true',
};

/** As clients_search_idx has it, word by word: one text, since a search in three would cost thrice. */
const searchedText = `(client.fullName || E'\\n' || coalesce(client.email, '') || E'\\n' || coalesce(client.phone, ''))`;

/** Facets are for choosing from, so each list is cut at its most frequent values. */
const facetLimit = 500;

@Injectable()
export class ClientsRepository {
  constructor(@InjectRepository(Client) private readonly clients: Repository<Client>) {}

  /** One page of the clients that the filter shows. */
  page({ seenBy, ownerId, ...narrower }: ClientFilter, request: KeysetRequest) {
    const { conditions, owner } = ownedBy('client.ownerId', { seenBy, ownerId });
    const builder = this.narrowed(narrower).setParameters({ seenBy, ownerId });
    // What a search or a tag finds may be few: it has indexes of its own.
    const isWhole = !Object.values(narrower).some(Boolean);
    if (!isWhole) for (const condition of conditions) builder.andWhere(condition);
    const range = { lead: leadOf(owner), between: allIds, conditions };
    return readPage(builder, request, {
      // Ids sort by time, so that the order of creation needs no index of its own.
      fields: {
        createdAt: '(client.id)',
        fullName: '(client.fullName)',
        email: `coalesce(lower(client.email), '')`,
      },
      defaultSort: '-createdAt',
      key: '(client.id)',
      range: isWhole ? range : undefined,
    });
  }

  findOwned(ownerId: string, id: string): Promise<Client | null> {
    return this.clients.findOneBy({ ownerId, id });
  }

  /** @throws DomainError `client.email_taken`, `client.phone_taken` */
  add(ownerId: string, fields: ClientFields): Promise<Client> {
    // One statement, which needs no transaction around it.
    return this.clients
      .save(this.clients.create({ ...fields, ownerId }), { transaction: false })
      .catch(tellWhatIsTaken);
  }

  /**
   * Changes a client while nobody else can; null when the owner has no such client.
   * @throws DomainError `client.email_taken`, `client.phone_taken`, and whatever `change` throws
   */
  change(ownerId: string, id: string, change: (stored: Client) => ClientFields): Promise<Client | null> {
    return this.clients.manager
      .transaction(async (manager) => {
        const stored = await manager.findOne(Client, {
          where: { ownerId, id },
          lock: { mode: 'pessimistic_write' },
        });
        return stored && manager.save(Object.assign(stored, change(stored)));
      })
      .catch(tellWhatIsTaken);
  }

  /**
   * Deletes a client, takes it off the lists of mailings and cancels what is still on its way to it, counters
   * included. What has crossed the barrier stays: it may have arrived. False when the owner has no such client.
   * `afterwards` works in the same transaction.
   */
  remove(
    ownerId: string,
    id: string,
    afterwards?: (manager: EntityManager, removed: Client) => Promise<void>,
  ): Promise<boolean> {
    return this.clients.manager.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const removed = await manager.findOne(Client, { where: { ownerId, id }, lock });
      if (!removed) return false;
      await manager.delete(Client, { ownerId, id });
      await manager.query('DELETE FROM mailing_clients WHERE client_id = $1', [id]);
      await manager.query(awaitOpeningRuns, [ownerId]);
      await manager.query(lockDeliveries, [id]);
      await manager.query(cancelOpenDeliveries, [id]);
      await afterwards?.(manager, removed);
      return true;
    });
  }

  /** The tags in use, most frequent first. */
  tagFacets({ seenBy, ownerId }: ClientFilter): Promise<FacetRow[]> {
    return this.clients.query(
      `SELECT tag AS value, count(*)::int AS count FROM clients, unnest(tags) AS tag
       WHERE ($1::uuid IS NULL OR owner_id = $1) AND ($2::uuid IS NULL OR owner_id = $2)
       GROUP BY tag ORDER BY count DESC, value LIMIT ${facetLimit}`,
      [seenBy, ownerId ?? null],
    );
  }

  /** The operator codes in use, most frequent first. */
  operatorCodeFacets({ seenBy, ownerId }: ClientFilter): Promise<FacetRow[]> {
    return this.clients.query(
      `SELECT operator_code AS value, count(*)::int AS count FROM clients
       WHERE ($1::uuid IS NULL OR owner_id = $1) AND ($2::uuid IS NULL OR owner_id = $2)
         AND operator_code IS NOT NULL
       GROUP BY operator_code ORDER BY count DESC, value LIMIT ${facetLimit}`,
      [seenBy, ownerId ?? null],
    );
  }

  /** The owner's next clients after this id, oldest first; without entities, which a million would be slow as. */
  ownedAfter(ownerId: string, id: string | null, limit: number): Promise<(ClientFields & { id: string })[]> {
    return this.clients.query(
      `SELECT id, email, phone, full_name AS "fullName", comment, operator_code AS "operatorCode", tags, timezone,
         attributes
       FROM clients WHERE owner_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [ownerId, id, limit],
    );
  }

  /** How many of these ids are clients of the owner; an id named twice counts once. */
  async countOwned(ownerId: string, ids: readonly string[]): Promise<number> {
    const [row] = await this.clients.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM clients WHERE owner_id = $1 AND id = ANY($2::uuid[])',
      [ownerId, ids],
    );
    return row!.count;
  }

  /** How many clients the audience has that the channel can reach. */
  audienceCount(ownerId: string, audience: Audience, channel: ChannelName): Promise<number> {
    return this.audience(ownerId, audience, channel).getCount();
  }

  /** The first clients of the audience, oldest first: the order in which a run takes them in. */
  audienceSample(ownerId: string, audience: Audience, channel: ChannelName, size: number): Promise<Client[]> {
    return this.audience(ownerId, audience, channel).orderBy('client.id').limit(size).getMany();
  }

  private audience(ownerId: string, audience: Audience, channel: ChannelName): SelectQueryBuilder<Client> {
    const builder = this.clients
      .createQueryBuilder('client')
      .where('client.ownerId = :ownerId', { ownerId })
      .andWhere(contactOf[channel]);
    if ('clientIds' in audience) {
      return builder.andWhere('client.id = ANY(:clientIds::uuid[])', { clientIds: audience.clientIds });
    }
    const { operatorCodes, tags } = audience.filter;
    if (operatorCodes?.length) {
      builder.andWhere('client.operatorCode = ANY(:operatorCodes::text[])', { operatorCodes });
    }
    if (tags?.length) builder.andWhere('client.tags && :tags::text[]', { tags });
    return builder;
  }

  private narrowed({ search, tag, operatorCode }: Narrower): SelectQueryBuilder<Client> {
    const builder = this.clients.createQueryBuilder('client').where('true');
    if (tag !== undefined) builder.andWhere('client.tags @> ARRAY[:tag]::text[]', { tag });
    if (operatorCode) builder.andWhere('client.operatorCode = :operatorCode', { operatorCode });
    if (search) {
      const asPhone = /^[\d\s()+-]*\d[\d\s()+-]*$/.test(search) ? search.replace(/\D/g, '') : search;
      const patterns = [...new Set([search, asPhone])].map(containing);
      builder.andWhere(`${searchedText} ILIKE ANY (:patterns::text[])`, { patterns });
    }
    return builder;
  }
}

// A run that is being opened may have taken the client in already, unseen by us: whoever opens it holds its row, and
// whoever comes after us waits, and then sees that the client is gone.
const awaitOpeningRuns = `
  SELECT FROM runs WHERE owner_id = $1 AND finished_at IS NULL AND snapshot_done_at IS NULL ORDER BY id FOR KEY SHARE`;

// Deliveries by number first, then runs by id: the order in which workers record results, so that nobody waits in a
// circle. All of the client's, since an erasure changes those that have ended as well.
const lockDeliveries = `SELECT FROM deliveries WHERE client_id = $1 ORDER BY number FOR UPDATE`;

const cancelOpenDeliveries = `
  WITH cancelled AS (
    UPDATE deliveries SET status = 'cancelled', lease_until = NULL, next_attempt_at = NULL
    WHERE client_id = $1 AND status IN ('pending', 'leased', 'deferred')
    RETURNING run_id
  ), counted AS (
    SELECT run_id, count(*)::int AS count FROM cancelled GROUP BY run_id
  ), locked AS (
    SELECT id FROM runs WHERE id IN (SELECT run_id FROM counted) ORDER BY id FOR NO KEY UPDATE
  )
  UPDATE runs SET cancelled = runs.cancelled + counted.count
  FROM counted JOIN locked ON locked.id = counted.run_id
  WHERE runs.id = counted.run_id`;

function tellWhatIsTaken(fault: unknown): never {
  switch (violatedUniqueIndex(fault)) {
    case 'clients_owner_email_key':
      throw new DomainError('client.email_taken');
    case 'clients_owner_phone_key':
      throw new DomainError('client.phone_taken');
    default:
      throw fault;
  }
}
