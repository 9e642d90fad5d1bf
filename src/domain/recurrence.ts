// When a mailing fires: the wall clock of its zone, anchored to the first start.
import { Temporal } from 'temporal-polyfill';
import type { Periodicity } from './mailing-status.js';

/** Instants are milliseconds since 1970 UTC; `endAt` is the first instant at which nothing fires any more. */
export interface Schedule {
  startAt: number;
  endAt: number | null;
  timezone: string;
  periodicity: Periodicity;
}

/** One firing. Its local date, `YYYY-MM-DD` in the schedule's zone, is unique within the schedule. */
export interface Occurrence {
  at: number;
  localDate: string;
}

/**
 * The occurrence `index` steps after the first start, wherever the end may be. Steps count from the first start, so
 * that the 31st is the 28th in February and the 31st again in March. A time that the clock jumps over moves forward
 * by the jump; of a time that comes twice the first is meant.
 *
 * Where a whole day is missing (Apia, 2011-12-30) two neighbours are one and the same occurrence.
 */
export function occurrence(schedule: Schedule, index: number): Occurrence {
  // The first start is an instant, not a wall time: it may be the second 01:30 of the night.
  const zoned =
    index === 0 ? firstStart(schedule) : stepFrom(firstStart(schedule), schedule.periodicity, index);
  return { at: zoned.epochMilliseconds, localDate: zoned.toPlainDate().toString() };
}

/** The first occurrence after the instant, or null when nothing more fits before the end. */
export function nextRunAfter(schedule: Schedule, instant: number): Occurrence | null {
  const previous = lastIndexAt(schedule, instant);
  const next = previous === null ? 0 : indexOfNext(schedule, previous);
  return next === null ? null : beforeTheEnd(schedule, occurrence(schedule, next));
}

/** The latest occurrence at or before the instant, or null when none has been due. */
export function latestRunAt(schedule: Schedule, instant: number): Occurrence | null {
  const lastMoment = schedule.endAt === null ? instant : Math.min(instant, schedule.endAt - 1);
  const index = lastIndexAt(schedule, lastMoment);
  return index === null ? null : firstOfItsDate(schedule, index);
}

/** Up to `count` occurrences after the instant, in order. */
export function firstRuns(schedule: Schedule, after: number, count: number): Occurrence[] {
  const runs: Occurrence[] = [];
  let next = nextRunAfter(schedule, after);
  while (next !== null && runs.length < count) {
    runs.push(next);
    next = nextRunAfter(schedule, next.at);
  }
  return runs;
}

function firstStart({ startAt, timezone }: Schedule): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(startAt).toZonedDateTimeISO(timezone);
}

function stepFrom(
  start: Temporal.ZonedDateTime,
  periodicity: Periodicity,
  index: number,
): Temporal.ZonedDateTime {
  const wall = start.toPlainDateTime();
  switch (periodicity) {
    case 'once':
      throw new RangeError('a schedule that fires once has one occurrence only');
    case 'daily':
      return wall.add({ days: index }).toZonedDateTime(start.timeZoneId);
    case 'weekly':
      return wall.add({ weeks: index }).toZonedDateTime(start.timeZoneId);
    case 'monthly':
      return wall.add({ months: index }).toZonedDateTime(start.timeZoneId);
  }
}

/** The highest index whose occurrence is at or before the instant: computed from the dates, then corrected. */
function lastIndexAt(schedule: Schedule, instant: number): number | null {
  if (instant < schedule.startAt) return null;
  if (schedule.periodicity === 'once') return 0;
  const start = firstStart(schedule).toPlainDate();
  const today = firstStart({ ...schedule, startAt: instant }).toPlainDate();
  // One step ahead, because a clock set back over midnight returns to the day before.
  let index = Math.max(0, wholeSteps(start, today, schedule.periodicity) + 1);
  while (index > 0 && occurrence(schedule, index).at > instant) index--;
  return index;
}

function wholeSteps(from: Temporal.PlainDate, to: Temporal.PlainDate, periodicity: Periodicity): number {
  if (periodicity === 'monthly') return (to.year - from.year) * 12 + to.month - from.month;
  return Math.floor(from.until(to, { largestUnit: 'days' }).days / (periodicity === 'weekly' ? 7 : 1));
}

function indexOfNext(schedule: Schedule, index: number): number | null {
  if (schedule.periodicity === 'once') return null;
  let next = index + 1;
  while (sharesDateWithPrevious(schedule, next)) next++;
  return next;
}

function firstOfItsDate(schedule: Schedule, index: number): Occurrence {
  let first = index;
  while (first > 0 && sharesDateWithPrevious(schedule, first)) first--;
  return occurrence(schedule, first);
}

function sharesDateWithPrevious(schedule: Schedule, index: number): boolean {
  return occurrence(schedule, index).localDate === occurrence(schedule, index - 1).localDate;
}

function beforeTheEnd(schedule: Schedule, candidate: Occurrence): Occurrence | null {
  return schedule.endAt === null || candidate.at < schedule.endAt ? candidate : null;
}
