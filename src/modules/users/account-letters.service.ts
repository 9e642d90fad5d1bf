// Makes the mails of accounts ready, in the worker and at the moment of sending: a token then stands nowhere but in
// its mail, its time begins when the mail leaves, and the API does the same work for addresses known and unknown.
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import type { LinkKind } from './account-token.entity.js';
import { AccountTokensRepository } from './account-tokens.repository.js';
import type { Language, User } from './user.entity.js';
import { statusOf } from './user-status.js';
import { UsersRepository } from './users.repository.js';

/** What AccountMailService takes. */
export interface AccountLetter {
  kind: LinkKind | 'address_taken';
  to: string;
  language: Language;
  values: Record<string, string>;
}

/** The pages that links open, here or on the site at WEB_URL. */
const pages: Readonly<Record<LinkKind, string>> = {
  confirmation: 'confirm',
  address_change: 'confirm',
  invitation: 'invite',
  password_reset: 'reset',
};

@Injectable()
export class AccountLettersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly tokens: AccountTokensRepository,
    private readonly config: AppConfig,
  ) {}

  /** Each method answers null where there is nothing to send, or no longer. */
  async withLink({ userId, kind }: { userId: string; kind: LinkKind }): Promise<AccountLetter | null> {
    const user = await this.users.findById(userId);
    if (!user || statusOf(user) === 'blocked') return null;
    if (kind === 'address_change') return this.forNewAddress(user);
    const isForUnconfirmed = kind !== 'password_reset';
    if (isForUnconfirmed !== (statusOf(user) === 'unconfirmed')) return null;
    return this.letter(user, kind, user.email);
  }

  /**
   * Somebody registered under an address that has an account: its holder is told. Where the address was never
   * confirmed, whoever reads its mail chooses the password anew: the first one may be a stranger's, who registered
   * somebody else's address and waits for it to be confirmed.
   */
  async forTakenAddress(email: string): Promise<AccountLetter | null> {
    return this.toHolder(email, 'invitation', (user) => this.takenLetter(user));
  }

  /** Somebody forgot the password of this address, which may be nobody's. */
  async forForgottenPassword(email: string): Promise<AccountLetter | null> {
    return this.toHolder(email, 'confirmation', (user) => this.letter(user, 'password_reset', user.email));
  }

  private async toHolder(
    email: string,
    whileUnconfirmed: LinkKind,
    letterFor: (user: User) => AccountLetter | Promise<AccountLetter>,
  ) {
    const user = await this.users.findWithPassword(email);
    if (!user) return null;
    switch (statusOf(user)) {
      case 'blocked':
        return null;
      case 'active':
        return letterFor(user);
      case 'unconfirmed':
        // Who was invited has no password yet, and chooses one.
        return this.letter(user, user.passwordHash === null ? 'invitation' : whileUnconfirmed, user.email);
    }
  }

  private async forNewAddress(user: User): Promise<AccountLetter | null> {
    if (user.pendingEmail === null) return null;
    const holder = await this.users.findByEmail(user.pendingEmail);
    if (!holder || holder.id === user.id) return this.letter(user, 'address_change', user.pendingEmail);
    return statusOf(holder) === 'active' ? this.takenLetter(holder) : null;
  }

  private async letter(user: User, kind: LinkKind, to: string): Promise<AccountLetter> {
    const token = await this.tokens.issue({ userId: user.id, kind, email: to });
    const url = `${this.config.http.linkUrl}/${pages[kind]}?token=${token}`;
    return { kind, to, language: user.language, values: { url } };
  }

  private takenLetter({ email, language }: User): AccountLetter {
    const { hasOwnSite, linkUrl } = this.config.http;
    return { kind: 'address_taken', to: email, language, values: hasOwnSite ? { url: linkUrl } : {} };
  }
}
