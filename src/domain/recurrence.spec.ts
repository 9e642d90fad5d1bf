import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Periodicity } from './mailing-status.js';
import { firstRuns, latestRunAt, nextRunAfter, occurrence, type Schedule } from './recurrence.js';
import { parseTime } from './wall-time.js';

function aSchedule(timezone: string, start: string, periodicity: Periodicity, end?: string): Schedule {
  const endAt = end === undefined ? null : parseTime(end, timezone);
  return { startAt: parseTime(start, timezone), endAt, timezone, periodicity };
}

const utc = (at: number) => new Date(at).toISOString().replace(':00.000Z', 'Z');

describe('A mailing keeps its wall time', () => {
  it.each<[string, string, string, Periodicity, string[]]>([
    [
      'the jump forward moves it forward, for one day',
      'America/New_York',
      '2027-03-13T02:30',
      'daily',
      ['2027-03-13 2027-03-13T07:30Z', '2027-03-14 2027-03-14T07:30Z', '2027-03-15 2027-03-15T06:30Z'],
    ],
    [
      'of a time that comes twice the first counts',
      'America/New_York',
      '2027-11-06T01:30',
      'daily',
      ['2027-11-06 2027-11-06T05:30Z', '2027-11-07 2027-11-07T05:30Z', '2027-11-08 2027-11-08T06:30Z'],
    ],
    [
      'a jump of half an hour',
      'Australia/Lord_Howe',
      '2027-10-02T02:15',
      'daily',
      ['2027-10-02 2027-10-01T15:45Z', '2027-10-03 2027-10-02T15:45Z', '2027-10-04 2027-10-03T15:15Z'],
    ],
    [
      'a day that is missing is no run of its own',
      'Pacific/Apia',
      '2011-12-29T09:00',
      'daily',
      ['2011-12-29 2011-12-29T19:00Z', '2011-12-31 2011-12-30T19:00Z', '2012-01-01 2011-12-31T19:00Z'],
    ],
    [
      'a jump at midnight',
      'Africa/Cairo',
      '2027-04-29T00:00',
      'daily',
      ['2027-04-29 2027-04-28T22:00Z', '2027-04-30 2027-04-29T22:00Z', '2027-05-01 2027-04-30T21:00Z'],
    ],
    [
      'the last day of shorter months, and the 31st again afterwards',
      'Europe/Moscow',
      '2027-01-31T10:00',
      'monthly',
      [
        '2027-01-31 2027-01-31T07:00Z',
        '2027-02-28 2027-02-28T07:00Z',
        '2027-03-31 2027-03-31T07:00Z',
        '2027-04-30 2027-04-30T07:00Z',
        '2027-05-31 2027-05-31T07:00Z',
      ],
    ],
    [
      '29 February in leap years',
      'UTC',
      '2027-12-29T10:00',
      'monthly',
      ['2027-12-29 2027-12-29T10:00Z', '2028-01-29 2028-01-29T10:00Z', '2028-02-29 2028-02-29T10:00Z'],
    ],
    [
      'weeks over the change of the clock',
      'Europe/Berlin',
      '2027-03-22T09:00',
      'weekly',
      ['2027-03-22 2027-03-22T08:00Z', '2027-03-29 2027-03-29T07:00Z', '2027-04-05 2027-04-05T07:00Z'],
    ],
  ])('%s', (_, timezone, start, periodicity, expected) => {
    const schedule = aSchedule(timezone, start, periodicity);
    const runs = firstRuns(schedule, schedule.startAt - 1, expected.length);
    expect(runs.map((run) => `${run.localDate} ${utc(run.at)}`)).toEqual(expected);
  });

  it('A first start in the second of two hours stays that instant', () => {
    const startAt = Date.parse('2027-11-07T06:30:00Z');
    const schedule: Schedule = { startAt, endAt: null, timezone: 'America/New_York', periodicity: 'daily' };
    expect(firstRuns(schedule, startAt - 1, 2).map((run) => utc(run.at))).toEqual([
      '2027-11-07T06:30Z',
      '2027-11-08T06:30Z',
    ]);
  });

  it('A mailing on the missing day shares its run with the day after', () => {
    const schedule = aSchedule('Pacific/Apia', '2011-12-28T09:00', 'daily');
    expect(occurrence(schedule, 2)).toEqual(occurrence(schedule, 3));
    const at = Date.parse('2011-12-30T19:00:00Z');
    expect(nextRunAfter(schedule, at - 1)).toEqual({ at, localDate: '2011-12-31' });
    expect(latestRunAt(schedule, at)).toEqual({ at, localDate: '2011-12-31' });
    expect(nextRunAfter(schedule, at)?.localDate).toBe('2012-01-01');
  });
});

describe('A jump over midnight', () => {
  it('forward gives a date one run, not two', () => {
    const startAt = Date.parse('1919-03-29T23:45:00-05:00');
    const schedule: Schedule = { startAt, endAt: null, timezone: 'America/Toronto', periodicity: 'daily' };
    expect(firstRuns(schedule, startAt - 1, 3).map((run) => `${run.localDate} ${utc(run.at)}`)).toEqual([
      '1919-03-29 1919-03-30T04:45Z',
      '1919-03-31 1919-03-31T04:45Z',
      '1919-04-01 1919-04-02T03:45Z',
    ]);
    const latest = latestRunAt(schedule, Date.parse('1919-04-01T12:00:00Z'));
    expect(latest).toEqual({ at: Date.parse('1919-03-31T04:45:00Z'), localDate: '1919-03-31' });
  });

  it('back leaves a run that has been behind, though its date is ahead again', () => {
    const schedule = aSchedule('America/St_Johns', '2010-11-05T00:00', 'daily');
    const at = Date.parse('2010-11-07T02:30:00Z');
    const tenMinutesLater = at + 600_000; // 23:10 on the 6th, because 00:01 became 23:01
    expect(latestRunAt(schedule, tenMinutesLater)).toEqual({ at, localDate: '2010-11-07' });
    expect(nextRunAfter(schedule, tenMinutesLater)?.localDate).toBe('2010-11-08');
  });
});

describe('The window', () => {
  const daily = aSchedule('Europe/Moscow', '2027-05-01T10:00', 'daily', '2027-05-04T10:00');
  const once = aSchedule('Europe/Moscow', '2027-05-01T10:00', 'once');
  const last = Date.parse('2027-05-03T07:00:00Z');

  it('A three-day window has three daily runs, because the end is outside it', () => {
    expect(firstRuns(daily, 0, 100).map((run) => run.localDate)).toEqual([
      '2027-05-01',
      '2027-05-02',
      '2027-05-03',
    ]);
  });

  it('The next run is after the instant, the latest run is at it', () => {
    expect(nextRunAfter(daily, daily.startAt - 1)?.at).toBe(daily.startAt);
    expect(nextRunAfter(daily, daily.startAt)?.localDate).toBe('2027-05-02');
    expect(latestRunAt(daily, daily.startAt)?.at).toBe(daily.startAt);
    expect(latestRunAt(daily, daily.startAt - 1)).toBeNull();
  });

  it('After the end the last run stays the latest and there is no next one', () => {
    const muchLater = Date.parse('2031-01-01T00:00:00Z');
    expect(latestRunAt(daily, muchLater)?.at).toBe(last);
    expect(nextRunAfter(daily, last)).toBeNull();
    expect(nextRunAfter(daily, muchLater)).toBeNull();
  });

  it('Once is once', () => {
    expect(firstRuns(once, 0, 5)).toEqual([{ at: once.startAt, localDate: '2027-05-01' }]);
    expect(latestRunAt(once, once.startAt + 1e12)?.at).toBe(once.startAt);
    expect(nextRunAfter(once, once.startAt)).toBeNull();
    expect(() => occurrence(once, 1)).toThrow(RangeError);
  });

  it('An end at or before the start leaves no run', () => {
    const empty = { ...daily, endAt: daily.startAt };
    expect(nextRunAfter(empty, 0)).toBeNull();
    expect(latestRunAt(empty, daily.startAt + 1e12)).toBeNull();
  });

  it('The distance from the first start costs nothing', () => {
    const old = aSchedule('America/New_York', '1970-01-01T09:00', 'daily');
    const began = performance.now();
    for (let n = 0; n < 100; n++) nextRunAfter(old, Date.parse('2999-06-01T00:00:00Z') + n);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('In every zone and year', () => {
  const zones = [
    'UTC',
    'Europe/Moscow',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Cairo',
    'America/Sao_Paulo',
    'Asia/Tehran',
    'Pacific/Kwajalein',
    'Pacific/Kiritimati',
    'Africa/Casablanca',
    'Antarctica/Troll',
  ];
  const schedules = fc.record({
    timezone: fc.constantFrom(...zones),
    periodicity: fc.constantFrom<Periodicity>('daily', 'weekly', 'monthly'),
    startAt: fc
      .integer({ min: Date.UTC(1978, 0, 1) / 900_000, max: Date.UTC(2045, 0, 1) / 900_000 })
      .map((quarter) => quarter * 900_000),
    endAt: fc.constant(null),
  });

  const wallOf = (at: number, timezone: string) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDateTime();

  /** True when the zone's clock jumps over this wall time. */
  function isInAGap(wall: Temporal.PlainDateTime, timezone: string): boolean {
    const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
      wall.toZonedDateTime(timezone, { disambiguation }).toPlainDateTime(),
    );
    return !wall.equals(earlier!) || !wall.equals(later!);
  }

  /** True when the anchor's time of this date, or of the date before, does not exist. */
  function wasInAGap(
    wall: Temporal.PlainDateTime,
    anchor: Temporal.PlainDateTime,
    timezone: string,
  ): boolean {
    const wanted = wall.withPlainTime(anchor.toPlainTime());
    return isInAGap(wanted, timezone) || isInAGap(wanted.subtract({ days: 1 }), timezone);
  }

  it('Runs have dates of their own, grow, and keep the wall time but for gaps', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const runs = firstRuns(schedule, schedule.startAt - 1, 40);
        const anchor = wallOf(schedule.startAt, schedule.timezone);
        expect(runs).toHaveLength(40);
        expect(new Set(runs.map((run) => run.localDate)).size).toBe(40);
        expect(runs.map((run) => run.at)).toEqual(runs.map((run) => run.at).toSorted((a, b) => a - b));
        expect(runs.map((run) => wallOf(run.at, schedule.timezone).toPlainDate().toString())).toEqual(
          runs.map((run) => run.localDate),
        );
        const moved = runs
          .map((run) => wallOf(run.at, schedule.timezone))
          .filter((wall) => !wall.toPlainTime().equals(anchor.toPlainTime()));
        expect(moved.filter((wall) => !wasInAGap(wall, anchor, schedule.timezone))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('Next and latest agree with a walk from the first start', () => {
    fc.assert(
      fc.property(
        schedules,
        fc.integer({ min: -2 * 86_400_000, max: 45 * 86_400_000 }),
        (schedule, offset) => {
          const walked = Array.from({ length: 60 }, (_, index) => occurrence(schedule, index)).filter(
            (run, index, all) => index === 0 || run.localDate !== all[index - 1]!.localDate,
          );
          const instant = schedule.startAt + offset;
          const next = nextRunAfter(schedule, instant);
          const latest = latestRunAt(schedule, instant);
          expect(next).toEqual(walked.find((run) => run.at > instant));
          expect(latest).toEqual(walked.findLast((run) => run.at <= instant) ?? null);
          expect(latestRunAt(schedule, next!.at)).toEqual(next);
          expect(latestRunAt(schedule, next!.at - 1)).toEqual(latest);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('Next and latest agree decades later', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 0, max: 60 * 366 * 86_400_000 }), (schedule, offset) => {
        const instant = schedule.startAt + offset;
        const latest = latestRunAt(schedule, instant)!;
        const next = nextRunAfter(schedule, instant)!;
        expect(latest.at).toBeLessThanOrEqual(instant);
        expect(next.at).toBeGreaterThan(instant);
        expect(nextRunAfter(schedule, latest.at)).toEqual(next);
        expect(latestRunAt(schedule, next.at - 1)).toEqual(latest);
      }),
      { numRuns: 150 },
    );
  });
});
