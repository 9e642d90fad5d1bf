// Claims that wait for a connection: first come, first served, except that nobody waits behind a domain that pushes back.
import type { ClaimedDelivery } from './ports.js';
import { domainOf, type DomainThrottle } from './domain-throttle.js';

export class ClaimBuffer {
  private waiting: ClaimedDelivery[] = [];
  /** Aside because their domain bears no more right now, in their order. */
  private readonly aside = new Map<string, ClaimedDelivery[]>();
  private asideCount = 0;

  constructor(private readonly throttle: DomainThrottle) {}

  get size(): number {
    return this.waiting.length + this.asideCount;
  }

  /** Those that wait for nothing but a connection, as far as known. */
  get readyCount(): number {
    return this.waiting.length;
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  add(claims: readonly ClaimedDelivery[]): void {
    this.waiting.push(...claims);
  }

  /** The next one that may be tried now, or undefined. */
  take(): ClaimedDelivery | undefined {
    for (const [domain, parked] of this.aside) {
      if (!this.throttle.mayStart(domain)) continue;
      this.asideCount--;
      if (parked.length === 1) this.aside.delete(domain);
      return parked.shift();
    }
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      const domain = domainOf(next.recipient);
      if (domain === '' || this.throttle.mayStart(domain)) return next;
      this.park(domain, next);
    }
    return undefined;
  }

  /** Takes out the later half of those aside, so that there is room to claim others. */
  takeLaterHalfAside(): ClaimedDelivery[] {
    const taken: ClaimedDelivery[] = [];
    for (const [domain, parked] of this.aside) {
      taken.push(...parked.splice(Math.floor(parked.length / 2)));
      if (parked.length === 0) this.aside.delete(domain);
    }
    this.asideCount -= taken.length;
    return taken;
  }

  takeAll(): ClaimedDelivery[] {
    const all = [...this.waiting, ...[...this.aside.values()].flat()];
    this.waiting = [];
    this.aside.clear();
    this.asideCount = 0;
    return all;
  }

  drop(numbers: ReadonlySet<number>): void {
    this.add(this.takeAll().filter(({ number }) => !numbers.has(number)));
  }

  private park(domain: string, delivery: ClaimedDelivery): void {
    const parked = this.aside.get(domain);
    if (parked === undefined) this.aside.set(domain, [delivery]);
    else parked.push(delivery);
    this.asideCount++;
  }
}
