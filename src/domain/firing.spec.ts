import { expect, it } from 'vitest';
import { decideFiring, type DueMailing } from './firing.js';

const at = (text: string) => Date.parse(`${text}Z`);

/** Daily at 09:00 UTC from 1 June on, looked at half a second after the second firing. */
function aDailyMailing(changes: Partial<DueMailing> = {}, endAt: number | null = null): DueMailing {
  return {
    schedule: { startAt: at('2027-06-01T09:00'), endAt, timezone: 'UTC', periodicity: 'daily' },
    scheduledAt: at('2027-05-31T12:00'),
    now: at('2027-06-02T09:00:00.500'),
    presentSince: at('2027-05-01T00:00'),
    lateAfterMs: 5_000,
    hasOpenRun: false,
    hasFiredOn: () => false,
    ...changes,
  };
}

it('fires the occurrence whose time has come and knows the next', () => {
  expect(decideFiring(aDailyMailing())).toEqual({
    action: 'run',
    trigger: 'schedule',
    occurrence: { at: at('2027-06-02T09:00'), localDate: '2027-06-02' },
    nextRunAt: at('2027-06-03T09:00'),
  });
});

it('does nothing before the first start', () => {
  expect(decideFiring(aDailyMailing({ now: at('2027-06-01T08:59:59') }))).toBeNull();
});

it.each([
  ['five days late', { now: at('2027-06-07T12:00') }, '2027-06-07', 'catch_up'],
  [
    'a process that came after the time',
    { presentSince: at('2027-06-02T09:00:00.100') },
    '2027-06-02',
    'catch_up',
  ],
  [
    'a start that was past when it was set',
    { scheduledAt: at('2027-06-02T12:00'), now: at('2027-06-02T12:00:01') },
    '2027-06-02',
    'schedule',
  ],
] as const)('%s fires once, for %3$s as %4$s', (_, changes, localDate, trigger) => {
  const firing = decideFiring(aDailyMailing(changes));
  expect(firing).toMatchObject({ action: 'run', trigger, occurrence: { localDate } });
  expect(firing!.nextRunAt).toBeGreaterThan(aDailyMailing(changes).now);
});

it('records an occurrence that finds the run before still going on, and goes on with the schedule', () => {
  const firing = decideFiring(aDailyMailing({ hasOpenRun: true }));
  expect(firing).toMatchObject({ action: 'skip', nextRunAt: at('2027-06-03T09:00') });
});

it('passes over a day that has fired already', () => {
  const firing = decideFiring(
    aDailyMailing({ hasFiredOn: (date) => date === '2027-06-02', hasOpenRun: true }),
  );
  expect(firing).toMatchObject({ action: 'pass', nextRunAt: at('2027-06-03T09:00') });
});

it('plans nothing at or after the end', () => {
  expect(decideFiring(aDailyMailing({}, at('2027-06-03T09:00')))).toMatchObject({ nextRunAt: null });
  expect(decideFiring(aDailyMailing({}, at('2027-06-03T09:00') + 1))).toMatchObject({
    nextRunAt: at('2027-06-03T09:00'),
  });
});
