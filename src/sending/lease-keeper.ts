// Lengthens the leases of claims that still wait in this process, and tells their run when one is lost.
import { Bell } from './bell.js';
import type { Clock, DeliveryLedger, Log, Ticket } from './ports.js';

const TICKETS_PER_STATEMENT = 1_000;

type OnLost = (numbers: ReadonlySet<number>) => void;

interface Held {
  ticket: Ticket;
  onLost: OnLost;
}

export class LeaseKeeper {
  private readonly held = new Map<number, Held>();
  private readonly bell = new Bell();
  private isRunning = false;
  private isStopped = false;
  private isAway = false;

  constructor(
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly leaseMs: number,
  ) {}

  hold(ticket: Ticket, onLost: OnLost): void {
    this.held.set(ticket.number, { ticket, onLost });
    if (!this.isRunning && !this.isStopped) void this.keep();
  }

  /** From here the claim is not renewed: it is at the barrier, or settled. */
  forget(ticket: Ticket): void {
    if (this.held.get(ticket.number)?.ticket.epoch === ticket.epoch) this.held.delete(ticket.number);
  }

  stop(): void {
    this.isStopped = true;
    this.held.clear();
    this.bell.ring();
  }

  private async keep(): Promise<void> {
    this.isRunning = true;
    await this.bell.heard(this.clock, this.leaseMs / 3);
    while (this.held.size > 0) {
      const all = [...this.held.values()];
      for (let from = 0; from < all.length; from += TICKETS_PER_STATEMENT) {
        await this.renew(all.slice(from, from + TICKETS_PER_STATEMENT));
      }
      await this.bell.heard(this.clock, this.leaseMs / (this.isAway ? 30 : 3));
    }
    this.isRunning = false;
  }

  private async renew(group: readonly Held[]): Promise<void> {
    // Settled while an earlier group was being renewed: not ours to renew any more.
    const asked = group.filter((one) => this.held.get(one.ticket.number) === one);
    if (asked.length === 0) return;
    try {
      const kept = await this.ledger.renew(asked.map(({ ticket }) => ticket));
      this.isAway = false;
      const lost = asked.filter(
        (one) => !kept.has(one.ticket.number) && this.held.get(one.ticket.number) === one,
      );
      for (const { ticket } of lost) this.held.delete(ticket.number);
      const numbers = new Set(lost.map(({ ticket }) => ticket.number));
      for (const onLost of new Set(lost.map((one) => one.onLost))) onLost(numbers);
      if (lost.length > 0) this.log.warn('leases.lost', { count: lost.length });
    } catch (error) {
      if (!this.isAway) this.log.warn('leases.not_renewed', { error: (error as Error).message });
      this.isAway = true;
    }
  }
}
