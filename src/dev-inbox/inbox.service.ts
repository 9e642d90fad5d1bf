// Reads the mails of the inbox back out of their bytes.
import { Injectable } from '@nestjs/common';
import PostalMime, { type Email } from 'postal-mime';
import { DomainError } from '../domain/errors.js';
import type { Page } from '../http/page.dto.js';
import type { InboxMail } from './inbox-mail.entity.js';
import { InboxFilter, InboxMailsRepository } from './inbox-mails.repository.js';

export interface MailSummary {
  id: string;
  /** Of the header `From`; of the envelope where there is none. */
  from: string;
  /** Of the envelope. */
  to: string;
  subject: string;
  receivedAt: Date;
}

export interface OpenedMail extends MailSummary {
  /** In the order of the mail, unfolded, encoded words as they are. */
  headers: { name: string; value: string }[];
  html: string | null;
  text: string | null;
  raw: string;
}

@Injectable()
export class InboxService {
  constructor(private readonly mails: InboxMailsRepository) {}

  /** Newest first. */
  async list(filter: InboxFilter): Promise<Page<MailSummary>> {
    const page = await this.mails.findPage(filter);
    const heads = await this.mails.headsOf(page.items.map(({ id }) => id));
    const items = page.items.map(async (mail) =>
      summaryOf(mail, await parsed(headerBlock(heads.get(mail.id)))),
    );
    return { ...page, items: await Promise.all(items) };
  }

  /** Throws `inbox.mail_not_found`. */
  async open(id: string): Promise<OpenedMail> {
    const mail = await this.mails.findById(id);
    if (!mail) throw new DomainError('inbox.mail_not_found');
    const email = await parsed(mail.raw);
    return {
      ...summaryOf(mail, email),
      headers: email?.headers.map(({ originalKey, value }) => ({ name: originalKey, value })) ?? [],
      html: email?.html ?? null,
      text: email?.text ?? null,
      raw: mail.raw.toString('utf8'),
    };
  }
}

function summaryOf({ id, mailFrom, rcptTo, receivedAt }: InboxMail, email: Email | null): MailSummary {
  return {
    id,
    from: email?.from?.address || mailFrom,
    to: rcptTo,
    subject: email?.subject ?? '',
    receivedAt,
  };
}

/** Null for bytes that are no mail, or one with more parts or headers than anybody needs. */
async function parsed(bytes: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(bytes);
  } catch {
    return null;
  }
}

/** Up to the empty line that ends the headers (RFC 5322 section 2.1). */
function headerBlock(head: Buffer = Buffer.alloc(0)): Buffer {
  const end = head.indexOf('\r\n\r\n');
  return end === -1 ? head : head.subarray(0, end + 4);
}
