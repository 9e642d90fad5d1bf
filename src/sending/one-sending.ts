// One delivery through one connection: wait for our turn, send, and say what became of it.
import type { ChannelDesk } from './channel-desk.js';
import type { Lane } from './fair-share.js';
import type { GroupCommit } from './group-commit.js';
import type { LeaseKeeper } from './lease-keeper.js';
import {
  type ClaimedDelivery,
  type Clock,
  type Connection,
  type Letter,
  type Outcome,
  RelayFault,
} from './ports.js';
import type { Ticket } from './ports.js';

export type SendEnd =
  /** Nothing was tried; the claim goes back as it is. */
  | { kind: 'untried' }
  /** The barrier said no: the run or this client has changed. */
  | { kind: 'refused' }
  /** No dot was written, but the row may carry the mark of the barrier, which has to be taken back. */
  | { kind: 'unmark' }
  /** `isOurDelay`: our own database kept the relay waiting, so that its fault says nothing about it. */
  | { kind: 'tried'; outcome: Outcome; startedAt: number; isOurDelay: boolean };

export interface SendTools {
  desk: ChannelDesk;
  clock: Clock;
  barrier: GroupCommit<Ticket, boolean>;
  leases: LeaseKeeper;
  leaseMs: number;
}

export class Sending implements Lane {
  atRelaySince: number | null = null;
  private connection: Connection | null = null;
  private isCut = false;
  private barrierWas: 'not_asked' | 'waited_for' | 'asked' | 'no' | 'yes' | 'declined' = 'not_asked';

  constructor(
    private readonly letter: Letter,
    readonly delivery: ClaimedDelivery,
    private readonly tools: SendTools,
    /** Aborted when the run stops here; what has not begun its dialogue then goes back. */
    private readonly halted: AbortSignal,
  ) {}

  async end(): Promise<SendEnd> {
    const { desk, clock } = this.tools;
    for (;;) {
      const startedAt = (this.atRelaySince = clock.now());
      let connection: Connection;
      try {
        connection = await desk.pool.take(this.halted);
      } catch (error) {
        if (this.halted.aborted) return { kind: 'untried' };
        return { kind: 'tried', outcome: faultOf(error), startedAt, isOurDelay: false };
      }
      this.atRelaySince = null;
      const mayGo = desk.limiter === null || (await desk.limiter.turn(this.halted));
      if (!mayGo || this.halted.aborted || desk.isShut()) {
        await desk.pool.giveBack(connection);
        return { kind: 'untried' };
      }
      // It may have died while it waited for its turn; a fresh one has not, and says so itself if it has.
      if (connection.isUsable || desk.limiter === null) {
        const end = await this.through(connection);
        if (end !== null) return end;
      } else {
        await desk.pool.giveBack(connection);
      }
    }
  }

  /** Ends a dialogue that has not passed the barrier: its dot will not be written. */
  cut(): void {
    if (this.barrierWas === 'yes' || this.isCut) return;
    this.isCut = true;
    this.stopWaiting();
    void this.connection?.close().catch(() => {});
  }

  /** Null when the connection ended before the server heard of this letter. */
  private async through(connection: Connection): Promise<SendEnd | null> {
    const { desk, clock } = this.tools;
    const startedAt = (this.atRelaySince = clock.now());
    this.connection = connection;
    let outcome: Outcome;
    try {
      outcome = await connection.send(this.letter, this.delivery, () => this.atBarrier());
    } catch (error) {
      // A channel must not reject; when it does, what we know is whether a dot could have been written.
      outcome = {
        ...faultOf(error),
        stage: 'dot',
        class: this.barrierWas === 'yes' ? 'unknown' : 'relay_temporary',
      };
    }
    this.connection = null;
    this.stopWaiting();
    await desk.pool.giveBack(connection);
    return outcome.class === 'unheard' ? null : this.endAfter(outcome, startedAt);
  }

  /** Whoever is past the turnstile stays there until the result is stored. */
  private stopWaiting(): void {
    if (this.barrierWas === 'waited_for') this.tools.desk.turnstile.leave(this.delivery);
  }

  private endAfter(outcome: Outcome, startedAt: number): SendEnd {
    const wasNotSent = outcome.class === 'refused_at_barrier' || (this.isCut && this.barrierWas !== 'yes');
    if (wasNotSent && this.barrierWas === 'no') return { kind: 'refused' };
    const isUnmarked = this.barrierWas === 'not_asked' || this.barrierWas === 'waited_for';
    if (wasNotSent) return { kind: isUnmarked ? 'untried' : 'unmark' };
    if (outcome.class === 'unknown' && this.barrierWas !== 'yes')
      outcome = { ...outcome, class: 'relay_temporary' };
    const isOurDelay = ['waited_for', 'asked', 'declined'].includes(this.barrierWas);
    return { kind: 'tried', outcome, startedAt, isOurDelay };
  }

  private async atBarrier(): Promise<boolean> {
    if (this.isCut) return false;
    const { desk, barrier, leases, clock, leaseMs } = this.tools;
    const { number, epoch } = this.delivery;
    this.barrierWas = 'waited_for';
    const isInside = await desk.turnstile.enter(this.delivery);
    // It may have been cut, or come to its end, in the very moment when its place came.
    if (!isInside || this.isCut || this.connection === null) return false;
    const askedAt = clock.now();
    this.barrierWas = 'asked';
    leases.forget(this.delivery);
    let isMarked: boolean;
    try {
      isMarked = await barrier.add({ number, epoch });
    } catch {
      // The mark may have been committed all the same: it stays `asked`.
      return false;
    }
    if (!isMarked) {
      this.barrierWas = 'no';
      return false;
    }
    // An answer this old, after this process was suspended for example, may have been overtaken.
    const isStale = clock.now() - askedAt > leaseMs;
    const { endsAt } = this.letter.run;
    const isPastEnd = endsAt !== null && clock.now() >= endsAt;
    this.barrierWas = this.isCut || isStale || isPastEnd ? 'declined' : 'yes';
    return this.barrierWas === 'yes';
  }
}

function faultOf(error: unknown): Outcome {
  if (error instanceof RelayFault) return error.outcome;
  const words = error instanceof Error ? error.message : String(error);
  return {
    class: 'relay_temporary',
    stage: 'connect',
    code: null,
    enhancedCode: null,
    reply: null,
    error: words,
  };
}
