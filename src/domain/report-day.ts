// Which day a daily report is about.
import { Temporal } from 'temporal-polyfill';

export interface ReportDay {
  /** `2026-11-20`. */
  date: string;
  /** Instants in milliseconds; a day may have 23 or 25 hours. */
  startsAt: number;
  endsAt: number;
  /** The hour on the wall clock of the instant that was asked about. */
  hour: number;
}

/** The day before the one in which the instant lies, on the wall clock of the zone. */
export function dayBefore(instant: number, zone: string): ReportDay {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const end = local.startOfDay();
  const date = local.toPlainDate().subtract({ days: 1 });
  return {
    date: date.toString(),
    startsAt: date.toZonedDateTime(zone).epochMilliseconds,
    endsAt: end.epochMilliseconds,
    hour: local.hour,
  };
}
