// Everything that the runs of one channel share in this process: connections, breaker, pace, throttle, turns.
import {
  breakerAfter,
  type BreakerEvent,
  breakerEventOf,
  type BreakerOptions,
  type BreakerState,
  closedBreaker,
  connectionsAllowed,
  nextProbeAt,
} from '../domain/relay-breaker.js';
import type { ReplyClass } from '../domain/smtp-reply.js';
import { ConnectionPool } from './connection-pool.js';
import { DomainThrottle } from './domain-throttle.js';
import { FairShare, type Lane, type LaneEnd, type Share } from './fair-share.js';
import type { Channel, Clock, Log, Pace } from './ports.js';
import { RateLimiter } from './rate-limiter.js';
import { Turnstile } from './turnstile.js';

const FAULTS_TO_OPEN = 5;

export interface DeskOptions {
  /** Connections that may be open at once. */
  connections: number;
  probeDelaysMs: readonly number[];
  /** A dialogue that keeps us waiting longer than this is slow. */
  slowMs: number;
  /** An idle connection is closed after this. */
  idleMs: number;
}

/** A run as its channel sees it. */
export interface Sender {
  /** True when it has claims that wait for a connection. */
  isHungry(): boolean;
  /** Starts its next dialogue; false when it has none that may start now. */
  startNext(): boolean;
  /** The way to the relay has been shut or opened. */
  onGateMoved(): void;
}

export interface Seat {
  sender: Sender;
  share: Share;
}

export class ChannelDesk {
  readonly pool: ConnectionPool;
  readonly throttle: DomainThrottle;
  readonly limiter: RateLimiter | null;
  readonly turnstile: Turnstile;
  private readonly breakerOptions: BreakerOptions;
  private breaker: BreakerState = closedBreaker;
  private lastAnswerAt = -Infinity;
  private readonly fairShare: FairShare;
  private readonly seats: Seat[] = [];
  private turn = 0;

  constructor(
    readonly channel: Channel,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly options: DeskOptions,
    pace: Pace | null,
  ) {
    this.pool = new ConnectionPool(channel, clock, log, options.idleMs, () => this.offerPlaces());
    this.throttle = new DomainThrottle(options.connections);
    this.turnstile = new Turnstile(options.connections);
    this.limiter = pace === null ? null : new RateLimiter(pace, clock, log);
    const { connections: limit, probeDelaysMs } = options;
    this.breakerOptions = { faultsToOpen: FAULTS_TO_OPEN, probeDelaysMs, limit };
    this.fairShare = new FairShare(options.slowMs);
  }

  join(sender: Sender): Seat {
    const seat = { sender, share: this.fairShare.join(() => sender.isHungry()) };
    this.seats.push(seat);
    return seat;
  }

  leave(seat: Seat): void {
    this.seats.splice(this.seats.indexOf(seat), 1);
    this.fairShare.leave(seat.share);
    this.offerPlaces();
  }

  /** Gives free connections to the runs in turn, until all are busy or nobody may start. */
  offerPlaces(): void {
    let passed = 0;
    while (passed < this.seats.length) {
      const seat = this.seats[this.turn++ % this.seats.length];
      const mayStart = this.fairShare.mayStart(seat.share, this.capacity(), this.clock.now());
      if (mayStart && seat.sender.startNext()) passed = 0;
      else passed++;
    }
  }

  laneStarted(seat: Seat, lane: Lane): void {
    this.fairShare.started(seat.share, lane);
  }

  laneEnded(seat: Seat, lane: Lane, end: LaneEnd): void {
    this.fairShare.ended(seat.share, lane, end, this.clock.now());
    this.offerPlaces();
  }

  /** Connections that may be open now; 0 while the breaker keeps everybody away. */
  capacity(): number {
    const allowed = connectionsAllowed(this.breaker, this.clock.now(), this.options.connections);
    return Math.max(0, Math.min(allowed, this.options.connections - this.pool.leaving));
  }

  get breakerKind(): BreakerState['kind'] {
    return this.breaker.kind;
  }

  /** True while no dialogue may be tried: the breaker is open or the relay paused. */
  isShut(): boolean {
    return connectionsAllowed(this.breaker, this.clock.now(), this.options.connections) === 0;
  }

  /** When a shut relay is worth another look: at the next probe, or after the longest delay when it is paused. */
  nextLookAt(): number {
    return nextProbeAt(this.breaker) ?? this.clock.now() + Math.max(...this.options.probeDelaysMs);
  }

  /** When a delivery that met a relay fault is worth another try: never at once, or one 421 would go in circles. */
  retryAfterFaultAt(): number {
    return this.isShut() ? this.nextLookAt() : this.clock.now() + this.options.probeDelaysMs[0];
  }

  /** Lets a paused relay be probed again. */
  resume(): void {
    if (this.breaker.kind === 'paused') this.tell('resume');
  }

  /**
   * Tells the breaker how a dialogue that began at `startedAt` ended. A fault says nothing about the relay when
   * it has answered somebody else since: what hangs for one run must not keep the others away.
   * Returns true when this pauses the relay.
   */
  dialogueEnded(replyClass: ReplyClass, startedAt: number): boolean {
    const event = breakerEventOf(replyClass);
    if (event === 'success') this.lastAnswerAt = this.clock.now();
    if (event === 'fault' && this.lastAnswerAt > startedAt) return false;
    const wasPaused = this.breaker.kind === 'paused';
    this.tell(event);
    return this.breaker.kind === 'paused' && !wasPaused;
  }

  private tell(event: BreakerEvent): void {
    const before = this.breaker;
    this.breaker = breakerAfter(before, event, this.clock.now(), this.breakerOptions);
    if (this.breaker.kind === before.kind) return;
    const fields = { channel: this.channel.name, was: before.kind, is: this.breaker.kind };
    if (this.isShut()) this.log.warn('relay.shut', { ...fields, nextLookAt: this.nextLookAt() });
    else this.log.info('relay.open', fields);
    for (const { sender } of this.seats) sender.onGateMoved();
  }
}
