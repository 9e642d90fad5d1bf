// Argon2id with a bounded number of hashes at once: each takes 46 MiB, so a flood of log-ins must not eat the memory.
import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../../domain/errors.js';

/** The second of the two settings that OWASP and ASVS 5.0 (appendix C) name as equally strong. */
const settings = { memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 } as const;
const currentPrefix = `$argon2id$v=19$m=${settings.memoryCost},t=${settings.timeCost},p=${settings.parallelism}$`;

/** No password has this hash; checking against it costs what a real check costs. */
const nobodysHash = `${currentPrefix}${'A'.repeat(22)}$${'A'.repeat(43)}`;

export const shortestPassword = 8;
export const longestPassword = 128;

/** How many may wait per core: at some 50 ms each, the last of them waits about three seconds. */
const waitingPerCore = 64;
const busyRetryAfterSeconds = 3;

@Injectable()
export class Passwords {
  private readonly cores = availableParallelism();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  /** The hash to store, in PHC form. Throws `auth.busy` when too many wait already. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(bytesOf(password), settings));
  }

  /**
   * Is it the password of this hash? Without a hash (an unknown address, an account without a password) the answer is
   * no, after the same time. Throws `auth.busy` when too many wait already.
   */
  async matches(password: string, storedHash: string | null | undefined): Promise<boolean> {
    const isRight = await this.inTurn(() => verify(storedHash ?? nobodysHash, bytesOf(password)));
    return isRight && storedHash !== null && storedHash !== undefined;
  }

  /** Was it hashed with other settings than those of today? */
  isOutdated(storedHash: string): boolean {
    return !storedHash.startsWith(currentPrefix);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  /** Resolves when a core is free; whoever ends hands the place on, so `running` stays as it is. */
  private turn(): Promise<void> | void {
    if (this.running < this.cores) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= this.cores * waitingPerCore) {
      throw new DomainError('auth.busy', undefined, { retryAfter: busyRetryAfterSeconds });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

/** The same password typed on another keyboard may come in another Unicode form (NIST SP 800-63B, section 3.1.1.2). */
function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'), 'utf8');
}
