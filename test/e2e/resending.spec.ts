// Uncertain deliveries of many mailings are sent again by a few statements, and each mailing keeps its own rules.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
beforeAll(async () => {
  api = await startTestApp();
});
afterAll(() => api?.close());

const past = new Date(Date.now() - 60_000);
const done = { status: 'completed', finishedAt: past } as const;

async function anOwner() {
  const user = await aUser(api.dataSource);
  const token = await tokenOf(user);
  return {
    id: user.id,
    mailing: (values: Partial<Mailing> = {}) =>
      aMailing(api.dataSource, { ownerId: user.id, ...done, ...values }),
    resendAll: async () => (await api.post('/deliveries/resend', { filter: {} }, token)).body,
  };
}

/** A run that is over, with so many deliveries of which nobody knows. */
async function aDoubtfulRun(mailing: Mailing, count: number, values: Partial<Run> = {}): Promise<Run> {
  const run = await aRun(api.dataSource, mailing, { ...done, ...values });
  await api.dataSource.query(
    `WITH counted AS (UPDATE runs SET total = $4, uncertain = $4 WHERE id = $3)
     INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient, status)
     SELECT $1, $2, $3, gen_random_uuid(), 'anna@example.com', 'uncertain' FROM generate_series(1, $4::int)`,
    [run.ownerId, run.mailingId, run.id, count],
  );
  return run;
}

const stateOf = async ({ id }: Run) => {
  const run = await api.dataSource.getRepository(Run).findOneByOrFail({ id });
  const [{ deferred }] = await api.dataSource.query(
    `SELECT count(*)::int AS deferred FROM deliveries WHERE run_id = $1 AND status = 'deferred'`,
    [id],
  );
  return [run.status, run.uncertain, deferred];
};

it('of each mailing one run goes on at a time, the oldest; deleted and stopped ones stay as they are', async () => {
  const owner = await anOwner();
  const [one, other] = [await owner.mailing(), await owner.mailing()];
  const oldest = await aDoubtfulRun(one, 3);
  const second = await aDoubtfulRun(one, 2);
  const third = await aDoubtfulRun(one, 1);
  const open = await aDoubtfulRun(other, 4, { status: 'running', finishedAt: null });
  const deleted = await aDoubtfulRun(await owner.mailing({ deletedAt: past }), 5);
  const stopped = await aDoubtfulRun(await owner.mailing(), 6, { status: 'stopped' });
  expect(await owner.resendAll()).toEqual({ resent: 3 + 4, refused: 2 + 1 + 5 + 6 });
  expect(await stateOf(oldest)).toEqual(['running', 0, 3]);
  expect(await stateOf(open)).toEqual(['running', 0, 4]);
  for (const [run, uncertain] of [
    [second, 2],
    [third, 1],
    [deleted, 5],
  ] as const) {
    expect(await stateOf(run)).toEqual(['completed', uncertain, 0]);
  }
  expect(await stateOf(stopped)).toEqual(['stopped', 6, 0]);
  const jobs = await api.dataSource.query(
    `SELECT key, max_attempts FROM graphile_worker.jobs WHERE key = ANY ($1) ORDER BY key`,
    [[oldest, second, open, deleted].map(({ id }) => `work_on_run:${id}`)],
  );
  expect(jobs).toEqual([oldest, open].map(({ id }) => ({ key: `work_on_run:${id}`, max_attempts: 25 })));
  const mailings = await api.dataSource.query(
    `SELECT status, finished_at FROM mailings WHERE id = ANY ($1)`,
    [[one.id, other.id]],
  );
  expect(mailings).toEqual([1, 2].map(() => ({ status: 'running', finished_at: null })));
});

it('more than a transaction takes go in several', async () => {
  const owner = await anOwner();
  const runs = [
    await aDoubtfulRun(await owner.mailing(), 4_000),
    await aDoubtfulRun(await owner.mailing(), 6_500),
  ];
  expect(await owner.resendAll()).toEqual({ resent: 10_500, refused: 0 });
  expect(await Promise.all(runs.map(stateOf))).toEqual([
    ['running', 0, 4_000],
    ['running', 0, 6_500],
  ]);
});

it('asked many times at once, each is sent again once', async () => {
  const owner = await anOwner();
  const runs = await Promise.all(
    Array.from({ length: 8 }, async () => aDoubtfulRun(await owner.mailing(), 20)),
  );
  const answers = await Promise.all(Array.from({ length: 6 }, owner.resendAll));
  expect(answers.reduce((sum, { resent }) => sum + resent, 0)).toBe(160);
  expect(answers.map(({ refused }) => refused)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(await Promise.all(runs.map(stateOf))).toEqual(runs.map(() => ['running', 0, 20]));
});

it('while a client is deleted nobody waits in a circle', async () => {
  const owner = await anOwner();
  const token = await tokenOf({ id: owner.id, sessionVersion: 1 });
  const runs = await Promise.all(
    Array.from({ length: 4 }, async () => aRun(api.dataSource, await owner.mailing(), done)),
  );
  const first = await aDelivery(api.dataSource, runs[0]!, { status: 'uncertain' });
  const { clientId } = first;
  for (const run of runs.slice(1)) {
    await aDelivery(api.dataSource, run, { status: 'uncertain', clientId });
  }
  const [answer, deleted] = await Promise.all([owner.resendAll(), api.delete(`/clients/${clientId}`, token)]);
  expect([answer, deleted.status]).toEqual([{ resent: 4, refused: 0 }, 204]);
});
