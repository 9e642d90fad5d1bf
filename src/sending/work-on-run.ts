// Sends one run in this process: claims ahead of its connections, sends, and ends when nothing can be done now.
import { Bell } from './bell.js';
import type { ChannelDesk, Seat, Sender } from './channel-desk.js';
import { ClaimBuffer } from './claim-buffer.js';
import { nextClaimSize } from './claim-size.js';
import { domainOf } from './domain-throttle.js';
import { haltOfManyLanes } from './halt.js';
import { GivenUp, keepTrying } from './keep-trying.js';
import { Sending } from './one-sending.js';
import type { ClaimedDelivery, Letter, RunSnapshot } from './ports.js';
import { easeOf, laneEndOf } from './result-of.js';
import { Settlement } from './settlement.js';
import type { WorkTools } from './work-tools.js';

export interface WorkEnd {
  state: 'over' | 'waiting' | 'stopped';
  /** When to call again; null when the run is over or whoever holds it back will wake it, and after a stop. */
  nextDueAt: number | null;
}

/** While deliveries are on their way: how often to look for others that fell due, or for a change. */
const ASK_AGAIN_MS = 1_000;
/** A pause between two looks that find nothing although something is due: another worker is at it. */
const SHORTEST_NAP_MS = 100;
/** How long a delivery stands back whose domain pushes back while others want its place. */
const STAND_BACK_MS = 30_000;
/** Otherwise a run to one slow domain would turn over all its rows again and again. */
const STAND_BACK_EVERY_MS = 5_000;

export class RunWork implements Sender {
  private readonly seat: Seat;
  private readonly buffer: ClaimBuffer;
  private readonly bell = new Bell();
  /** Lanes that wait begin no dialogue any more. */
  private halt = haltOfManyLanes();
  /** This process stops: nothing is repeated any more but the storing of results. */
  private readonly stopping = new AbortController();
  private readonly sendings = new Set<Sending>();
  private readonly settlement: Settlement;
  private claimSize: number;
  private claimedAt: number;
  private emptyUntil = 0;
  private stoodBackAt = -Infinity;
  private isHeldBack = false;
  private hasNews = false;
  private isLookingAgain = false;

  constructor(
    private readonly run: RunSnapshot,
    private readonly letter: Letter,
    private readonly desk: ChannelDesk,
    private readonly tools: WorkTools,
  ) {
    this.buffer = new ClaimBuffer(desk.throttle);
    this.claimSize = this.smallestClaim;
    this.claimedAt = tools.clock.now();
    this.settlement = new Settlement(run, desk, tools, {
      onDoubt: () => void this.lookAgain(),
      onAllConfirmed: () => this.bell.ring(),
    });
    this.seat = desk.join(this);
  }

  /** Resolves when the run is over, nothing of it can be sent soon, or it was halted; then no claim is held. */
  async untilDone(): Promise<WorkEnd> {
    try {
      for (;;) {
        this.hasNews = false;
        const end = await this.step();
        // Woken while it was about to end: what it saw last may be out of date.
        if (end !== null && !(this.hasNews && end.state === 'waiting')) return end;
      }
    } catch (error) {
      if (error instanceof GivenUp) return await this.stopped();
      throw error;
    } finally {
      this.desk.leave(this.seat);
    }
  }

  /** Somebody knows of more to do: new deliveries, a resumed mailing. */
  wake(): void {
    this.hasNews = true;
    this.emptyUntil = 0;
    this.bell.ring();
  }

  /** Starts nothing more; what is under way ends by itself. */
  stop(): void {
    this.stopping.abort();
    this.halt.abort();
    this.bell.ring();
  }

  /** Cuts every dialogue that has not passed the barrier. */
  cut(): void {
    for (const sending of this.sendings) sending.cut();
  }

  isHungry(): boolean {
    return this.buffer.readyCount > 0;
  }

  onGateMoved(): void {
    this.bell.ring();
  }

  startNext(): boolean {
    if (this.isStopping || this.isHeldBack || this.tools.results.isFull) return false;
    const delivery = this.buffer.take();
    if (this.wantsMore()) this.bell.ring();
    if (delivery === undefined) return false;
    void this.send(delivery);
    return true;
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private get held(): number {
    return this.buffer.size + this.sendings.size;
  }

  private get smallestClaim(): number {
    return Math.min(this.tools.maxClaims, Math.max(1, 4 * this.desk.capacity()));
  }

  private async step(): Promise<WorkEnd | null> {
    if (this.isStopping) return this.stopped();
    if (this.isHeldBack) return this.heldBack();
    if (this.desk.isShut()) return this.atShutGate();
    if (this.wantsMore()) await this.claimMore();
    else if (this.isIdle() && this.buffer.isEmpty) return this.nothingDue();
    else await this.bell.heard(this.tools.clock, ASK_AGAIN_MS);
    // A dialogue may have become slow meanwhile, and then another may begin beside it.
    this.desk.offerPlaces();
    return null;
  }

  private isIdle(): boolean {
    return this.sendings.size === 0 && this.settlement.isConfirmed;
  }

  private wantsMore(): boolean {
    if (this.tools.clock.now() < this.emptyUntil || this.tools.results.isFull) return false;
    return (
      this.buffer.readyCount < this.claimSize / 2 && (this.held < this.tools.maxClaims || this.isBlocked())
    );
  }

  /** Every place for claims is taken by deliveries of domains that push back. */
  private isBlocked(): boolean {
    if (this.held < this.tools.maxClaims || this.buffer.readyCount > 0 || this.buffer.size < 2) return false;
    return this.tools.clock.now() >= this.stoodBackAt + STAND_BACK_EVERY_MS;
  }

  private async claimMore(): Promise<void> {
    const { clock, maxClaims, ledger, leases } = this.tools;
    if (this.isBlocked()) this.standBack();
    const limit = Math.min(this.claimSize, maxClaims - this.held);
    const claims = await this.persist('claim', () => ledger.claim(this.run.id, limit));
    const now = clock.now();
    for (const claim of claims) leases.hold(claim, this.onLost);
    this.buffer.add(claims);
    const bounds = { min: this.smallestClaim, max: maxClaims };
    this.claimSize = nextClaimSize(this.claimSize, now - this.claimedAt, bounds);
    this.claimedAt = now;
    this.emptyUntil = claims.length === 0 ? now + ASK_AGAIN_MS : 0;
    this.desk.offerPlaces();
  }

  private standBack(): void {
    const { clock, random } = this.tools;
    this.stoodBackAt = clock.now();
    for (const delivery of this.buffer.takeLaterHalfAside()) {
      this.settlement.handBack(delivery, clock.now() + STAND_BACK_MS * (1 + random()));
    }
  }

  private readonly onLost = (numbers: ReadonlySet<number>) => {
    this.buffer.drop(numbers);
    this.bell.ring();
  };

  private async send(delivery: ClaimedDelivery): Promise<void> {
    const domain = domainOf(delivery.recipient);
    const sending = new Sending(this.letter, delivery, { ...this.tools, desk: this.desk }, this.halt.signal);
    this.sendings.add(sending);
    this.desk.laneStarted(this.seat, sending);
    this.desk.throttle.started(domain);
    const end = await sending.end();
    this.sendings.delete(sending);
    this.desk.throttle.ended(domain, end.kind === 'tried' ? easeOf(end.outcome) : 'no_word');
    this.settlement.settle(delivery, end);
    this.desk.laneEnded(
      this.seat,
      sending,
      end.kind === 'tried' && !end.isOurDelay ? laneEndOf(end.outcome) : 'untried',
    );
    if (this.sendings.size === 0) this.bell.ring();
  }

  /** After a refusal: was it this client, or may the whole run not send any more? */
  private async lookAgain(): Promise<void> {
    if (this.isLookingAgain || this.isHeldBack) return;
    this.isLookingAgain = true;
    const run = await this.persist('load run', () => this.tools.ledger.loadRun(this.run.id)).catch(
      () => this.run,
    );
    this.isLookingAgain = false;
    if (run !== null) {
      // The end may have been moved while the run goes on; everything else of it is frozen.
      this.run.endsAt = run.endsAt;
      return;
    }
    this.isHeldBack = true;
    this.bell.ring();
  }

  /** Paused or over: nothing more is begun, and what is on its way is seen to its end. */
  private async heldBack(): Promise<WorkEnd | null> {
    this.halt.abort();
    this.letGo();
    if (this.isIdle()) return this.overOr({ state: 'waiting', nextDueAt: null });
    await this.bell.heard(this.tools.clock, ASK_AGAIN_MS);
    const run = await this.persist('load run', () => this.tools.ledger.loadRun(this.run.id));
    if (run === null) return null;
    // Resumed meanwhile.
    this.halt = haltOfManyLanes();
    this.isHeldBack = false;
    return null;
  }

  private async stopped(): Promise<WorkEnd> {
    this.letGo();
    while (!this.isIdle()) await this.bell.heard(this.tools.clock, this.tools.leaseMs);
    return { state: 'stopped', nextDueAt: null };
  }

  /** While the relay is away no claim is kept, so that nothing waits here that another worker could send. */
  private async atShutGate(): Promise<WorkEnd | null> {
    const { clock, patienceMs } = this.tools;
    this.letGo();
    this.claimSize = this.smallestClaim;
    const nextLookAt = this.desk.nextLookAt();
    const waitMs = nextLookAt - clock.now();
    if (this.isIdle() && waitMs > patienceMs) return this.overOr({ state: 'waiting', nextDueAt: nextLookAt });
    await this.bell.heard(clock, Math.max(1, waitMs));
    return null;
  }

  private async nothingDue(): Promise<WorkEnd | null> {
    const { ledger, clock, patienceMs, leaseMs } = this.tools;
    const run = await this.persist('load run', () => ledger.loadRun(this.run.id));
    if (run === null) return this.overOr({ state: 'waiting', nextDueAt: null });
    const dueAt = await this.persist('next due', () => ledger.nextDueAt(this.run.id));
    const waitMs = (dueAt ?? Infinity) - clock.now();
    // With nothing left to fall due, others hold the rest: look after them when their leases have ended.
    if (waitMs > patienceMs)
      return this.overOr({ state: 'waiting', nextDueAt: dueAt ?? clock.now() + leaseMs });
    await this.bell.heard(clock, Math.max(SHORTEST_NAP_MS, waitMs));
    this.emptyUntil = 0;
    return null;
  }

  private async overOr(end: WorkEnd): Promise<WorkEnd> {
    const isOver = await this.persist('finish run', () => this.tools.ledger.finishRunIfDone(this.run.id));
    return isOver ? { state: 'over', nextDueAt: null } : end;
  }

  private letGo(): void {
    for (const delivery of this.buffer.takeAll()) this.settlement.release(delivery);
  }

  private persist<T>(what: string, work: () => Promise<T>): Promise<T> {
    return keepTrying(work, {
      clock: this.tools.clock,
      log: this.tools.log,
      what,
      signal: this.stopping.signal,
    });
  }
}
