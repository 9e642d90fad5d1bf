import type { MessageEvent } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noCounters } from './counts.js';
import { MailingProgress } from './mailing-progress.js';
import type { RunsRepository } from './runs.repository.js';

let statements: number;
let over: Set<string>;
let progress: MailingProgress;

beforeEach(() => {
  vi.useFakeTimers();
  statements = 0;
  over = new Set();
  const runs: Pick<RunsRepository, 'standings'> = {
    async standings(ids) {
      statements += 1;
      return ids.map((id) => ({ id, isOver: over.has(id), ...noCounters, total: statements }));
    },
  };
  progress = new MailingProgress(runs as RunsRepository);
});
afterEach(() => {
  progress.beforeApplicationShutdown();
  vi.useRealTimers();
});

function watch(id: string) {
  const seen: MessageEvent[] = [];
  const end = { isOver: false };
  const subscription = progress.watch(id).subscribe({
    next: (event) => seen.push(event),
    complete: () => (end.isOver = true),
  });
  return { seen, end, leave: () => subscription.unsubscribe() };
}

it('a thousand mailings watched at once cost two statements a second, all together', async () => {
  const streams = Array.from({ length: 1_000 }, (_, i) => watch(`mailing-${i}`));
  await vi.advanceTimersByTimeAsync(100);
  expect(statements).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(statements).toBeGreaterThanOrEqual(20);
  expect(statements).toBeLessThanOrEqual(21);
  expect(streams.every(({ seen }) => seen.length === statements)).toBe(true);
});

it('somebody who comes along is told soon, however many keep coming', async () => {
  const first = watch('first');
  for (let i = 0; i < 100; i += 1) {
    watch(`mailing-${i}`);
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(first.seen.length).toBeGreaterThan(0);
  expect(statements).toBeLessThanOrEqual(500 / 20);
});

it('a stream in which nothing happens has a comment each fifteen seconds', async () => {
  const { seen } = watch('quiet');
  progress['runs'].standings = async () => [];
  await vi.advanceTimersByTimeAsync(46_000);
  expect(seen).toEqual(Array(3).fill({ comment: 'still here' }));
});

it('nothing is asked once nobody watches, and after the end', async () => {
  const { leave } = watch('left');
  const ended = watch('ended');
  await vi.advanceTimersByTimeAsync(1_000);
  leave();
  over.add('ended');
  await vi.advanceTimersByTimeAsync(1_000);
  expect([ended.seen.at(-1)?.type, ended.end.isOver]).toEqual(['completed', true]);
  const before = statements;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(statements).toBe(before);
});

it('somebody who leaves before the first statement does not silence those who come later', async () => {
  watch('passing by').leave();
  await vi.advanceTimersByTimeAsync(1_000);
  const { seen } = watch('comes later');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen.length).toBeGreaterThan(0);
});

it('the end of the service is the end of every stream', async () => {
  const { seen, end } = watch('going');
  await vi.advanceTimersByTimeAsync(1_000);
  progress.beforeApplicationShutdown();
  expect([end.isOver, seen.some(({ type }) => type === 'completed')]).toEqual([true, false]);
});
