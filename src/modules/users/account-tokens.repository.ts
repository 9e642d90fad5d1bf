import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { EntityManager, Repository } from 'typeorm';
import { DomainError } from '../../domain/errors.js';
import { AccountToken, type LinkKind } from './account-token.entity.js';

const minuteMs = 60_000;

/** How long a link works after its mail was made. */
export const linkLifetimesMs: Readonly<Record<LinkKind, number>> = {
  confirmation: 48 * 60 * minuteMs,
  address_change: 48 * 60 * minuteMs,
  invitation: 7 * 24 * 60 * minuteMs,
  // Whoever asks for a reset waits for the mail; ASVS 5.0, 6.4.1 wants it short.
  password_reset: 15 * minuteMs,
};

/** As old tokens go, so many at a time leave the table. */
const sweptAtOnce = 100;

@Injectable()
export class AccountTokensRepository {
  constructor(@InjectRepository(AccountToken) private readonly tokens: Repository<AccountToken>) {}

  /** A new token of 256 bits; of the same user and kind it is from now on the only one that works. */
  async issue({ userId, kind, email }: Pick<AccountToken, 'userId' | 'kind' | 'email'>): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.tokens.query(
      `WITH swept AS (
         DELETE FROM account_tokens WHERE hash IN (
           SELECT hash FROM account_tokens WHERE expires_at < now() - interval '30 days'
            LIMIT ${sweptAtOnce} FOR UPDATE SKIP LOCKED)
       ), replaced AS (
         UPDATE account_tokens SET used_at = now() WHERE user_id = $2 AND kind = $3 AND used_at IS NULL
       )
       INSERT INTO account_tokens (hash, user_id, kind, email, expires_at)
       VALUES ($1, $2, $3, $4, now() + $5 * interval '1 ms')`,
      [hashOf(token), userId, kind, email, linkLifetimesMs[kind]],
    );
    return token;
  }

  /** Throws `auth.link_invalid` or `auth.link_expired`, and changes nothing. */
  async check(token: string, kinds: readonly LinkKind[]): Promise<void> {
    const known = await this.find(token, kinds, this.tokens.manager);
    if (!known.works) throw new DomainError('auth.link_expired');
  }

  /** Uses the token up, of two at the same moment for one only. Throws `auth.link_invalid` or `auth.link_expired`. */
  async use(token: string, kinds: readonly LinkKind[], manager: EntityManager): Promise<AccountToken> {
    const known = await this.find(token, kinds, manager);
    const { affected } = await manager
      .createQueryBuilder()
      .update(AccountToken)
      .set({ usedAt: () => 'now()' })
      .where('hash = :hash AND used_at IS NULL AND expires_at > now()', { hash: known.token.hash })
      .execute();
    if (affected !== 1) throw new DomainError('auth.link_expired');
    return known.token;
  }

  /** No link of these kinds works any more. */
  async endAll(userId: string, kinds: readonly LinkKind[], manager: EntityManager): Promise<void> {
    await manager.query(
      `UPDATE account_tokens SET used_at = now() WHERE user_id = $1 AND kind = ANY($2) AND used_at IS NULL`,
      [userId, kinds],
    );
  }

  private async find(token: string, kinds: readonly LinkKind[], manager: EntityManager) {
    const { entities, raw } = await manager
      .createQueryBuilder(AccountToken, 'token')
      .addSelect('(token.usedAt IS NULL AND token.expiresAt > now())', 'works')
      .where('token.hash = :hash AND token.kind IN (:...kinds)', { hash: hashOf(token), kinds })
      .getRawAndEntities<{ works: boolean }>();
    if (!entities[0]) throw new DomainError('auth.link_invalid');
    return { token: entities[0], works: raw[0]!.works };
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
