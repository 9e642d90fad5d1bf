import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { EntityManager, Repository } from 'typeorm';
import { containing } from '../../database/containing.js';
import { violatedUniqueIndex } from '../../database/database-fault.js';
import { KeysetRequest, readPage } from '../../database/keyset.js';
import type { Transaction } from '../../database/transaction.js';
import type { Role } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import { User } from './user.entity.js';
import type { UserStatus } from './user-status.js';

export interface UserFilter extends KeysetRequest {
  search?: string;
  role?: Role;
  status?: UserStatus;
  ids?: string[];
}

export type NewUser = Pick<User, 'email' | 'role'> &
  Partial<Pick<User, 'passwordHash' | 'fullName' | 'phone' | 'country' | 'language' | 'confirmedAt'>>;

/** What a user may change about the own account. */
export type Profile = Pick<User, 'fullName' | 'phone' | 'country' | 'language' | 'timezone'>;

/** What changes an account besides its profile. */
export type AccountChange = Partial<
  Pick<User, 'email' | 'pendingEmail' | 'passwordHash' | 'confirmedAt' | 'avatar'>
> & {
  endsSessions?: boolean;
};

const conditions: Record<UserStatus, string> = {
  active: 'user.blockedAt IS NULL AND user.confirmedAt IS NOT NULL',
  unconfirmed: 'user.blockedAt IS NULL AND user.confirmedAt IS NULL',
  blocked: 'user.blockedAt IS NOT NULL',
};

@Injectable()
export class UsersRepository {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  findById(id: string, manager: EntityManager = this.users.manager): Promise<User | null> {
    return manager.findOneBy(User, { id });
  }

  /** The user while the session lasts; null when either is over. One query, asked with every request. */
  findInSession(id: string, sessionId: string): Promise<User | null> {
    return this.users
      .createQueryBuilder('user')
      .where('user.id = :id', { id })
      .andWhere('EXISTS (SELECT FROM sessions WHERE id = :sessionId AND user_id = user.id)', { sessionId })
      .getOne();
  }

  /** For a change that depends on what it finds; nobody else changes the user until the transaction ends. */
  lockById(id: string, manager: EntityManager): Promise<User | null> {
    return manager.findOne(User, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  findByEmail(email: string): Promise<User | null> {
    return this.byEmail(email).getOne();
  }

  /** The only read that brings the password's hash along. */
  findWithPassword(email: string): Promise<User | null> {
    return this.byEmail(email).addSelect('user.passwordHash').getOne();
  }

  findPage(filter: UserFilter) {
    const query = this.users.createQueryBuilder('user');
    if (filter.role) query.andWhere('user.role = :role', { role: filter.role });
    if (filter.ids) query.andWhere('user.id = ANY(:ids)', { ids: filter.ids });
    if (filter.status) query.andWhere(conditions[filter.status]);
    if (filter.search) {
      query.andWhere('(user.email ILIKE :pattern OR user.fullName ILIKE :pattern)', {
        pattern: containing(filter.search),
      });
    }
    return readPage(query, filter, {
      fields: { createdAt: 'user.id', email: 'lower(user.email)', fullName: 'lower(user.fullName)' },
      defaultSort: '-createdAt',
      key: 'user.id',
    });
  }

  /** Throws `user.email_taken`. */
  async insert(values: NewUser, manager: EntityManager = this.users.manager): Promise<User> {
    const { id } = await this.refusingTakenEmail(() => manager.save(User, manager.create(User, values)));
    return manager.findOneByOrFail(User, { id });
  }

  /** The changed user, or null when there is none. */
  async changeProfile(id: string, changes: Partial<Profile>): Promise<User | null> {
    if (Object.keys(changes).length > 0) await this.users.update({ id }, changes);
    return this.findById(id);
  }

  /** Throws `user.email_taken`. `endsSessions`: every session and access token ends at once. */
  async change(
    id: string,
    { endsSessions = false, ...changes }: AccountChange,
    manager: EntityManager,
  ): Promise<void> {
    const version = endsSessions ? { sessionVersion: () => 'session_version + 1' } : {};
    await this.refusingTakenEmail(() => manager.update(User, { id }, { ...changes, ...version }));
  }

  /** The same password hashed anew; nothing happens where another one was set meanwhile. */
  async replacePasswordHash(id: string, oldHash: string, newHash: string): Promise<void> {
    await this.users.update({ id, passwordHash: oldHash }, { passwordHash: newHash });
  }

  /** Blocks or unblocks; blocking ends every access token of the user at once. Null when there is no such user. */
  async setBlockedAt(id: string, blockedAt: Date | null, manager: EntityManager = this.users.manager) {
    await manager.update(User, { id }, { blockedAt, sessionVersion: () => 'session_version + 1' });
    return manager.findOneBy(User, { id });
  }

  /** Ids of the admins who can log in, held until the transaction ends; in the order of ids, so that nobody deadlocks. */
  async lockActiveAdmins(transaction: Transaction): Promise<string[]> {
    const rows = await transaction.query<{ id: string }[]>(
      `SELECT id FROM users WHERE role = 'admin' AND blocked_at IS NULL AND confirmed_at IS NOT NULL
       ORDER BY id FOR UPDATE`,
    );
    return rows.map(({ id }) => id);
  }

  async setRole(transaction: Transaction, id: string, role: Role): Promise<User> {
    await transaction.update(User, { id }, { role });
    return transaction.findOneByOrFail(User, { id });
  }

  private byEmail(email: string) {
    return this.users.createQueryBuilder('user').where('lower(user.email) = lower(:email)', { email });
  }

  private async refusingTakenEmail<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (fault) {
      if (violatedUniqueIndex(fault) === 'users_email_key') throw new DomainError('user.email_taken');
      throw fault;
    }
  }
}
