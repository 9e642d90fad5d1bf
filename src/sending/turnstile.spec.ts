import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

/** Deliveries that want to pass, and what became of each so far. */
function crowd(turnstile: Turnstile, size: number) {
  const deliveries = Array.from({ length: size }, (_, number) => ({ number }));
  const heard: (boolean | null)[] = deliveries.map(() => null);
  deliveries.forEach((delivery, index) => {
    void turnstile.enter(delivery).then((isInside) => (heard[index] = isInside));
  });
  const hears = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return heard;
  };
  return { deliveries, hears };
}

describe('a turnstile', () => {
  it('lets in as many as it has places, and the next for each that leaves, in their order', async () => {
    const turnstile = new Turnstile(2);
    const { deliveries, hears } = crowd(turnstile, 4);
    expect(await hears()).toEqual([true, true, null, null]);
    turnstile.leave(deliveries[1]!);
    expect(await hears()).toEqual([true, true, true, null]);
    turnstile.leave(deliveries[0]!);
    expect(await hears()).toEqual([true, true, true, true]);
  });

  it('says no to whoever leaves while waiting, and gives the place to the one behind', async () => {
    const turnstile = new Turnstile(1);
    const { deliveries, hears } = crowd(turnstile, 3);
    turnstile.leave(deliveries[1]!);
    expect(await hears()).toEqual([true, false, null]);
    turnstile.leave(deliveries[0]!);
    expect(await hears()).toEqual([true, false, true]);
  });

  it('gives no place twice when somebody leaves twice, or was never there', async () => {
    const turnstile = new Turnstile(1);
    const { deliveries, hears } = crowd(turnstile, 3);
    turnstile.leave({});
    turnstile.leave(deliveries[0]!);
    turnstile.leave(deliveries[0]!);
    expect(await hears()).toEqual([true, true, null]);
  });
});
