import { expect, it } from 'vitest';
import { dayBefore } from './report-day.js';

it.each([
  ['2026-11-21T03:00:00Z', 'Europe/Moscow', '2026-11-20', '2026-11-19T21:00:00Z', '2026-11-20T21:00:00Z', 6],
  ['2026-11-21T06:00:00Z', 'UTC', '2026-11-20', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z', 6],
  [
    '2026-11-21T01:00:00Z',
    'America/New_York',
    '2026-11-19',
    '2026-11-19T05:00:00Z',
    '2026-11-20T05:00:00Z',
    20,
  ],
  [
    '2027-03-15T10:00:00Z',
    'America/New_York',
    '2027-03-14',
    '2027-03-14T05:00:00Z',
    '2027-03-15T04:00:00Z',
    6,
  ],
  ['2027-01-01T01:00:00Z', 'Asia/Kolkata', '2026-12-31', '2026-12-30T18:30:00Z', '2026-12-31T18:30:00Z', 6],
])('%s in %s reports %s', (instant, zone, date, startsAt, endsAt, hour) => {
  const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
  const day = dayBefore(Date.parse(instant), zone);
  expect({ ...day, startsAt: iso(day.startsAt), endsAt: iso(day.endsAt) }).toEqual({
    date,
    startsAt,
    endsAt,
    hour,
  });
});
