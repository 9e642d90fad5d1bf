// Who may start the next dialogue: connections are few, and a server that hangs for one run must not stop the others.

/** One delivery on its way through one connection. */
export interface Lane {
  /** Since when the relay has kept it waiting; null while it waits for us (for its turn in the pace). */
  atRelaySince: number | null;
}

/** How a dialogue ended: the server answered, it did not, or nothing was asked of it. */
export type LaneEnd = 'answered' | 'unanswered' | 'untried';

/** A run's part of the connections. */
export class Share {
  readonly lanes = new Set<Lane>();
  /**
   * Connections that the run's servers have earned: each answer is one more, silence starts over. With healthy
   * servers that takes milliseconds; a run whose servers hang never holds more than it began with.
   */
  allowance = 0;
  /** Its dialogues end soon, so that a newcomer need not have a connection kept free. */
  isQuick = false;

  constructor(
    /** Says whether the run has something to send right now. */
    readonly isHungry: () => boolean,
  ) {}
}

/** With fewer connections than this none is kept free for a newcomer. */
const ENOUGH_TO_SPARE_ONE = 4;
/** The part of the connections that a run has unearned, and once more beside slow ones: what a hanging run may cost. */
const UNEARNED_PART = 0.1;

export class FairShare {
  private readonly shares = new Set<Share>();
  private busy = 0;

  constructor(private readonly slowMs: number) {}

  join(isHungry: () => boolean): Share {
    const share = new Share(isHungry);
    this.shares.add(share);
    return share;
  }

  leave(share: Share): void {
    this.shares.delete(share);
    this.busy -= share.lanes.size;
  }

  /**
   * @param capacity connections that may be open now; the relay's breaker lowers it.
   *
   * A run gets what it has earned, and of that no more than the others leave it: each of them keeps its equal part, or
   * what it has earned where that is less. One run never holds all connections, and the last free one goes only to a
   * run that has none, unless the dialogues are quick and it comes free again in no time.
   */
  mayStart(share: Share, capacity: number, now: number): boolean {
    const held = share.lanes.size;
    if (this.busy >= capacity) return false;
    if (held === 0) return true;
    if (held >= this.earnedBy(share, capacity, now) || held >= this.leftFor(share, capacity, now))
      return false;
    const isLastFree = capacity >= ENOUGH_TO_SPARE_ONE && this.busy >= capacity - 1;
    if (!isLastFree) return true;
    return held < capacity - 1 && share.isQuick && this.slowLanes(share, now) === 0;
  }

  started(share: Share, lane: Lane): void {
    share.lanes.add(lane);
    this.busy++;
  }

  ended(share: Share, lane: Lane, end: LaneEnd, now: number): void {
    if (end === 'answered') {
      share.isQuick = !this.isSlow(lane, now);
      share.allowance++;
    } else if (end === 'unanswered') {
      share.isQuick = false;
      share.allowance = 0;
    }
    if (share.lanes.delete(lane) && this.shares.has(share)) this.busy--;
  }

  /** A slow dialogue lets another one be tried beside it, so that one dead server does not hold up a whole run. */
  private earnedBy(share: Share, capacity: number, now: number): number {
    const unearned = Math.max(1, Math.floor(capacity * UNEARNED_PART));
    const besideSlow = Math.min(unearned, this.slowLanes(share, now));
    return Math.min(capacity, unearned + besideSlow + share.allowance);
  }

  private leftFor(share: Share, capacity: number, now: number): number {
    const others = [...this.shares].filter((other) => other !== share && isActive(other));
    const equalPart = capacity / (others.length + 1);
    const kept = others.reduce(
      (sum, other) => sum + Math.min(equalPart, this.earnedBy(other, capacity, now)),
      0,
    );
    return Math.ceil(capacity - kept);
  }

  private slowLanes(share: Share, now: number): number {
    let slow = 0;
    for (const lane of share.lanes) if (this.isSlow(lane, now)) slow++;
    return slow;
  }

  private isSlow(lane: Lane, now: number): boolean {
    return lane.atRelaySince !== null && now - lane.atRelaySince > this.slowMs;
  }
}

function isActive(share: Share): boolean {
  return share.lanes.size > 0 || share.isHungry();
}
