import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transaction.js';
import { DomainError } from '../../domain/errors.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { linkKinds } from './account-token.entity.js';
import { AccountTokensRepository } from './account-tokens.repository.js';
import { Passwords } from './passwords.js';
import type { User } from './user.entity.js';
import { statusOf } from './user-status.js';
import { UsersRepository } from './users.repository.js';

/** What else ends with the password, in the same transaction. */
export type AlsoEnd = (user: User, transaction: Transaction) => Promise<void>;

/** A reset that comes hours later is of no use: after so many tries it is given up (some three hours). */
const mostResetTries = 9;

/** New passwords, and what ends with the old ones. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly tokens: AccountTokensRepository,
    private readonly jobs: JobQueue,
    private readonly transactions: Transactions,
  ) {}

  /** One and the same job whether the address is known or not: who is behind it, the worker finds out. */
  requestReset(email: string): Promise<void> {
    return this.jobs.add('mail_forgotten_password', { email }, { maxAttempts: mostResetTries });
  }

  /**
   * Sets the password by a mailed link; an invitation is accepted so too. Ends every session, and what `alsoEnd` ends.
   * Answers the account. Throws `auth.link_invalid`, `auth.link_expired`, `auth.busy`.
   */
  async resetPassword(token: string, password: string, alsoEnd: AlsoEnd): Promise<User> {
    // Hashing costs; whoever guesses at tokens does not get that far.
    await this.tokens.check(token, ['password_reset', 'invitation']);
    const passwordHash = await this.passwords.hash(password);
    return this.transactions.run(async (manager) => {
      const used = await this.tokens.use(token, ['password_reset', 'invitation'], manager);
      const user = await this.users.lockById(used.userId, manager);
      const expected = used.kind === 'invitation' ? 'unconfirmed' : 'active';
      if (!user || statusOf(user) !== expected || user.email !== used.email) {
        throw new DomainError('auth.link_expired');
      }
      await this.setPassword(user, passwordHash, 'password_reset_done', manager);
      await alsoEnd(user, manager);
      return user;
    });
  }

  /**
   * For whoever proved to know the current one: `proven` is the account as it was then. Ends every session. False where
   * the password was set anew, or the account blocked, since then. Throws `auth.busy`.
   */
  async changePassword(proven: User, password: string): Promise<boolean> {
    const passwordHash = await this.passwords.hash(password);
    return this.transactions.run(async (manager) => {
      const user = await this.users.lockById(proven.id, manager);
      // Not the hash is compared: a log-in may have stored the same password with other settings.
      if (user?.sessionVersion !== proven.sessionVersion) return false;
      await this.setPassword(user, passwordHash, 'password_changed', manager);
      return true;
    });
  }

  private async setPassword(
    user: User,
    passwordHash: string,
    notice: 'password_changed' | 'password_reset_done',
    manager: Transaction,
  ): Promise<void> {
    const isFirst = user.confirmedAt === null;
    // A change of address that somebody else began must not outlive the password they knew.
    await this.users.change(
      user.id,
      { passwordHash, confirmedAt: user.confirmedAt ?? new Date(), pendingEmail: null, endsSessions: true },
      manager,
    );
    await this.tokens.endAll(user.id, linkKinds, manager);
    if (isFirst) return;
    const { email: to, language } = user;
    await this.jobs.add('send_account_mail', { kind: notice, to, language, values: {} }, {}, manager);
  }
}
