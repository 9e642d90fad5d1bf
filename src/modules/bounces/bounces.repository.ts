import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { outdatedReports, wasFullBefore } from '../suppressions/full-mailboxes.js';

/** What a report may be about. */
export interface ReportedDelivery {
  number: number;
  ownerId: string;
  mailingId: string;
  clientId: string;
  recipient: string;
}

export interface Settlement {
  number: number;
  status: 'sent' | 'failed';
  enhancedCode: string | null;
  words: string;
}

@Injectable()
export class BouncesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(number: number): Promise<ReportedDelivery | null> {
    const [row] = await this.dataSource.query<ReportedDelivery[]>(
      `SELECT number, owner_id AS "ownerId", mailing_id AS "mailingId", client_id AS "clientId", recipient
       FROM deliveries WHERE number = $1 AND recipient NOT LIKE 'erased:%'`,
      [number],
    );
    return row ?? null;
  }

  /** Settles the delivery if it is uncertain, counters and attempt included; otherwise nothing changes. */
  async settle({ number, status, enhancedCode, words }: Settlement): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `WITH settled AS (
         UPDATE deliveries SET status = $2, epoch = epoch + 1, lease_until = NULL, last_code = NULL, last_reply = $4,
           sent_at = CASE WHEN $2 = 'sent' THEN now() ELSE sent_at END
         WHERE number = $1 AND status = 'uncertain' RETURNING *
       ), counted AS (
         UPDATE runs SET uncertain = uncertain - 1, sent = sent + ($2 = 'sent')::int,
           failed = failed + ($2 = 'failed')::int
         WHERE id IN (SELECT run_id FROM settled) RETURNING id, message_id
       )
       INSERT INTO attempts (at, status, stage, enhanced_code, reply, duration_ms, owner_id, delivery_id, run_id,
         mailing_id, message_id, client_id, recipient)
       SELECT now(), CASE WHEN $2 = 'sent' THEN 'success' ELSE 'fail' END, 'report', $3, $4, 0, s.owner_id, s.id,
         s.run_id, s.mailing_id, counted.message_id, s.client_id, s.recipient
       FROM settled s JOIN counted ON counted.id = s.run_id RETURNING id`,
      [number, status, enhancedCode, words],
    );
    return rows.length > 0;
  }

  /**
   * Notes that the delivery's recipient had a full mailbox; answers whether it had for too many letters by now. Each
   * on its own, so that of two reports at once the later one sees both.
   */
  async noteFullMailbox(number: number): Promise<boolean> {
    await this.dataSource.query(
      `WITH outdated AS (${outdatedReports})
       INSERT INTO full_mailbox_reports (delivery_id, client_id, key)
       SELECT id, client_id, suppression_key(owner_id, recipient) FROM deliveries WHERE number = $1
       ON CONFLICT (delivery_id) DO NOTHING`,
      [number],
    );
    const [row] = await this.dataSource.query<{ isTooOften: boolean }[]>(
      `SELECT ${wasFullBefore('d')} AS "isTooOften" FROM deliveries d WHERE d.number = $1`,
      [number],
    );
    return row?.isTooOften ?? false;
  }
}
