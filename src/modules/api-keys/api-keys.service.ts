import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transaction.js';
import { type Actor, narrowedTo, type Permission } from '../../domain/access-policy.js';
import { DomainError, fieldProblem } from '../../domain/errors.js';
import type { Page, PageQuery } from '../../http/page.dto.js';
import { AuditLog } from '../audit/audit-log.service.js';
import type { User } from '../users/user.entity.js';
import { statusOf } from '../users/user-status.js';
import { actorOf } from '../users/users.service.js';
import { hashOfApiKey, hintOfApiKey, newApiKey } from './api-key.js';
import type { ApiKey } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';

export interface CreateApiKey {
  name: string;
  /** Left out: all that the owner has, now and later. */
  permissions?: Permission[];
}

/** Against clutter. */
const mostKeysOfOne = 50;
const noteUseEveryMs = 60_000;

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  list(actor: Actor, request: PageQuery): Promise<Page<ApiKey>> {
    return this.keys.findPage(actor.id, request);
  }

  /**
   * The key itself is in this answer alone. Throws `api_key.too_many`, 400 for permissions the owner lacks, and
   * `auth.session_ended` where a password that ends the session was set at the same moment.
   */
  create(actor: Actor, { name, permissions }: CreateApiKey): Promise<{ apiKey: ApiKey; key: string }> {
    const kept = permissions ? narrowedTo(permissions, actor) : null;
    if (kept && kept.length < new Set(permissions).size) {
      throw fieldProblem('permissions', 'not_yours', 'must be permissions that you have');
    }
    return this.transactions.run(async (transaction) => {
      if (!(await this.keys.holdOwner(transaction, actor.id, actor.sessionId ?? ''))) {
        throw new DomainError('auth.session_ended');
      }
      if ((await this.keys.countOf(transaction, actor.id)) >= mostKeysOfOne) {
        throw new DomainError('api_key.too_many');
      }
      const key = newApiKey();
      const apiKey = await this.keys.insert(transaction, {
        ownerId: actor.id,
        name,
        permissions: kept,
        hint: hintOfApiKey(key),
        keyHash: hashOfApiKey(key),
      });
      const target = { type: 'api_key', id: apiKey.id, name } as const;
      const details = { permissions: kept };
      await this.audit.write(transaction, { actor, action: 'api_key.created', target, details });
      return { apiKey, key };
    });
  }

  /** The key is refused from the next request on. Throws `api_key.not_found`. */
  revoke(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (transaction) => {
      const removed = await this.keys.remove(transaction, actor.id, id);
      if (!removed) throw new DomainError('api_key.not_found');
      const target = { type: 'api_key', id, name: removed.name } as const;
      await this.audit.write(transaction, { actor, action: 'api_key.revoked', target });
    });
  }

  /** For an account whose password was lost: all its keys are refused from the commit on. */
  async revokeAll(owner: Pick<User, 'id'>, by: { ip: string }, transaction: Transaction): Promise<void> {
    const removed = await this.keys.removeAll(transaction, owner.id);
    if (removed.length === 0) return;
    const entries = removed.map(({ id, name }) => ({
      actor: by,
      action: 'api_key.revoked' as const,
      target: { type: 'api_key' as const, id, name },
      details: { because: 'password_reset' },
    }));
    await this.audit.write(transaction, ...entries);
  }

  /** Whoever the key speaks for, with the rights that it has; null for unknown and revoked keys and blocked owners. */
  async findActor(key: string): Promise<Actor | null> {
    const apiKey = await this.keys.findByHash(hashOfApiKey(key));
    if (!apiKey?.owner || statusOf(apiKey.owner) !== 'active') return null;
    await this.noteUse(apiKey);
    const owner = actorOf(apiKey.owner);
    return { ...owner, permissions: narrowedTo(apiKey.permissions, owner), apiKeyId: apiKey.id };
  }

  private async noteUse({ id, lastUsedAt }: ApiKey): Promise<void> {
    const now = new Date();
    const unlessSince = new Date(now.getTime() - noteUseEveryMs);
    if (!lastUsedAt || lastUsedAt < unlessSince) await this.keys.setLastUsedAt(id, now, unlessSince);
  }
}
