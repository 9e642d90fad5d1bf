import { createCache } from 'cache-manager';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AppConfig } from '../config/app-config.js';
import { forgetfulStore, memoryStore } from './cache-store.js';
import { Remembered } from './remembered.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lifetime = { lifeMs: 1000, renewAfterMs: 500 };

function rememberedIn(store = memoryStore(), isEnabled = true) {
  const remembered = new Remembered(createCache({ stores: [store] }), { cache: { isEnabled } } as AppConfig);
  let worked = 0;
  return {
    remembered,
    timesWorked: () => worked,
    read: async (work = async () => {}) => {
      const { value } = await remembered.read('k', lifetime, async () => {
        const number = ++worked;
        await work();
        return number;
      });
      return value;
    },
  };
}

it('works a value out once for all who ask at the same moment', async () => {
  const { read, timesWorked } = rememberedIn();
  expect(new Set(await Promise.all(Array.from({ length: 100 }, () => read())))).toEqual(new Set([1]));
  expect(timesWorked()).toBe(1);
});

it('does the same where the store keeps nothing, as when Redis is away', async () => {
  const { read, timesWorked } = rememberedIn(forgetfulStore());
  for (let n = 0; n < 10; n += 1) await read();
  expect(timesWorked()).toBe(1);
});

it('renews in the background in time, and never answers what is too old', async () => {
  const { read, timesWorked } = rememberedIn();
  expect(await read()).toBe(1);
  vi.advanceTimersByTime(600);
  expect(await read()).toBe(1);
  await vi.waitFor(() => expect(timesWorked()).toBe(2));
  expect(await read()).toBe(2);
  vi.advanceTimersByTime(1001);
  expect(await read()).toBe(3);
});

it('answers the old one while it can when it cannot be renewed, and then fails', async () => {
  const { read } = rememberedIn();
  await read();
  const fail = () => Promise.reject(new Error('the database is away'));
  vi.advanceTimersByTime(600);
  expect(await read(fail)).toBe(1);
  vi.advanceTimersByTime(500);
  await expect(read(fail)).rejects.toThrow('away');
});

it('works it out afresh once it is forgotten, even where an older one is just being worked out', async () => {
  const { read, remembered } = rememberedIn();
  let finish = () => {};
  const old = read(() => new Promise((resolve) => (finish = resolve)));
  await vi.advanceTimersByTimeAsync(1);
  await remembered.forget('k');
  vi.advanceTimersByTime(1);
  expect(await read()).toBe(2);
  finish();
  expect(await old).toBe(1);
  expect(await read()).toBe(2);
});

it('works everything out each time where the cache is off', async () => {
  const { read } = rememberedIn(forgetfulStore(), false);
  expect([await read(), await read()]).toEqual([1, 2]);
});

it('does so for a hundred at once with two rounds of work, where the second began after all had asked', async () => {
  const { read, timesWorked } = rememberedIn(forgetfulStore(), false);
  const answers = await Promise.all(Array.from({ length: 100 }, () => read()));
  expect([answers[0], new Set(answers.slice(1)), timesWorked()]).toEqual([1, new Set([2]), 2]);
});

it('goes on after a round that failed', async () => {
  const { read } = rememberedIn(forgetfulStore(), false);
  const failing = read(() => Promise.reject(new Error('away')));
  const next = read();
  await expect(failing).rejects.toThrow('away');
  expect(await next).toBe(2);
});
