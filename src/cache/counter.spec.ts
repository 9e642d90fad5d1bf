import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Counter } from './counter.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('counts each key by itself', async () => {
  const counter = new Counter();
  expect([await counter.hit('a', 1000), await counter.hit('a', 1000), await counter.hit('b', 1000)]).toEqual([
    1, 2, 1,
  ]);
});

it('begins anew when the window of the first event is over', async () => {
  const counter = new Counter();
  await counter.hit('a', 1000);
  vi.advanceTimersByTime(600);
  expect(await counter.hit('a', 1000)).toBe(2);
  expect(await counter.look('a')).toEqual({ count: 2, leftMs: 400 });
  vi.advanceTimersByTime(400);
  expect(await counter.look('a')).toEqual({ count: 0, leftMs: 0 });
  expect(await counter.hit('a', 1000)).toBe(1);
});

it('begins anew when told to forget', async () => {
  const counter = new Counter();
  await counter.hit('a', 1000);
  await counter.forget('a');
  expect(await counter.hit('a', 1000)).toBe(1);
});
