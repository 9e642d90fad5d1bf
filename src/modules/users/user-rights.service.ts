import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transaction.js';
import { type Actor, mayBlock, mayChangeRole, type Role } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import { AuditLog } from '../audit/audit-log.service.js';
import type { User } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

/** Blocking and roles. Everything here is felt with the very next request, and nothing of it is done twice. */
@Injectable()
export class UserRightsService {
  constructor(
    private readonly users: UsersRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Ends every token of the user and, by `blocked_at`, which the sending looks at before every message, their mailings.
   * Throws `user.not_found`, `access.denied`.
   */
  block(actor: Actor, id: string): Promise<User> {
    return this.setBlocked(actor, id, true);
  }

  /** The user may log in again, and the mailings go on. Throws `user.not_found`, `access.denied`. */
  unblock(actor: Actor, id: string): Promise<User> {
    return this.setBlocked(actor, id, false);
  }

  /** Throws `user.not_found`, `access.denied`, `user.last_admin`. */
  changeRole(actor: Actor, id: string, role: Role): Promise<User> {
    return this.transactions.run(async (transaction) => {
      // Locked before the user, and by everybody in the same order: of two admins who demote each other, one stays.
      const adminIds = await this.users.lockActiveAdmins(transaction);
      const user = await this.lock(transaction, id);
      if (!mayChangeRole(actor, user.role, role)) throw new DomainError('access.denied');
      if (user.role === role) return user;
      if (role !== 'admin' && adminIds.length === 1 && adminIds[0] === id) {
        throw new DomainError('user.last_admin');
      }
      const changed = await this.users.setRole(transaction, id, role);
      const target = { type: 'user', id, name: user.email } as const;
      const details = { from: user.role, to: role };
      await this.audit.write(transaction, { actor, action: 'user.role_changed', target, details });
      return changed;
    });
  }

  private setBlocked(actor: Actor, id: string, isBlocked: boolean): Promise<User> {
    return this.transactions.run(async (transaction) => {
      const user = await this.lock(transaction, id);
      if (!mayBlock(actor, user)) throw new DomainError('access.denied');
      if ((user.blockedAt !== null) === isBlocked) return user;
      const changed = await this.users.setBlockedAt(id, isBlocked ? new Date() : null, transaction);
      const action = isBlocked ? 'user.blocked' : 'user.unblocked';
      await this.audit.write(transaction, { actor, action, target: { type: 'user', id, name: user.email } });
      return changed!;
    });
  }

  private async lock(transaction: Transaction, id: string): Promise<User> {
    const user = await this.users.lockById(id, transaction);
    if (!user) throw new DomainError('user.not_found');
    return user;
  }
}
