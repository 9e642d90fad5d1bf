// Times as people write them, read on the wall clock of an IANA zone.
import { Temporal } from 'temporal-polyfill';

export type WallTimeErrorCode = 'TIME_INVALID' | 'DATE_INVALID' | 'ZONE_UNKNOWN';

export class WallTimeError extends Error {
  constructor(
    readonly code: WallTimeErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'WallTimeError';
  }
}

/** RFC 3339 section 5.6, with the seconds and the offset left to the writer. */
const isoShape =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?)?(?<offset>Z|[+-]\d\d(?::?\d\d)?)?$/;
const dottedShape = /^(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d\d|\d{4}) (?<hour>\d\d):(?<minute>\d\d)$/;

// Abbreviations such as EST5EDT or CET are fixed rules with an old name, not places: they are refused.
const zoneShape =
  /^(UTC|GMT|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(\/[A-Za-z0-9_+-]+){1,2})$/;

const earliest = 0;
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** True for the name of an IANA zone, canonical or link: `Europe/Moscow`, `Asia/Calcutta`, `UTC`. */
export function isTimezone(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > 64 || !zoneShape.test(text)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads `2027-03-14T02:30:00+03:00`, or without an offset `2027-03-14T02:30`, `14.03.27 02:30` and
 * `14.03.2027 02:30` on the zone's wall clock. A time that the clock jumps over moves forward by the jump, of a
 * time that comes twice the first is meant (`compatible`, RFC 5545 section 3.3.5).
 *
 * Returns milliseconds since 1970 UTC, between 1970 and 9999. Throws `WallTimeError`.
 */
export function parseTime(text: unknown, timezone: string): number {
  const parts =
    typeof text === 'string' ? (isoShape.exec(text) ?? dottedShape.exec(text))?.groups : undefined;
  if (!parts) {
    throw new WallTimeError('TIME_INVALID', 'write the time as 2027-03-14T09:30+03:00 or 14.03.27 09:30');
  }
  if (!isTimezone(timezone)) throw new WallTimeError('ZONE_UNKNOWN', 'the time zone is not known');
  const instant = instantOf(wallClock(parts), parts['offset'], timezone);
  if (instant < earliest || instant > latest) {
    throw new WallTimeError('DATE_INVALID', 'the year must be between 1970 and 9999');
  }
  return instant;
}

type Parts = Record<string, string | undefined>;

function wallClock(parts: Parts): Temporal.PlainDateTime {
  const [hour, minute, second] = [
    Number(parts['hour']),
    Number(parts['minute']),
    Number(parts['second'] ?? 0),
  ];
  if (hour > 23 || minute > 59 || second > 59) {
    throw new WallTimeError('TIME_INVALID', 'there is no such time of day');
  }
  const year = Number(parts['year']?.length === 2 ? `20${parts['year']}` : parts['year']);
  const millisecond = Number((parts['fraction'] ?? '').padEnd(3, '0').slice(0, 3));
  try {
    return Temporal.PlainDateTime.from(
      { year, month: Number(parts['month']), day: Number(parts['day']), hour, minute, second, millisecond },
      { overflow: 'reject' },
    );
  } catch {
    throw new WallTimeError('DATE_INVALID', 'there is no such date');
  }
}

function instantOf(wall: Temporal.PlainDateTime, offset: string | undefined, timezone: string): number {
  if (offset === undefined)
    return wall.toZonedDateTime(timezone, { disambiguation: 'compatible' }).epochMilliseconds;
  return wall.toZonedDateTime('UTC').epochMilliseconds - offsetMs(offset);
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || 0);
  if (hours > 23 || minutes > 59) throw new WallTimeError('TIME_INVALID', 'there is no such offset from UTC');
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
