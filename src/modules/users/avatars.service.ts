import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transaction.js';
import { DomainError } from '../../domain/errors.js';
import { ImagesService } from '../media/images.service.js';
import type { StoredPicture } from '../media/stored-picture.js';
import type { User } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

/** The pictures of accounts. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly users: UsersRepository,
    private readonly images: ImagesService,
    private readonly transactions: Transactions,
  ) {}

  /** Throws what ImagesService.prepare throws. */
  async set(userId: string, upload: Buffer): Promise<User> {
    const prepared = await this.images.prepare('avatar', upload);
    return this.replace(userId, (transaction) => this.images.store(prepared, userId, transaction));
  }

  /** An account without a picture stays as it is. */
  async remove(userId: string): Promise<void> {
    await this.replace(userId, async () => null);
  }

  private replace(
    userId: string,
    store: (transaction: Transaction) => Promise<StoredPicture | null>,
  ): Promise<User> {
    return this.transactions.run(async (transaction) => {
      const before = await this.users.lockById(userId, transaction);
      if (!before) throw new DomainError('user.not_found');
      const avatar = await store(transaction);
      await this.users.change(userId, { avatar }, transaction);
      await this.images.remove(before.avatar, transaction);
      return { ...before, avatar };
    });
  }
}
