import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transaction.js';
import { DomainError } from '../../domain/errors.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { AccountTokensRepository } from './account-tokens.repository.js';
import { Passwords } from './passwords.js';
import type { Language } from './user.entity.js';
import { statusOf } from './user-status.js';
import { UsersRepository } from './users.repository.js';

export interface Registration {
  email: string;
  password: string;
  fullName?: string;
  phone?: string | null;
  country?: string | null;
  language?: Language;
}

/** How people come in by themselves, and prove that an address is theirs. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly tokens: AccountTokensRepository,
    private readonly jobs: JobQueue,
    private readonly transactions: Transactions,
  ) {}

  /**
   * A new account that waits for its confirmation. A taken address gets none, and its holder a mail; the caller cannot
   * tell the one from the other. Mails are queued, so that a mail server that is away is no matter here.
   * `mayTellHolder`: false where a taken address got mails enough.
   */
  async register({ password, ...values }: Registration, mayTellHolder: boolean): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    try {
      await this.transactions.run(async (manager) => {
        const { id } = await this.users.insert({ ...values, role: 'user', passwordHash }, manager);
        await this.jobs.add('mail_account_link', { userId: id, kind: 'confirmation' }, {}, manager);
      });
    } catch (fault) {
      if (!(fault instanceof DomainError) || fault.code !== 'user.email_taken') throw fault;
      if (mayTellHolder) await this.jobs.add('mail_taken_address', { email: values.email });
    }
  }

  /** A mailed link was opened: the address is its reader's. Throws `auth.link_invalid`, `auth.link_expired`. */
  confirm(token: string): Promise<void> {
    return this.transactions.run(async (manager) => {
      const used = await this.tokens.use(token, ['confirmation', 'address_change'], manager);
      const user = await this.users.lockById(used.userId, manager);
      if (used.kind === 'confirmation') {
        if (!user || statusOf(user) !== 'unconfirmed' || user.email !== used.email) {
          throw new DomainError('auth.link_expired');
        }
        await this.users.change(user.id, { confirmedAt: new Date() }, manager);
      } else {
        if (!user || statusOf(user) !== 'active' || user.pendingEmail !== used.email) {
          throw new DomainError('auth.link_expired');
        }
        await this.users.change(user.id, { email: used.email, pendingEmail: null }, manager);
        // Links in the old mailbox open nothing any more, and it hears why.
        await this.tokens.endAll(user.id, ['password_reset'], manager);
        const { email: to, language } = user;
        await this.jobs.add(
          'send_account_mail',
          { kind: 'address_changed', to, language, values: {} },
          {},
          manager,
        );
      }
    });
  }

  /** Asks the new address to confirm itself; until it does, the old one stays. The own address takes that back. */
  requestAddressChange(userId: string, email: string): Promise<void> {
    return this.transactions.run(async (manager) => {
      const user = await this.users.lockById(userId, manager);
      if (!user) throw new DomainError('user.not_found');
      await this.tokens.endAll(userId, ['address_change'], manager);
      if (user.email === email) return this.users.change(userId, { pendingEmail: null }, manager);
      await this.users.change(userId, { pendingEmail: email }, manager);
      return this.jobs.add('mail_account_link', { userId, kind: 'address_change' }, {}, manager);
    });
  }
}
