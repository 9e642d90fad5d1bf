import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunOpener } from '../../src/modules/scheduler/run-opener.js';
import { barrierStatement } from '../../src/modules/scheduler/sql/barrier.js';
import { claimStatement } from '../../src/modules/scheduler/sql/claim.js';
import { aClient } from '../factories/clients.js';
import { aMailing, aRun } from '../factories/mailings.js';
import { aUser } from '../factories/users.js';
import { connectTestDatabase, type ConnectedTestDatabase } from '../setup/test-database.js';

let database: ConnectedTestDatabase;
beforeAll(async () => {
  database = await connectTestDatabase();
});
afterAll(() => database.drop());

const query = <T>(sql: string, values: unknown[] = []) => database.dataSource.query<T[]>(sql, values);

describe('window_opening', () => {
  it.each([
    // inside, before and after a window of the day
    ['2027-06-01T07:00Z', 'Europe/Moscow', '09:00', '21:00', '2027-06-01T07:00:00.000Z'],
    ['2027-06-01T05:59Z', 'Europe/Moscow', '09:00', '21:00', '2027-06-01T06:00:00.000Z'],
    ['2027-06-01T18:00Z', 'Europe/Moscow', '09:00', '21:00', '2027-06-02T06:00:00.000Z'],
    ['2027-06-01T18:00Z', 'America/New_York', '09:00', '21:00', '2027-06-01T18:00:00.000Z'],
    // over midnight
    ['2027-06-01T23:30Z', 'UTC', '22:00', '06:00', '2027-06-01T23:30:00.000Z'],
    ['2027-06-01T05:59Z', 'UTC', '22:00', '06:00', '2027-06-01T05:59:00.000Z'],
    ['2027-06-01T06:00Z', 'UTC', '22:00', '06:00', '2027-06-01T22:00:00.000Z'],
    // the clock of New York jumps from 02:00 to 03:00 on 14 March 2027
    ['2027-03-14T06:30Z', 'America/New_York', '02:30', '04:00', '2027-03-14T07:30:00.000Z'],
    // the end of the month
    ['2027-02-28T20:00Z', 'UTC', '09:00', '18:00', '2027-03-01T09:00:00.000Z'],
  ])('at %s in %s, from %s to %s, is %s', async (at, zone, opens, closes, expected) => {
    const [row] = await query<{ opening: Date }>(`SELECT window_opening($1, $2, $3, $4) AS opening`, [
      at,
      zone,
      opens,
      closes,
    ]);
    expect(row!.opening.toISOString()).toBe(expected);
  });
});

/** `HH:MM` on the wall clock of UTC, so many hours from now. */
function clockIn(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
}

/** A run that is open for two hours around now in UTC; one client there, one twelve hours away. */
async function openWindowedRun() {
  const { dataSource } = database;
  const owner = await aUser(dataSource);
  const here = await aClient(dataSource, owner.id, { timezone: 'UTC' });
  const away = await aClient(dataSource, owner.id, { timezone: 'Etc/GMT-12' });
  const homeless = await aClient(dataSource, owner.id, { timezone: null });
  const mailing = await aMailing(dataSource, { ownerId: owner.id, timezone: 'UTC' });
  const run = await aRun(dataSource, mailing, {
    startedAt: new Date(Date.now() + 60_000),
    snapshotDoneAt: null,
    windowFrom: clockIn(-1),
    windowTo: clockIn(1),
  });
  await new RunOpener(dataSource).openSlice(run.id);
  return { run, here, away, homeless };
}

const claim = (runId: string) =>
  query<{ clientId: string; number: number; epoch: number }>(claimStatement, [runId, 100, 60_000, 5_000]);

const deliveriesOf = (runId: string) =>
  query<{ client_id: string; status: string; waits_hours: number | null }>(
    `SELECT client_id, status, extract(epoch FROM next_attempt_at - now()) / 3600 AS waits_hours
     FROM deliveries WHERE run_id = $1`,
    [runId],
  );

it('lets wait, from the start, whose day is outside the window; without a zone the mailing’s counts', async () => {
  const { run, here, away, homeless } = await openWindowedRun();
  const statuses = new Map((await deliveriesOf(run.id)).map((row) => [row.client_id, row]));
  expect(statuses.get(here.id)).toMatchObject({ status: 'pending', waits_hours: null });
  expect(statuses.get(homeless.id)).toMatchObject({ status: 'pending' });
  expect(statuses.get(away.id)!.status).toBe('deferred');
  expect(Number(statuses.get(away.id)!.waits_hours)).toBeCloseTo(11, 0);
  const claimed = (await claim(run.id)).map((row) => row.clientId).sort();
  expect(claimed).toEqual([here.id, homeless.id].sort());
});

it('stops at the barrier what was claimed before the window closed, and claims nothing after', async () => {
  const { run } = await openWindowedRun();
  const claimed = await claim(run.id);
  await query(`UPDATE runs SET window_from = $2, window_to = $3 WHERE id = $1`, [
    run.id,
    clockIn(2),
    clockIn(4),
  ]);
  const [crossed] = (await query(barrierStatement, [
    claimed.map((row) => row.number),
    claimed.map((row) => row.epoch),
    60_000,
  ])) as unknown as [unknown[]];
  expect(crossed).toEqual([]);
  await query(`UPDATE deliveries SET status = 'pending', next_attempt_at = now() WHERE status = 'leased'`);
  expect(await claim(run.id)).toEqual([]);
});

it('puts those whose window has closed off to its next opening', async () => {
  const { run, away } = await openWindowedRun();
  await query(`UPDATE runs SET window_from = $2, window_to = $3 WHERE id = $1`, [
    run.id,
    clockIn(2),
    clockIn(4),
  ]);
  expect(await claim(run.id)).toEqual([]);
  const rows = (await deliveriesOf(run.id)).filter((row) => row.client_id !== away.id);
  expect(rows.map((row) => row.status)).toEqual(['deferred', 'deferred']);
  for (const row of rows) expect(Number(row.waits_hours)).toBeCloseTo(2, 0);
});
