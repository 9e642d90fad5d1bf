// Who may start the next dialogue: connections are few, and a server that hangs for one run must not stop the others.

/** One delivery on its way through one connection. */
export interface Lane {
  /** Since when the relay has kept it waiting; null while it waits for us (for its turn in the pace). */
  atRelaySince: number | null;
}

/** A run's part of the connections. */
export class Share {
  readonly lanes = new Set<Lane>();
  /** More than half of the connections is only for a run whose last dialogue ended quickly. */
  isQuick = false;

  constructor(
    /** Says whether the run has something to send right now. */
    readonly isHungry: () => boolean,
  ) {}
}

/** With fewer connections than this none is kept free for a newcomer. */
const ENOUGH_TO_SPARE_ONE = 4;

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
   * A run gets its equal part; at most half of all while its dialogues are slow or not proven quick; and the
   * last free connection goes only to a run that has none.
   */
  mayStart(share: Share, capacity: number, now: number): boolean {
    const held = share.lanes.size;
    if (this.busy >= capacity) return false;
    if (held === 0) return true;
    if (capacity >= ENOUGH_TO_SPARE_ONE && this.busy >= capacity - 1) return false;
    if (held >= Math.ceil(capacity / this.activeRuns())) return false;
    if (held < Math.ceil(capacity / 2)) return true;
    return share.isQuick && !this.hasSlowLane(share, now);
  }

  started(share: Share, lane: Lane): void {
    share.lanes.add(lane);
    this.busy++;
  }

  ended(share: Share, lane: Lane, now: number): void {
    if (lane.atRelaySince !== null) share.isQuick = !this.isSlow(lane, now);
    if (share.lanes.delete(lane) && this.shares.has(share)) this.busy--;
  }

  private activeRuns(): number {
    let active = 0;
    for (const share of this.shares) if (share.lanes.size > 0 || share.isHungry()) active++;
    return Math.max(1, active);
  }

  private hasSlowLane(share: Share, now: number): boolean {
    for (const lane of share.lanes) if (this.isSlow(lane, now)) return true;
    return false;
  }

  private isSlow(lane: Lane, now: number): boolean {
    return lane.atRelaySince !== null && now - lane.atRelaySince > this.slowMs;
  }
}
