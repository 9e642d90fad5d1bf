import { describe, expect, it } from 'vitest';
import { decideAfter, type Decision, type Try } from './retry-policy.js';
import { replyClasses, type ReplyClass } from './smtp-reply.js';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2027-05-01T10:00:00Z');

const aTry = (changes: Partial<Try> = {}): Try => ({
  class: 'client_temporary',
  attempts: 0,
  firstAttemptAt: null,
  now,
  endsAt: null,
  retryDelaysMs: [5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour],
  random: 0.5,
  ...changes,
});

describe('After a reply of the class', () => {
  it.each<[ReplyClass, Decision]>([
    ['accepted', { status: 'sent', countsAsAttempt: true, nextAttemptAt: null }],
    ['client_temporary', { status: 'deferred', countsAsAttempt: true, nextAttemptAt: now + 5 * minute }],
    ['client_permanent', { status: 'failed', countsAsAttempt: true, nextAttemptAt: null }],
    ['content', { status: 'failed', countsAsAttempt: true, nextAttemptAt: null }],
    ['relay_temporary', { status: 'pending', countsAsAttempt: false, nextAttemptAt: now }],
    ['relay_permanent', { status: 'pending', countsAsAttempt: false, nextAttemptAt: now }],
    ['unknown', { status: 'uncertain', countsAsAttempt: true, nextAttemptAt: null }],
  ])('%s', (replyClass, decision) => {
    expect(decideAfter(aTry({ class: replyClass }))).toEqual(decision);
  });

  it('Only the limits of retries depend on what came before', () => {
    const independent = replyClasses.filter((replyClass) => {
      const first = decideAfter(aTry({ class: replyClass }));
      const last = decideAfter(aTry({ class: replyClass, attempts: 99, firstAttemptAt: 0 }));
      return JSON.stringify(first) === JSON.stringify(last);
    });
    expect(replyClasses.filter((replyClass) => !independent.includes(replyClass))).toEqual([
      'client_temporary',
    ]);
  });
});

describe('A refusal for now', () => {
  it.each([
    [0, 5 * minute],
    [1, 15 * minute],
    [2, 30 * minute],
    [3, hour],
    [4, 2 * hour],
    [5, 4 * hour],
    [6, 4 * hour],
    [8, 4 * hour],
  ])('after %i attempts before it waits %i ms', (attempts, delayMs) => {
    expect(decideAfter(aTry({ attempts, firstAttemptAt: now - hour }))).toEqual({
      status: 'deferred',
      countsAsAttempt: true,
      nextAttemptAt: now + delayMs,
    });
  });

  it.each([
    ['the tenth attempt', { attempts: 9, firstAttemptAt: now - hour }],
    ['72 hours', { attempts: 2, firstAttemptAt: now - 72 * hour }],
    ['no retries are wanted', { retryDelaysMs: [] }],
  ])('is final: %s', (_, changes) => {
    expect(decideAfter(aTry(changes))).toEqual({
      status: 'failed',
      countsAsAttempt: true,
      nextAttemptAt: null,
    });
  });

  it('one moment before 72 hours is not final', () => {
    expect(decideAfter(aTry({ attempts: 2, firstAttemptAt: now - 72 * hour + 1 })).status).toBe('deferred');
  });

  it.each([
    [0, 4 * minute],
    [0.25, 4.5 * minute],
    [0.75, 5.5 * minute],
    [0.999_999_9, 6 * minute],
  ])('waits up to a fifth less or more: random %d', (random, delayMs) => {
    expect(decideAfter(aTry({ random })).nextAttemptAt).toBe(now + delayMs);
  });

  it.each([
    ['before the end', now + hour, now + 5 * minute],
    ['past the end it is due at the end, which expires it', now + minute, now + minute],
    ['an end that has passed already', now - minute, now - minute],
  ])('%s', (_, endsAt, nextAttemptAt) => {
    expect(decideAfter(aTry({ endsAt }))).toEqual({
      status: 'deferred',
      countsAsAttempt: true,
      nextAttemptAt,
    });
  });
});
