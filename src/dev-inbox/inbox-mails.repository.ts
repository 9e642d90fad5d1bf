import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { KeysetRequest, readPage } from '../database/keyset.js';
import { type TakenMail, wireAddress } from './dev-mail-server.js';
import { InboxMail } from './inbox-mail.entity.js';

export interface InboxFilter extends KeysetRequest {
  /** The address of the envelope, in any case. */
  to?: string;
}

/** Headers end before this, or the rest of them is not worth showing in a list. */
const headBytes = 32 * 1024;

@Injectable()
export class InboxMailsRepository {
  constructor(@InjectRepository(InboxMail) private readonly mails: Repository<InboxMail>) {}

  /** All of them in one statement, a row per recipient. */
  async insert(mails: readonly TakenMail[]): Promise<void> {
    const values: unknown[] = [];
    const put = (value: unknown) => `$${values.push(value)}`;
    const rows = mails.flatMap(({ from, to, raw }) => {
      const [sender, bytes] = [put(from), put(raw)];
      return to.map((recipient) => `(${sender}::text, ${put(recipient)}::text, ${bytes}::bytea)`);
    });
    await this.mails.query(
      `INSERT INTO inbox_mails (mail_from, rcpt_to, raw) VALUES ${rows.join(', ')}`,
      values,
    );
  }

  /** Deletes all but the newest. */
  async keepNewest(count: number): Promise<void> {
    await this.mails.query(
      `DELETE FROM inbox_mails
        WHERE id <= (SELECT id FROM inbox_mails ORDER BY id DESC OFFSET $1 LIMIT 1)`,
      [count],
    );
  }

  /** Newest first. */
  findPage({ to, ...request }: InboxFilter) {
    const query = this.mails.createQueryBuilder('mail');
    if (to !== undefined) query.where('lower(mail.rcptTo) = lower(:to)', { to: wireAddress(to) });
    return readPage(query, request, {
      fields: { receivedAt: 'mail.id' },
      defaultSort: '-receivedAt',
      key: 'mail.id',
    });
  }

  /** The beginning of each mail, for its headers. */
  async headsOf(ids: readonly string[]): Promise<Map<string, Buffer>> {
    const rows: { id: string; head: Buffer }[] = await this.mails.query(
      `SELECT id, substring(raw FROM 1 FOR $2::int) AS head FROM inbox_mails WHERE id = ANY($1::uuid[])`,
      [ids, headBytes],
    );
    return new Map(rows.map(({ id, head }) => [id, head]));
  }

  /** With its bytes. */
  findById(id: string): Promise<InboxMail | null> {
    return this.mails.createQueryBuilder('mail').addSelect('mail.raw').where({ id }).getOne();
  }
}
