import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { containing } from '../../database/containing.js';
import { allIds, KeysetRequest, leadOf, ownedBy, readPage } from '../../database/keyset.js';
import { Suppression, SuppressionReason, SuppressionSource } from './suppression.entity.js';

/** Contacts of one owner that must not be written to, and why. */
export interface NewSuppressions {
  ownerId: string;
  contacts: readonly string[];
  reason: SuppressionReason;
  source: SuppressionSource;
  mailingId: string | null;
}

export interface SuppressionFilter {
  /** Null: everybody's. */
  seenBy: string | null;
  ownerId?: string;
  search?: string;
  reason?: SuppressionReason;
}

@Injectable()
export class SuppressionsRepository {
  constructor(@InjectRepository(Suppression) private readonly suppressions: Repository<Suppression>) {}

  page({ seenBy, ownerId, search, reason }: SuppressionFilter, request: KeysetRequest) {
    const { conditions, owner } = ownedBy('suppression.ownerId', { seenBy, ownerId });
    if (reason) conditions.push('suppression.reason = :reason');
    const builder = this.suppressions
      .createQueryBuilder('suppression')
      .where('true')
      .setParameters({ seenBy, ownerId, reason });
    if (search) {
      builder.andWhere('suppression.contact ILIKE :pattern', { pattern: containing(search) });
    }
    return readPage(builder, request, {
      fields: { createdAt: '(suppression.id)' },
      defaultSort: '-createdAt',
      key: '(suppression.id)',
      range: {
        lead: leadOf(owner, reason && ['suppression.reason', 'reason']),
        between: allIds,
        conditions,
      },
    });
  }

  find(id: string): Promise<Suppression | null> {
    return this.suppressions.findOneBy({ id });
  }

  /** Adds what is not on the list yet; returns the ids of the new ones. */
  async add({ ownerId, contacts, reason, source, mailingId }: NewSuppressions): Promise<string[]> {
    const rows = await this.suppressions.query<{ id: string }[]>(
      `INSERT INTO suppressions (owner_id, contact, key, reason, source, mailing_id)
       SELECT DISTINCT $1::uuid, lower(contact), suppression_key($1, contact), $3, $4, $5::uuid
       FROM unnest($2::text[]) AS contact
       ON CONFLICT (key) DO NOTHING RETURNING id`,
      [ownerId, contacts, reason, source, mailingId],
    );
    return rows.map(({ id }) => id);
  }

  async remove(ownerId: string, id: string): Promise<boolean> {
    const { affected } = await this.suppressions.delete({ ownerId, id });
    return Boolean(affected);
  }

  /** Where the mailing wrote to this client, and where it would write now. */
  async contactsOf(ownerId: string, mailingId: string, clientId: string): Promise<string[]> {
    const rows = await this.suppressions.query<{ contact: string }[]>(
      `SELECT DISTINCT lower(recipient) AS contact FROM deliveries
       WHERE client_id = $3 AND mailing_id = $2 AND owner_id = $1 AND recipient NOT LIKE 'erased:%'
       UNION
       SELECT lower(CASE WHEN m.channel = 'sms' THEN c.phone ELSE coalesce(c.email, c.phone) END)
       FROM clients c JOIN mailings m ON m.id = $2 AND m.owner_id = c.owner_id
       WHERE c.id = $3 AND c.owner_id = $1`,
      [ownerId, mailingId, clientId],
    );
    return rows.map(({ contact }) => contact).filter((contact) => contact !== null);
  }

  /** The owner's clients with these contacts. */
  async clientsWith(ownerId: string, contacts: readonly string[]): Promise<string[]> {
    const rows = await this.suppressions.query<{ id: string }[]>(
      `SELECT id FROM clients WHERE owner_id = $1 AND lower(email) = ANY ($2::text[])
       UNION SELECT id FROM clients WHERE owner_id = $1 AND phone = ANY ($2::text[])`,
      [ownerId, contacts],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Takes what is on its way to these contacts of the clients off it, counters included. What has crossed the barrier
   * stays: it may have arrived. What is not found here (a run that is just taking clients in) meets the barrier.
   */
  async closeOpenDeliveries(ownerId: string, clientIds: readonly string[], contacts: readonly string[]) {
    await this.suppressions.query(
      `WITH open AS MATERIALIZED (
         SELECT number FROM deliveries
         WHERE client_id = ANY ($2::uuid[]) AND owner_id = $1 AND status IN ('pending', 'leased', 'deferred')
           AND lower(recipient) = ANY ($3::text[])
         ORDER BY number FOR UPDATE
       ), closed AS (
         UPDATE deliveries SET status = 'suppressed', lease_until = NULL, next_attempt_at = NULL
         WHERE number = ANY (ARRAY(SELECT number FROM open)) RETURNING run_id
       ), counted AS (
         SELECT run_id, count(*)::int AS count FROM closed GROUP BY run_id
       ), locked AS MATERIALIZED (
         SELECT id FROM runs WHERE id IN (SELECT run_id FROM counted) ORDER BY id FOR NO KEY UPDATE
       )
       UPDATE runs SET suppressed = runs.suppressed + counted.count
       FROM counted JOIN locked ON locked.id = counted.run_id WHERE runs.id = locked.id`,
      [ownerId, clientIds, contacts],
    );
  }
}
