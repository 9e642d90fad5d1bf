import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from './turns.js';

const turnsFor = (atOnce: number, mostWaiting: number) =>
  new Turns({ atOnce, mostWaiting, busy: 'image.busy', retryAfterSeconds: 3 });

it('runs no more at once than it may, and all in their order', async () => {
  const turns = turnsFor(2, 100);
  const started: number[] = [];
  let running = 0;
  let mostAtOnce = 0;
  await Promise.all(
    Array.from({ length: 10 }, (_, number) =>
      turns.take(async () => {
        started.push(number);
        mostAtOnce = Math.max(mostAtOnce, (running += 1));
        await sleep(1);
        running -= 1;
      }),
    ),
  );
  expect(mostAtOnce).toBe(2);
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('refuses whoever comes when the queue is full, and takes the next when it is not', async () => {
  const turns = turnsFor(1, 2);
  const inTurn = [1, 2, 3].map((number) => turns.take(() => sleep(1, number)));
  await expect(turns.take(() => sleep(1, 4))).rejects.toMatchObject({
    code: 'image.busy',
    retryAfter: 3,
  });
  expect(await Promise.all(inTurn)).toEqual([1, 2, 3]);
  expect(await turns.take(() => sleep(1, 5))).toBe(5);
});

it('gives the place back when the work fails', async () => {
  const turns = turnsFor(1, 1);
  const failing = turns.take(() => Promise.reject(new Error('broken')));
  const next = turns.take(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
  expect(await turns.take(() => Promise.resolve('again'))).toBe('again');
});
