// Argon2id with a bounded number of hashes at once: each takes 46 MiB, so a flood of log-ins must not eat the memory.
import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Turns } from '../../http/turns.js';

/** The second of the two settings that OWASP and ASVS 5.0 (appendix C) name as equally strong. */
const settings = { memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 } as const;
const currentPrefix = `$argon2id$v=19$m=${settings.memoryCost},t=${settings.timeCost},p=${settings.parallelism}$`;

/** No password has this hash; checking against it costs what a real check costs. */
const nobodysHash = `${currentPrefix}${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** How many may wait per core: at some 50 ms each, the last of them waits about three seconds. */
const waitingPerCore = 64;
const cores = availableParallelism();
const busyRetryAfterSeconds = 3;

@Injectable()
export class Passwords {
  private readonly turns = new Turns({
    atOnce: cores,
    mostWaiting: cores * waitingPerCore,
    busy: 'auth.busy',
    retryAfterSeconds: busyRetryAfterSeconds,
  });

  /** The hash to store, in PHC form. Throws `auth.busy` when too many wait already. */
  hash(password: string): Promise<string> {
    return this.turns.take(() => hash(bytesOf(password), settings));
  }

  /**
   * Is it the password of this hash? Without a hash (an unknown address, an account without a password) the answer is
   * no, after the same time. Throws `auth.busy` when too many wait already.
   */
  async matches(password: string, storedHash: string | null | undefined): Promise<boolean> {
    const isRight = await this.turns.take(() => verify(storedHash ?? nobodysHash, bytesOf(password)));
    return isRight && storedHash !== null && storedHash !== undefined;
  }

  /** Was it hashed with other settings than those of today? */
  isOutdated(storedHash: string): boolean {
    return !storedHash.startsWith(currentPrefix);
  }
}

/** The same password typed on another keyboard may come in another Unicode form (NIST SP 800-63B, section 3.1.1.2). */
function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'), 'utf8');
}
