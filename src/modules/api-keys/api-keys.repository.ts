import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, Repository } from 'typeorm';
import { type KeysetRequest, readPage } from '../../database/keyset.js';
import type { Transaction } from '../../database/transaction.js';
import { ApiKey } from './api-key.entity.js';

export type NewApiKey = Pick<ApiKey, 'ownerId' | 'name' | 'permissions' | 'hint' | 'keyHash'>;

@Injectable()
export class ApiKeysRepository {
  constructor(@InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>) {}

  findPage(ownerId: string, request: KeysetRequest) {
    const query = this.keys.createQueryBuilder('key').where('key.ownerId = :ownerId', { ownerId });
    const options = { fields: { createdAt: 'key.id' }, defaultSort: '-createdAt', key: 'key.id' };
    return readPage(query, request, options);
  }

  countOf(transaction: Transaction, ownerId: string): Promise<number> {
    return transaction.countBy(ApiKey, { ownerId });
  }

  async insert(transaction: Transaction, values: NewApiKey): Promise<ApiKey> {
    const { id } = await transaction.save(ApiKey, transaction.create(ApiKey, values));
    return transaction.findOneByOrFail(ApiKey, { id });
  }

  /** The removed key, or null when the owner has no such key. */
  async remove(transaction: Transaction, ownerId: string, id: string): Promise<ApiKey | null> {
    const key = await transaction.findOne(ApiKey, {
      where: { id, ownerId },
      lock: { mode: 'pessimistic_write' },
    });
    if (key) await transaction.delete(ApiKey, { id });
    return key;
  }

  /** All of the owner's; answers which. */
  async removeAll(transaction: Transaction, ownerId: string): Promise<Pick<ApiKey, 'id' | 'name'>[]> {
    const [removed] = await transaction.query<[Pick<ApiKey, 'id' | 'name'>[], number]>(
      `DELETE FROM api_keys WHERE owner_id = $1 RETURNING id, name`,
      [ownerId],
    );
    return removed;
  }

  /**
   * Does the session last? Until the transaction ends nobody else sets a password for the owner or makes a key of
   * theirs; a password that is being set just now is waited for.
   */
  async holdOwner(transaction: Transaction, ownerId: string, sessionId: string): Promise<boolean> {
    const held = await transaction.query<unknown[]>(
      `SELECT FROM users u JOIN sessions s ON s.user_id = u.id AND s.session_version = u.session_version
        WHERE u.id = $1 AND s.id = $2 FOR NO KEY UPDATE OF u`,
      [ownerId, sessionId],
    );
    return held.length === 1;
  }

  /** With its owner. One query, asked with every request: `findOne` with a relation would make two of it. */
  findByHash(keyHash: Buffer): Promise<ApiKey | null> {
    return this.keys
      .createQueryBuilder('key')
      .innerJoinAndSelect('key.owner', 'owner')
      .where('key.keyHash = :keyHash', { keyHash })
      .getOne();
  }

  /** Only where the time that is stored is older than that: requests at once write it once. */
  async setLastUsedAt(id: string, now: Date, unlessSince: Date): Promise<void> {
    await this.keys.update(
      [
        { id, lastUsedAt: IsNull() },
        { id, lastUsedAt: LessThan(unlessSince) },
      ],
      { lastUsedAt: now },
    );
  }
}
