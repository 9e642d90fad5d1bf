// Lets messages go one by one at the instants that the common pace of all workers gives out.
import { keepTrying } from './keep-trying.js';
import type { Clock, Log, Pace } from './ports.js';

/** A place used later than this would crowd the places after it, so it is thrown away. */
const LATEST_USE_MS = 20;
/** One reservation covers about this long: more would let an idle worker sit on places others could use. */
const RESERVED_AHEAD_MS = 200;
const MAX_BATCH = 200;

interface Waiting {
  go(mayGo: boolean): void;
}

export class RateLimiter {
  private readonly waiting = new Set<Waiting>();
  private places: number[] = [];
  private refill: Promise<void> | null = null;
  private batch = 1;
  private lastPlace: number | null = null;
  private isServing = false;

  constructor(
    private readonly pace: Pace,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Resolves with true when one message may go now, with false when the signal was aborted before. */
  turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const leave = () => waiting.go(false);
      const waiting: Waiting = {
        go: (mayGo) => {
          this.waiting.delete(waiting);
          signal.removeEventListener('abort', leave);
          resolve(mayGo);
        },
      };
      signal.addEventListener('abort', leave);
      this.waiting.add(waiting);
      if (!this.isServing) void this.serve();
    });
  }

  private async serve(): Promise<void> {
    this.isServing = true;
    while (this.waiting.size > 0) {
      if (this.places.length <= this.batch / 2) this.refill ??= this.reserve();
      const place = this.places.shift();
      if (place === undefined) {
        await this.refill;
        continue;
      }
      while (this.clock.now() < place) await this.clock.sleep(place - this.clock.now());
      if (this.clock.now() - place > LATEST_USE_MS) continue;
      const [next] = this.waiting;
      if (next === undefined) this.places.unshift(place);
      else next.go(true);
    }
    this.isServing = false;
  }

  private async reserve(): Promise<void> {
    const reserved = await keepTrying(() => this.pace.reserve(this.batch), {
      clock: this.clock,
      log: this.log,
      what: 'reserve places',
    });
    for (const place of reserved) {
      const gapMs = this.lastPlace === null ? RESERVED_AHEAD_MS : Math.max(place - this.lastPlace, 0.1);
      this.batch = Math.min(Math.max(1, Math.floor(RESERVED_AHEAD_MS / gapMs)), this.batch * 2, MAX_BATCH);
      this.lastPlace = place;
    }
    this.places.push(...reserved);
    this.refill = null;
  }
}
