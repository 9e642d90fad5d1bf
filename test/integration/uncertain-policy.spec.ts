import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/app-config.js';
import type { UncertainPolicy } from '../../src/domain/mailing-status.js';
import { Reaper } from '../../src/modules/scheduler/reaper.js';
import { recordStatement } from '../../src/modules/scheduler/sql/record.js';
import { aClient } from '../factories/clients.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { aUser } from '../factories/users.js';
import { testJwtSecret } from '../setup/app.js';
import { connectTestDatabase, type ConnectedTestDatabase } from '../setup/test-database.js';

let database: ConnectedTestDatabase;
beforeAll(async () => {
  database = await connectTestDatabase();
});
afterAll(() => database.drop());

const query = <T>(sql: string, values: unknown[] = []) => database.dataSource.query<T[]>(sql, values);

/** A delivery that has crossed the barrier. */
async function aSendingDelivery(uncertainPolicy: UncertainPolicy, attempts = 0) {
  const { dataSource } = database;
  const owner = await aUser(dataSource);
  const client = await aClient(dataSource, owner.id);
  const mailing = await aMailing(dataSource, { ownerId: owner.id, uncertainPolicy });
  const run = await aRun(dataSource, mailing);
  const delivery = await aDelivery(dataSource, run, {
    clientId: client.id,
    status: 'sending',
    epoch: 1,
    attempts,
    leaseUntil: new Date(Date.now() - 1_000),
  });
  return { run, number: delivery.number };
}

/** The connection broke after the dot. */
const recordUnanswered = (number: number) =>
  query(recordStatement, [
    [number],
    [1],
    ['uncertain'],
    [true],
    [null],
    [randomUUID()],
    [new Date()],
    ['uncertain'],
    ['dot'],
    [null],
    [null],
    [null],
    ['the connection broke'],
    [5],
  ]);

async function stateOf(runId: string, number: number) {
  const [row] = await query<Record<string, unknown>>(
    `SELECT d.status, d.attempts, d.next_attempt_at > now() AS "isLater", r.uncertain,
       (SELECT array_agg(a.status) FROM attempts a WHERE a.delivery_id = d.id) AS "attemptStatuses"
     FROM deliveries d JOIN runs r ON r.id = d.run_id WHERE d.number = $2 AND r.id = $1`,
    [runId, number],
  );
  return row;
}

const held = { status: 'uncertain', isLater: null, uncertain: 1, attemptStatuses: ['uncertain'] };
const sentAgain = { status: 'deferred', isLater: true, uncertain: 0, attemptStatuses: ['uncertain'] };

it.each([
  ['hold', 0, held],
  ['resend', 0, sentAgain],
  // the tenth try was the last one
  ['resend', 9, held],
] as const)('an unanswered dot under %s after %i attempts', async (policy, attempts, expected) => {
  const { run, number } = await aSendingDelivery(policy, attempts);
  await recordUnanswered(number);
  expect(await stateOf(run.id, number)).toEqual({ ...expected, attempts: attempts + 1 });
});

it.each([
  ['hold', held],
  ['resend', sentAgain],
] as const)('a worker that died past the barrier under %s', async (policy, expected) => {
  const { run, number } = await aSendingDelivery(policy);
  // The server of these tests has only just started.
  const config = loadConfig({ NODE_ENV: 'test', JWT_SECRET: testJwtSecret, SEND_LEASE: '1ms' });
  await new Reaper(database.dataSource, config).reap();
  expect(await stateOf(run.id, number)).toEqual({ ...expected, attempts: 1 });
});

it('is never sent again once its run was stopped', async () => {
  const { run, number } = await aSendingDelivery('resend');
  await query(`UPDATE runs SET status = 'stopped' WHERE id = $1`, [run.id]);
  await recordUnanswered(number);
  expect(await stateOf(run.id, number)).toMatchObject({ status: 'uncertain' });
});
