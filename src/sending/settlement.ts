// What becomes of the claims of one run once nothing more is tried with them: stored, handed back or released.
import type { ChannelDesk } from './channel-desk.js';
import type { SendEnd } from './one-sending.js';
import type { ClaimedDelivery, DeliveryResult, RunSnapshot } from './ports.js';
import { replyClassOf, resultOf } from './result-of.js';
import type { WorkTools } from './work-tools.js';

export interface SettlementEvents {
  /** The run itself may have changed: it is worth another look. */
  onDoubt(): void;
  /** The ledger has confirmed everything. */
  onAllConfirmed(): void;
}

export class Settlement {
  /** Results and releases that the ledger has not confirmed yet. */
  private unconfirmed = 0;

  constructor(
    private readonly run: RunSnapshot,
    private readonly desk: ChannelDesk,
    private readonly tools: WorkTools,
    private readonly events: SettlementEvents,
  ) {}

  get isConfirmed(): boolean {
    return this.unconfirmed === 0;
  }

  settle(delivery: ClaimedDelivery, end: SendEnd): void {
    switch (end.kind) {
      case 'untried':
        return this.release(delivery);
      case 'refused':
        this.release(delivery);
        return this.events.onDoubt();
      case 'unmark':
        this.handBack(delivery, null);
        return this.events.onDoubt();
      case 'tried':
        this.tools.leases.forget(delivery);
        return this.record(this.resultOf(delivery, end), delivery);
    }
  }

  /** Untried, with the mark of the barrier taken back, and not to be claimed before `nextAttemptAt`. */
  handBack(delivery: ClaimedDelivery, nextAttemptAt: number | null): void {
    this.tools.leases.forget(delivery);
    const { number, epoch } = delivery;
    const result = {
      number,
      epoch,
      status: 'pending',
      countsAsAttempt: false,
      nextAttemptAt,
      attempt: null,
    } as const;
    this.record(result, delivery);
  }

  /** A release that fails is not repeated: the lease ends by itself. */
  release(delivery: ClaimedDelivery): void {
    const { number, epoch } = delivery;
    this.tools.leases.forget(delivery);
    this.desk.turnstile.leave(delivery);
    this.confirm(this.tools.releases.add({ number, epoch }));
  }

  private resultOf(
    delivery: ClaimedDelivery,
    { outcome, startedAt, isOurDelay }: SendEnd & { kind: 'tried' },
  ): DeliveryResult {
    const { clock, retryDelaysMs, random, newId, events } = this.tools;
    const pausesRelay = !isOurDelay && this.desk.dialogueEnded(replyClassOf(outcome), startedAt);
    if (pausesRelay) events.onRelayPaused?.(outcome, this.run);
    if (this.run.endsAt !== null && clock.now() >= this.run.endsAt) this.events.onDoubt();
    return resultOf(delivery, outcome, {
      startedAt,
      now: clock.now(),
      endsAt: this.run.endsAt,
      retryDelaysMs,
      random: random(),
      attemptId: newId(),
      retryAfterFaultAt: this.desk.retryAfterFaultAt(),
    });
  }

  private record(result: DeliveryResult, delivery: ClaimedDelivery): void {
    this.confirm(
      this.tools.results.add(result).then(() => {
        this.desk.turnstile.leave(delivery);
        if (result.attempt !== null) this.tools.events.onResult?.(result, this.run, delivery);
      }),
    );
  }

  private confirm(confirmed: Promise<void>): void {
    this.unconfirmed++;
    void confirmed
      .catch((error: Error) =>
        this.tools.log.warn('run.not_confirmed', { runId: this.run.id, error: error.message }),
      )
      .finally(() => {
        this.unconfirmed--;
        if (this.isConfirmed) this.events.onAllConfirmed();
      });
  }
}
