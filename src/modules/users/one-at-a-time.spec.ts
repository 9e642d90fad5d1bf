import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { OneAtATime } from './one-at-a-time.js';

it('runs work with the same key one after the other, failures too, and other keys beside it', async () => {
  const oneAtATime = new OneAtATime();
  const events: string[] = [];
  const work = (key: string, name: string, fails = false) =>
    oneAtATime.run(key, async () => {
      events.push(`${name} starts`);
      await sleep(5);
      events.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([
    work('a', 'first', true),
    work('a', 'second'),
    work('b', 'other'),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(events.slice(0, 2)).toEqual(['first starts', 'other starts']);
  expect(events.indexOf('second starts')).toBeGreaterThan(events.indexOf('first ends'));
});
