// How many wrong log-ins are borne: per account, against guessing one password, and per network address, against
// guessing many. Unknown accounts are counted like known ones, so that the limit tells nothing either.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Counter } from '../../cache/counter.js';
import { DomainError } from '../../domain/errors.js';
import { networkOf } from '../../domain/network-address.js';
import { OneAtATime } from '../users/one-at-a-time.js';

const windowMs = 15 * 60_000;
const wrongTriesPerAccount = 10;
const wrongTriesPerAddress = 100;

@Injectable()
export class LoginLimits {
  private readonly accounts = new OneAtATime();

  constructor(private readonly counter: Counter) {}

  /**
   * Answers what `check` finds; null counts as a wrong try. Throws `auth.too_many_tries` without checking when there
   * were too many. One account's log-ins are checked one by one: guesses sent at the same moment must not slip through.
   */
  guard<T>({ email, ip }: { email: string; ip: string }, check: () => Promise<T | null>): Promise<T | null> {
    const account = accountKey(email);
    const address = `login:address:${networkOf(ip)}`;
    return this.accounts.run(account, async () => {
      await this.refuseAfter(wrongTriesPerAccount, account);
      await this.refuseAfter(wrongTriesPerAddress, address);
      const found = await check();
      // The right password wipes out the wrong tries before it (NIST SP 800-63B, section 3.2.2).
      if (found !== null) await this.counter.forget(account);
      else await Promise.all([account, address].map((key) => this.counter.hit(key, windowMs)));
      return found;
    });
  }

  /** A new password is not held to the wrong tries at the old one. */
  async forget(email: string): Promise<void> {
    await this.counter.forget(accountKey(email));
  }

  private async refuseAfter(limit: number, key: string): Promise<void> {
    const { count, leftMs } = await this.counter.look(key);
    if (count >= limit) {
      throw new DomainError('auth.too_many_tries', undefined, { retryAfter: Math.max(1, leftMs / 1000) });
    }
  }
}

/** A key of fixed length that shows no address to whoever can read the counters. */
function accountKey(email: string): string {
  return `login:account:${createHash('sha256').update(email.toLowerCase()).digest('base64url')}`;
}
