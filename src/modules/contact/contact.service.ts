import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { Transactions } from '../../database/transaction.js';
import type { KeysetRequest } from '../../database/keyset.js';
import type { Page } from '../../http/page.dto.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { ContactLimit } from './contact-limit.js';
import type { Contact } from './contact.entity.js';
import { ContactsRepository, type NewContact } from './contacts.repository.js';

@Injectable()
export class ContactService {
  constructor(
    private readonly contacts: ContactsRepository,
    private readonly limit: ContactLimit,
    private readonly jobs: JobQueue,
    private readonly transactions: Transactions,
    private readonly config: AppConfig,
  ) {}

  /** Stores it, and has it mailed to SUPPORT_EMAIL by a job, so that no mail server is waited for. Throws `request.too_many`. */
  async take(values: NewContact, ip: string): Promise<Contact> {
    await this.limit.count(ip);
    return this.transactions.run(async (transaction) => {
      const contact = await this.contacts.insert(values, transaction);
      const { id, name, message, email, phone } = contact;
      const mail = {
        kind: 'contact',
        to: this.config.mail.supportEmail,
        ...(email === null ? {} : { replyTo: email }),
        language: 'ru' as const,
        values: { name, message, email: email ?? '', phone: phone ?? '' },
      };
      await this.jobs.add('send_account_mail', mail, { key: `contact:${id}` }, transaction);
      return contact;
    });
  }

  list(request: KeysetRequest): Promise<Page<Contact>> {
    return this.contacts.findPage(request);
  }
}
