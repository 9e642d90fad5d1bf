import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transaction.js';
import { Actor, permissionsOfRole, Role } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import type { Page } from '../../http/page.dto.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { Passwords } from './passwords.js';
import type { User } from './user.entity.js';
import { Profile, UserFilter, UsersRepository } from './users.repository.js';
import { statusOf } from './user-status.js';

export interface CreateUser {
  email: string;
  role?: Role;
  fullName?: string;
  /** Without one the person is invited by mail and sets it. */
  password?: string;
}

@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly jobs: JobQueue,
    private readonly transactions: Transactions,
  ) {}

  find(id: string, transaction?: Transaction): Promise<User | null> {
    return this.users.findById(id, transaction);
  }

  /** Throws `user.not_found`. */
  async get(id: string): Promise<User> {
    const user = await this.users.findById(id);
    if (!user) throw new DomainError('user.not_found');
    return user;
  }

  list(filter: UserFilter): Promise<Page<User>> {
    return this.users.findPage(filter);
  }

  /** An account that is active at once when it has a password, else an invited one. Throws `user.email_taken`. */
  async create({ email, role = 'user', fullName = '', password }: CreateUser): Promise<User> {
    if (password !== undefined) return this.createActive({ email, role, fullName, password });
    return this.transactions.run(async (manager) => {
      const user = await this.users.insert({ email, role, fullName }, manager);
      await this.jobs.add(
        'mail_account_link',
        { userId: user.id, kind: 'invitation' },
        { key: `invitation:${user.id}` },
        manager,
      );
      return user;
    });
  }

  /** For the command line: an active account, or the one that has this address already, as it is. */
  async ensureActive(account: { email: string; role: Role; password: string }) {
    const existing = await this.users.findByEmail(account.email);
    if (existing) return { user: existing, isNew: false };
    try {
      return { user: await this.createActive({ fullName: '', ...account }), isNew: true };
    } catch (fault) {
      // Somebody else was faster.
      const user = await this.users.findByEmail(account.email);
      if (!user) throw fault;
      return { user, isNew: false };
    }
  }

  /** Throws `user.not_found`. */
  async changeProfile(id: string, changes: Partial<Profile>): Promise<User> {
    const user = await this.users.changeProfile(id, changes);
    if (!user) throw new DomainError('user.not_found');
    return user;
  }

  /** The account of this address when the password is right, blocked or not; null otherwise, after the same time. */
  async findByPassword(email: string, password: string): Promise<User | null> {
    const user = await this.users.findWithPassword(email);
    if (!(await this.passwords.matches(password, user?.passwordHash)) || !user?.passwordHash) return null;
    if (this.passwords.isOutdated(user.passwordHash)) {
      await this.users.setPasswordHash(user.id, await this.passwords.hash(password));
    }
    return user;
  }

  /** Whoever a token of this version and session speaks for, with all rights; null when the token's time is over. */
  async findActor(id: string, sessionVersion: number, sessionId: string): Promise<Actor | null> {
    const user = await this.users.findInSession(id, sessionId);
    if (!user || user.sessionVersion !== sessionVersion || statusOf(user) !== 'active') return null;
    return { ...actorOf(user), sessionId };
  }

  private async createActive({ password, ...values }: Required<CreateUser>): Promise<User> {
    const passwordHash = await this.passwords.hash(password);
    return this.users.insert({ ...values, passwordHash, confirmedAt: new Date() });
  }
}

export function actorOf({ id, email, role }: User): Actor {
  return { id, email, role, permissions: permissionsOfRole[role] };
}
