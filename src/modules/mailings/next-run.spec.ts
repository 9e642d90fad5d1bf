import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../domain/recurrence.js';
import { firstUnfired, localDateOf, scheduleOf } from './next-run.js';

const at = (text: string) => Date.parse(text);
const daily: Schedule = {
  startAt: at('2027-01-01T10:00:00Z'),
  endAt: null,
  timezone: 'UTC',
  periodicity: 'daily',
};

describe('the first firing of a schedule', () => {
  it.each([
    ['before its start', '2026-12-31T00:00:00Z', [], {}, '2027-01-01T10:00:00Z'],
    ['after its start, at once', '2027-01-03T12:00:00Z', [], {}, '2027-01-03T10:00:00Z'],
    ['when today has fired', '2027-01-03T12:00:00Z', ['2027-01-03'], {}, '2027-01-04T10:00:00Z'],
    [
      'when today has fired before its new time',
      '2027-01-03T09:00:00Z',
      ['2027-01-03', '2027-01-02'],
      {},
      '2027-01-04T10:00:00Z',
    ],
    [
      'of a once mailing whose start is past',
      '2027-01-03T12:00:00Z',
      [],
      { periodicity: 'once' },
      '2027-01-01T10:00:00Z',
    ],
    [
      'of a once mailing that has fired',
      '2027-01-03T12:00:00Z',
      ['2027-01-01'],
      { periodicity: 'once' },
      null,
    ],
    ['past its end', '2027-01-03T12:00:00Z', [], { endAt: at('2027-01-03T12:00:00Z') }, null],
    [
      'when nothing more fits',
      '2027-01-03T12:00:00Z',
      ['2027-01-03'],
      { endAt: at('2027-01-04T10:00:00Z') },
      null,
    ],
  ] as [string, string, string[], Partial<Schedule>, string | null][])(
    '%s',
    (_, now, fired, change, expected) => {
      const next = firstUnfired({ ...daily, ...change }, new Set(fired), at(now));
      expect(next && next.at).toBe(expected && at(expected));
    },
  );

  it('does not exist for a mailing that is sent only by hand', () => {
    expect(scheduleOf({ startAt: null, endAt: null, timezone: 'UTC', periodicity: 'once' })).toBeNull();
  });
});

it.each([
  ['2026-12-31T21:00:00Z', 'Europe/Moscow', '2027-01-01'],
  ['2026-12-31T20:59:59Z', 'Europe/Moscow', '2026-12-31'],
  ['2027-01-01T04:59:59Z', 'America/New_York', '2026-12-31'],
  ['9999-12-31T23:59:59Z', 'UTC', '9999-12-31'],
])('the day of %s in %s is %s', (instant, timezone, expected) => {
  expect(localDateOf(new Date(instant), timezone)).toBe(expected);
});
