import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Counter } from '../../cache/counter.js';
import { DomainError } from '../../domain/errors.js';

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

/** Whoever has one IPv6 address has a /64 of them (RFC 6177, section 2): they count as one. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.includes('.')) return ip;
  const [head = '', tail] = ip.split('%')[0]!.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
