import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transaction.js';
import { type Actor, mayChangeRole, permissionsOf, type Role } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import type { Page } from '../../http/page.dto.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { AuditLog } from '../audit/audit-log.service.js';
import { isCommonPassword } from './common-passwords.js';
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
    private readonly audit: AuditLog,
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

  /**
   * An account that is active at once when it has a password, else an invited one. Throws `user.email_taken`, and
   * `access.denied` for a role with more rights than the actor has.
   */
  async create(actor: Actor, { email, role = 'user', fullName = '', password }: CreateUser): Promise<User> {
    if (!mayChangeRole(actor, 'user', role)) throw new DomainError('access.denied');
    if (password !== undefined) return this.createActive(actor, { email, role, fullName, password });
    return this.transactions.run(async (manager) => {
      const user = await this.users.insert({ email, role, fullName }, manager);
      await this.logCreation(manager, actor, user);
      await this.jobs.add(
        'mail_account_link',
        { userId: user.id, kind: 'invitation' },
        { key: `invitation:${user.id}` },
        manager,
      );
      return user;
    });
  }

  /** Is it one of those that are guessed first? For commands, which can ask before they need a database. */
  static isCommonPassword(password: string): boolean {
    return isCommonPassword(password);
  }

  /** For the command line: an active account, or the one that has this address already, as it is. */
  async ensureActive(account: { email: string; role: Role; password: string }) {
    const existing = await this.users.findByEmail(account.email);
    if (existing) return { user: existing, isNew: false };
    try {
      return { user: await this.createActive(null, { fullName: '', ...account }), isNew: true };
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
      const newHash = await this.passwords.hash(password);
      await this.users.replacePasswordHash(user.id, user.passwordHash, newHash);
    }
    return user;
  }

  /** Whoever a token of this version and session speaks for, with all rights; null when the token's time is over. */
  async findActor(id: string, sessionVersion: number, sessionId: string): Promise<Actor | null> {
    const user = await this.users.findInSession(id, sessionId);
    if (!user || user.sessionVersion !== sessionVersion || statusOf(user) !== 'active') return null;
    return { ...actorOf(user), sessionId };
  }

  private async createActive(
    actor: Actor | null,
    { password, ...values }: Required<CreateUser>,
  ): Promise<User> {
    const passwordHash = await this.passwords.hash(password);
    return this.transactions.run(async (transaction) => {
      const active = { ...values, passwordHash, confirmedAt: new Date() };
      const user = await this.users.insert(active, transaction);
      await this.logCreation(transaction, actor, user);
      return user;
    });
  }

  private logCreation(
    transaction: Transaction,
    actor: Actor | null,
    { id, email, role }: User,
  ): Promise<void> {
    const target = { type: 'user', id, name: email } as const;
    return this.audit.write(transaction, { actor, action: 'user.created', target, details: { role } });
  }
}

/** The user with all rights, of the role and of the groups. */
export function actorOf({ id, email, role, grantedPermissions }: User): Actor {
  return { id, email, role, permissions: permissionsOf(role, grantedPermissions ?? []) };
}
