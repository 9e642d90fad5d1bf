import { expect, it } from 'vitest';
import { BoundedMap } from './bounded-map.js';

it('forgets what was set longest ago', () => {
  const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2).set('a', 3).set('c', 4);
  expect([...map]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});

it('keeps nothing where the limit is 0', () => {
  expect(new BoundedMap<string, number>(0).set('a', 1).size).toBe(0);
});
