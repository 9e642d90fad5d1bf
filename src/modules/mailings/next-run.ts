// When a mailing fires next, given what it has fired already.
import { latestRunAt, nextRunAfter, type Occurrence, type Schedule } from '../../domain/recurrence.js';
import type { Mailing } from './mailing.entity.js';

type Scheduled = Pick<Mailing, 'startAt' | 'endAt' | 'timezone' | 'periodicity'>;

/** The schedule of a mailing, or null when it is sent only by hand. */
export function scheduleOf({ startAt, endAt, timezone, periodicity }: Scheduled): Schedule | null {
  if (startAt === null) return null;
  return { startAt: startAt.getTime(), endAt: endAt?.getTime() ?? null, timezone, periodicity };
}

/**
 * The occurrences from which a schedule that was set at `now` goes on, in order: the latest one that is past, because a
 * start in the past means at once, and then those to come.
 */
export function* occurrencesFrom(schedule: Schedule, now: number): Generator<Occurrence> {
  let next = latestRunAt(schedule, now) ?? nextRunAfter(schedule, now);
  while (next !== null) {
    yield next;
    next = nextRunAfter(schedule, next.at);
  }
}

/** The first occurrence on a day that has not fired yet, or null when nothing more fits. */
export function firstUnfired(
  schedule: Schedule,
  firedDates: ReadonlySet<string>,
  now: number,
  lastFiredAt: number | null = null,
): Occurrence | null {
  if (schedule.endAt !== null && schedule.endAt <= now) return null;
  for (const occurrence of occurrencesFrom(schedule, now)) {
    if (occurrence.at > (lastFiredAt ?? -Infinity) && !firedDates.has(occurrence.localDate))
      return occurrence;
  }
  return null;
}

/** The day of the instant on the wall clock of the zone, `YYYY-MM-DD`. */
export function localDateOf(instant: Date, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}
