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

  /** With its owner. */
  findByHash(keyHash: Buffer): Promise<ApiKey | null> {
    return this.keys.findOne({ where: { keyHash }, relations: { owner: true } });
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
