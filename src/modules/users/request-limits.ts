// How often the routes that anybody can call may be called: each sends a mail or costs a hash.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Counter } from '../../cache/counter.js';
import { DomainError } from '../../domain/errors.js';
import { networkOf } from '../../domain/network-address.js';

const hourMs = 60 * 60_000;

/** Per network address and hour. */
const mostPerAddress = { register: 60, forgot: 20 } as const;
/** Per account or address written to, and hour. Unknown addresses are counted like known ones. */
const mostPerAccount = { 'register-mail': 3, 'reset-mail': 3, 'address-change': 5 } as const;

@Injectable()
export class RequestLimits {
  constructor(private readonly counter: Counter) {}

  /** Counts a request of this network address. Throws `request.too_many`. */
  async take(what: keyof typeof mostPerAddress, ip: string): Promise<void> {
    await this.takeOrRefuse(`${what}:address:${networkOf(ip)}`, mostPerAddress[what]);
  }

  /** Counts a mail of this account. Throws `request.too_many`. */
  async takeForAccount(what: keyof typeof mostPerAccount, account: string): Promise<void> {
    await this.takeOrRefuse(accountKey(what, account), mostPerAccount[what]);
  }

  /** Counts a mail of this account; false when there were enough. */
  async isStillAllowed(what: keyof typeof mostPerAccount, account: string): Promise<boolean> {
    return (await this.counter.hit(accountKey(what, account), hourMs)) <= mostPerAccount[what];
  }

  private async takeOrRefuse(key: string, most: number): Promise<void> {
    if ((await this.counter.hit(key, hourMs)) <= most) return;
    const { leftMs } = await this.counter.look(key);
    throw new DomainError('request.too_many', undefined, { retryAfter: Math.max(1, leftMs / 1000) });
  }
}

/** A key of fixed length that shows no address to whoever can read the counters. */
function accountKey(what: string, account: string): string {
  return `${what}:account:${createHash('sha256').update(account.toLowerCase()).digest('base64url')}`;
}
