// What a person may ask of us: everything that we know about them, and to be forgotten.
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import type { ClientData } from './dto/client-data.response.js';

/** Everything about the client by the table it stands in. */
const queries: Record<keyof ClientData, string> = {
  client: `SELECT id, email, phone, full_name AS "fullName", comment, operator_code AS "operatorCode", tags, timezone,
      attributes, created_at AS "createdAt", updated_at AS "updatedAt"
    FROM clients WHERE owner_id = $1 AND id = $2`,
  mailings: `SELECT m.id, m.name FROM mailing_clients mc JOIN mailings m ON m.id = mc.mailing_id
    WHERE m.owner_id = $1 AND mc.client_id = $2 AND m.deleted_at IS NULL ORDER BY m.id`,
  deliveries: `SELECT d.id, d.mailing_id AS "mailingId", d.run_id AS "runId", d.recipient,
      d.recipient_name AS "recipientName", d.slots,
      CASE WHEN d.status = 'leased' THEN 'pending' ELSE d.status END AS status, d.attempts,
      d.created_at AS "createdAt", d.sent_at AS "sentAt", d.last_code AS "lastCode", d.last_reply AS "lastReply"
    FROM deliveries d WHERE d.owner_id = $1 AND d.client_id = $2 ORDER BY d.number`,
  attempts: `SELECT id, at, status, stage, code, enhanced_code AS "enhancedCode", reply, error,
      duration_ms AS "durationMs", delivery_id AS "deliveryId", mailing_id AS "mailingId", recipient
    FROM attempts WHERE owner_id = $1 AND client_id = $2 ORDER BY id`,
  suppressions: `SELECT s.contact, s.reason, s.source, s.mailing_id AS "mailingId", s.created_at AS "createdAt"
    FROM suppressions s JOIN clients c ON c.id = $2 AND c.owner_id = $1
    WHERE s.owner_id = $1 AND s.key IN (suppression_key($1, c.email), suppression_key($1, c.phone)) ORDER BY s.id`,
};

@Injectable()
export class ClientRightsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** All of one moment; null when the owner has no such client. */
  read(ownerId: string, id: string): Promise<ClientData | null> {
    return this.dataSource.transaction('REPEATABLE READ', async (transaction) => {
      const found: Record<string, object[]> = {};
      for (const [name, sql] of Object.entries(queries))
        found[name] = await transaction.query(sql, [ownerId, id]);
      const [client] = found['client']!;
      return client ? ({ ...found, client } as unknown as ClientData) : null;
    });
  }

  /**
   * Replaces what names the client in the ledger by a pseudonym; the client itself must be gone already, within the
   * same transaction. `contacts` are those it had.
   */
  async forget(
    transaction: EntityManager,
    ownerId: string,
    id: string,
    contacts: readonly string[],
  ): Promise<void> {
    const pseudonym = pseudonymOf(id);
    // For this transaction alone: see the trigger attempts_append_only.
    await transaction.query(`SELECT set_config('postledger.erasing', 'on', true)`);
    const former = await transaction.query<{ recipient: string }[]>(
      `SELECT DISTINCT recipient FROM deliveries WHERE owner_id = $1 AND client_id = $2 AND recipient <> $3`,
      [ownerId, id, pseudonym],
    );
    const all = [...new Set([...contacts, ...former.map(({ recipient }) => recipient)])];
    await transaction.query(
      `UPDATE attempts SET recipient = $3, reply = ${withoutContacts('reply')}, error = ${withoutContacts('error')}
       WHERE owner_id = $1 AND client_id = $2`,
      [ownerId, id, pseudonym, wordsOf(all)],
    );
    await transaction.query(
      `UPDATE deliveries SET recipient = $3, recipient_name = '', slots = '{}',
         last_reply = ${withoutContacts('last_reply')}
       WHERE owner_id = $1 AND client_id = $2`,
      [ownerId, id, pseudonym, wordsOf(all)],
    );
    await transaction.query(`DELETE FROM full_mailbox_reports WHERE client_id = $1`, [id]);
    // The key stays, so that whoever asked for silence keeps it, even when imported once more.
    await transaction.query(
      `UPDATE suppressions SET contact = NULL
       WHERE owner_id = $1 AND key IN (SELECT suppression_key($1, contact) FROM unnest($2::text[]) AS contact)`,
      [ownerId, all],
    );
    await transaction.query(`SELECT set_config('postledger.erasing', 'off', true)`);
  }
}

/** Says that it is one, and is the same in every row of the client, so that the ledger still adds up. */
function pseudonymOf(id: string): string {
  return `erased:${id}`;
}

/** A server's words often repeat the address, or only what stands before the @. */
function wordsOf(contacts: readonly string[]): string[] {
  return [...new Set(contacts.flatMap((contact) => [contact, contact.split('@')[0]!]))].map((word) =>
    word.toLowerCase(),
  );
}

/** $4 the words that must not be in it. */
function withoutContacts(column: string): string {
  return `CASE WHEN EXISTS (SELECT FROM unnest($4::text[]) AS word WHERE position(word IN lower(${column})) > 0)
    THEN '[erased]' ELSE ${column} END`;
}
