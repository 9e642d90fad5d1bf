// The filter of the ledger as it stands in the address: times are instants, so that a shared link means the same anywhere.
import type { AttemptFilter } from '../../api/ledger';

export const attemptStatuses = ['success', 'fail', 'uncertain'] as const;

export type LedgerFilter = AttemptFilter;

/** `2026-12-31T09:30` on this browser's clock → `2026-12-31T06:30:00.000Z` */
export function instantOf(wallTime: string | null): string | undefined {
  const time = wallTime ? new Date(wallTime) : null;
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

/** The other way round; null for what is no time. */
export function wallTimeOf(instant: string | undefined): string | null {
  const time = new Date(instant ?? NaN);
  if (Number.isNaN(time.getTime())) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

export function isFiltered(filter: LedgerFilter): boolean {
  return Object.values(filter).some(Boolean);
}

/** The words of the server on one line, or what went wrong before it said any. */
export function wordsOf({ reply, error }: { reply: string | null; error: string | null }): string {
  return (reply ?? error ?? '').replace(/\s+/g, ' ').trim();
}

export function exportPath(filter: LedgerFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] =>
    Boolean(entry[1]),
  );
  const query = new URLSearchParams(given).toString();
  return `/api/v1/attempts/export${query && `?${query}`}`;
}
