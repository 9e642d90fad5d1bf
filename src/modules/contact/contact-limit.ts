import { Injectable } from '@nestjs/common';
import { Counter } from '../../cache/counter.js';
import { DomainError } from '../../domain/errors.js';
import { networkOf } from '../../domain/network-address.js';

const windowMs = 60 * 60_000;
const mostPerWindow = 10;

/** How often one network address may write in an hour. */
@Injectable()
export class ContactLimit {
  constructor(private readonly counter: Counter) {}

  /** Counts one message. Throws `request.too_many` beyond the limit. */
  async count(ip: string): Promise<void> {
    const key = `contact:${networkOf(ip)}`;
    if ((await this.counter.hit(key, windowMs)) <= mostPerWindow) return;
    const { leftMs } = await this.counter.look(key);
    throw new DomainError('request.too_many', undefined, { retryAfter: Math.max(1, leftMs / 1000) });
  }
}
