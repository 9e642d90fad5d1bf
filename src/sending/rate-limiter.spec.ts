import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Pace } from './ports.js';
import { RateLimiter } from './rate-limiter.js';
import { RecordingLog } from './testing/engine-world.js';
import { HandMovedClock, settled } from './testing/hand-moved-clock.js';

/** The pace that a shared row keeps: the next place, never before now. */
class SharedPace implements Pace {
  private nextAt = 0;
  largest = 0;
  constructor(
    private readonly clock: HandMovedClock,
    private readonly perSecond: number,
    private readonly roundTripMs = 2,
  ) {}
  async reserve(count: number): Promise<number[]> {
    this.largest = Math.max(this.largest, count);
    const first = Math.max(this.nextAt, this.clock.now());
    const gapMs = 1000 / this.perSecond;
    this.nextAt = first + count * gapMs;
    await this.clock.sleep(this.roundTripMs);
    return Array.from({ length: count }, (_, index) => first + index * gapMs);
  }
}

const never = new AbortController().signal;
setMaxListeners(0, never);

function mostInOneSecond(uses: number[]): number {
  const sorted = uses.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((from) => sorted.filter((at) => at >= from && at <= from + 1000).length));
}

describe('the rate limiter', () => {
  it.each([1, 20, 100, 900])(
    'of two workers together lets at most rate + 2 % + 1 through a second at %i/s',
    async (rate) => {
      const clock = new HandMovedClock();
      const pace = new SharedPace(clock, rate);
      const uses: number[] = [];
      const stop = new AbortController();
      setMaxListeners(0, stop.signal);
      for (let worker = 0; worker < 2; worker++) {
        const limiter = new RateLimiter(pace, clock, new RecordingLog());
        for (let lane = 0; lane < 10; lane++) {
          void (async () => {
            while (await limiter.turn(stop.signal)) uses.push(clock.now());
          })();
        }
      }
      await clock.advance(5_000);
      // Both workers stand still for a while, as a busy machine does: what they missed is not made up for.
      clock.leap(700);
      await clock.advance(2_300);
      stop.abort();
      expect(mostInOneSecond(uses)).toBeLessThanOrEqual(Math.floor(rate * 1.02) + 1);
      expect(uses.length).toBeGreaterThan(rate * 6);
    },
  );

  it('never asks for more places than 200 ms hold', async () => {
    const clock = new HandMovedClock();
    const pace = new SharedPace(clock, 20);
    const limiter = new RateLimiter(pace, clock, new RecordingLog());
    const turns = Promise.all(Array.from({ length: 60 }, () => limiter.turn(never)));
    await clock.until(turns);
    expect(pace.largest).toBe(4);
  });

  it('answers no at once when aborted, and gives the place to the next in line', async () => {
    const clock = new HandMovedClock();
    const limiter = new RateLimiter(new SharedPace(clock, 1), clock, new RecordingLog());
    await clock.until(limiter.turn(never));
    const stop = new AbortController();
    const [given, kept] = [limiter.turn(stop.signal), limiter.turn(never)];
    await settled();
    stop.abort();
    await expect(given).resolves.toBe(false);
    const before = clock.now();
    await expect(clock.until(kept)).resolves.toBe(true);
    expect(clock.now() - before).toBeLessThanOrEqual(1_000);
  });

  it('holds the limit while the pace cannot be asked', async () => {
    const clock = new HandMovedClock();
    let isAway = true;
    const pace: Pace = {
      reserve: async () => {
        if (isAway) throw new Error('away');
        return [clock.now()];
      },
    };
    const limiter = new RateLimiter(pace, clock, new RecordingLog());
    let went = false;
    void limiter.turn(never).then(() => (went = true));
    await clock.advance(60_000);
    expect(went).toBe(false);
    isAway = false;
    await clock.advance(2_000);
    expect(went).toBe(true);
  });
});
