// How many dialogues at once one recipient domain bears: half as many after each pushback, one more after each success.

export type Ease = 'well' | 'pushed_back' | 'no_word';

interface Load {
  limit: number;
  inFlight: number;
}

export class DomainThrottle {
  /** Only domains that are busy or under a lowered limit, so that a million domains cost nothing. */
  private readonly loads = new Map<string, Load>();

  constructor(private readonly connections: number) {}

  mayStart(domain: string): boolean {
    const load = this.loads.get(domain);
    return load === undefined || load.inFlight < load.limit;
  }

  started(domain: string): void {
    const load = this.loads.get(domain);
    if (load === undefined) this.loads.set(domain, { limit: this.connections, inFlight: 1 });
    else load.inFlight++;
  }

  ended(domain: string, ease: Ease): void {
    const load = this.loads.get(domain);
    if (load === undefined) return;
    load.inFlight--;
    if (ease === 'pushed_back') load.limit = Math.max(1, Math.floor(load.limit / 2));
    if (ease === 'well') load.limit = Math.min(this.connections, load.limit + 1);
    if (load.inFlight === 0 && load.limit === this.connections) this.loads.delete(domain);
  }

  limitOf(domain: string): number {
    return this.loads.get(domain)?.limit ?? this.connections;
  }
}

/** The part after the last `@`, in lower case; empty for phones. */
export function domainOf(recipient: string): string {
  const at = recipient.lastIndexOf('@');
  return at < 0 ? '' : recipient.slice(at + 1).toLowerCase();
}
