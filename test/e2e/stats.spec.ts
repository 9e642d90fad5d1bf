import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { recordStatement } from '../../src/modules/scheduler/sql/record.js';
import { aDelivery, aMailing, anAttempt, aRun } from '../factories/mailings.js';
import { aManager, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
beforeAll(async () => {
  api = await startTestApp();
});
afterAll(() => api?.close());

async function anOwner() {
  const user = await aUser(api.dataSource);
  return { ownerId: user.id, token: await tokenOf(user) };
}

describe('the statistics of a user', () => {
  it('are all zero for somebody new', async () => {
    const { token } = await anOwner();
    const { status, body } = await api.get('/stats/me', token);
    expect(status).toBe(200);
    expect(body).toEqual({
      attempts: { success: 0, fail: 0, uncertain: 0 },
      messagesSent: 0,
      mailings: 0,
    });
  });

  it('count own attempts only; those of everybody are for who may see them', async () => {
    const before = (await api.get('/stats', await tokenOf(await aManager(api.dataSource)))).body;
    const [one, other] = [await anOwner(), await anOwner()];
    for (const { ownerId } of [one, other, other]) {
      const run = await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId }));
      const delivery = await aDelivery(api.dataSource, run, { status: 'sent' });
      await anAttempt(api.dataSource, delivery, { status: 'fail', code: 451 });
      await anAttempt(api.dataSource, delivery);
    }
    expect((await api.get('/stats/me', one.token)).body).toEqual({
      attempts: { success: 1, fail: 1, uncertain: 0 },
      messagesSent: 1,
      mailings: 1,
    });
    expect((await api.get('/stats/me', other.token)).body).toMatchObject({ messagesSent: 2, mailings: 2 });
    expect((await api.get('/stats', one.token)).status).toBe(403);
    expect((await api.get('/stats')).status).toBe(401);
    const { body } = await api.get('/stats', await tokenOf(await aManager(api.dataSource)));
    expect(body.attempts).toEqual({
      success: before.attempts.success + 3,
      fail: before.attempts.fail + 3,
      uncertain: before.attempts.uncertain,
    });
    expect(body.messagesSent).toBe(before.messagesSent + 3);
  });

  it('keep what a deleted mailing sent', async () => {
    const { ownerId, token } = await anOwner();
    const mailing = await aMailing(api.dataSource, { ownerId, status: 'completed' });
    const run = await aRun(api.dataSource, mailing, { status: 'completed', finishedAt: new Date() });
    await anAttempt(api.dataSource, await aDelivery(api.dataSource, run, { status: 'sent' }));
    expect((await api.delete(`/mailings/${mailing.id}`, token)).status).toBe(204);
    expect((await api.get('/stats/me', token)).body).toEqual({
      attempts: { success: 1, fail: 0, uncertain: 0 },
      messagesSent: 1,
      mailings: 0,
    });
  });
});

describe('the statistics of a mailing', () => {
  it('tell its attempts by code, domain and hour', async () => {
    const { ownerId, token } = await anOwner();
    const mailing = await aMailing(api.dataSource, { ownerId });
    const run = await aRun(api.dataSource, mailing);
    const one = await aDelivery(api.dataSource, run, { status: 'sent', recipient: 'a@One.example' });
    const two = await aDelivery(api.dataSource, run, { status: 'uncertain', recipient: 'b@two.example' });
    const [ten, eleven] = [new Date('2026-11-20T10:59:59.999Z'), new Date('2026-11-20T11:00:00Z')];
    await anAttempt(api.dataSource, one, { at: ten, status: 'fail', code: 451 });
    await anAttempt(api.dataSource, one, { at: eleven });
    await anAttempt(api.dataSource, two, { at: eleven, status: 'uncertain', code: null, reply: null });
    await anAttempt(api.dataSource, one, { at: eleven, status: 'fail', code: 451 });
    const { body } = await api.get(`/mailings/${mailing.id}/stats`, token);
    expect(body).toMatchObject({
      counts: { total: 2, pending: 0, sent: 1, uncertain: 1 },
      attempts: { success: 1, fail: 2, uncertain: 1 },
      byCode: [
        { code: 451, count: 2 },
        { code: null, count: 1 },
        { code: 250, count: 1 },
      ],
      byDomain: [
        { domain: 'one.example', success: 1, fail: 2, uncertain: 0 },
        { domain: 'two.example', success: 0, fail: 0, uncertain: 1 },
      ],
      byHour: [
        { hour: '2026-11-20T10:00:00.000Z', success: 0, fail: 1, uncertain: 0 },
        { hour: '2026-11-20T11:00:00.000Z', success: 1, fail: 1, uncertain: 1 },
      ],
    });
  });

  it('agree with the list, the totals and the log at every moment while results are being stored', async () => {
    const { ownerId, token } = await anOwner();
    const mailing = await aMailing(api.dataSource, { ownerId, status: 'running' });
    const run = await aRun(api.dataSource, mailing);
    const numbers = await deliveriesOnTheirWay(run.id, ownerId, mailing.id, 600);
    const work = { isGoingOn: true };
    const storing = Promise.all(
      [0, 1, 2].map(async (lane) => {
        for (let i = lane * 200; i < (lane + 1) * 200; i += 20) {
          await record(numbers.slice(i, i + 20));
          await sleep(5);
        }
      }),
    ).finally(() => (work.isGoingOn = false));
    let looks = 0;
    while (work.isGoingOn || looks === 0) {
      const { body: stats } = await api.get(`/mailings/${mailing.id}/stats`, token);
      const { body: mine } = await api.get('/stats/me', token);
      expect(stats.attempts.success).toBe(stats.counts.sent);
      expect(sumOf(stats.byCode, 'count')).toBe(stats.counts.sent);
      expect(sumOf(stats.byDomain, 'success')).toBe(stats.counts.sent);
      expect(mine.attempts.success).toBe(mine.messagesSent);
      looks += 1;
    }
    await storing;
    const { body: stats } = await api.get(`/mailings/${mailing.id}/stats`, token);
    const { body: log } = await api.get(`/attempts?mailingId=${mailing.id}&withTotal=true`, token);
    const { body: list } = await api.get('/mailings', token);
    expect(stats.counts).toEqual(list.items[0].counts);
    expect([stats.attempts.success, log.total]).toEqual([600, 600]);
    expect(looks).toBeGreaterThan(1);
  });

  it('count a result that is stored twice once', async () => {
    const { ownerId, token } = await anOwner();
    const mailing = await aMailing(api.dataSource, { ownerId, status: 'running' });
    const run = await aRun(api.dataSource, mailing);
    const [number] = await deliveriesOnTheirWay(run.id, ownerId, mailing.id, 1);
    const [id, at] = [newId(), new Date()];
    await record([number!], [id], at);
    await record([number!], [id], at);
    const { body } = await api.get(`/mailings/${mailing.id}/stats`, token);
    expect(body).toMatchObject({ counts: { sent: 1 }, attempts: { success: 1 }, byCode: [{ count: 1 }] });
  });
});

describe('the log of attempts', () => {
  it('takes attempts of any time, each into the part of its month, and none is changed', async () => {
    const { ownerId, token } = await anOwner();
    const run = await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId }));
    const delivery = await aDelivery(api.dataSource, run);
    const times = ['2031-01-31T23:59:59.999Z', new Date().toISOString(), '2019-02-01T00:00:00.000Z'];
    for (const at of times) await anAttempt(api.dataSource, delivery, { at: new Date(at) });
    const parts = await api.dataSource.query(
      `SELECT tableoid::regclass::text AS part FROM attempts WHERE delivery_id = $1 ORDER BY at`,
      [delivery.id],
    );
    const thisMonth = `attempts_${new Date().toISOString().slice(0, 7).replace('-', '_')}`;
    expect(parts).toEqual([{ part: 'attempts_other' }, { part: thisMonth }, { part: 'attempts_other' }]);
    const { body } = await api.get(`/attempts?from=2030-01-01T00:00:00Z`, token);
    expect(body.items.map(({ at }: { at: string }) => at)).toEqual([times[0]]);
    for (const change of ['DELETE FROM attempts', 'UPDATE attempts SET code = 1']) {
      await expect(api.dataSource.query(change)).rejects.toThrow('append-only');
    }
  });
});

const sumOf = (rows: Record<string, number>[], field: string) =>
  rows.reduce((sum, row) => sum + row[field]!, 0);

/** Deliveries past the barrier, to 40 domains. */
async function deliveriesOnTheirWay(runId: string, ownerId: string, mailingId: string, count: number) {
  const deliveries = api.dataSource.getRepository(Delivery);
  await deliveries.insert(
    Array.from({ length: count }, (_, i) => ({
      ownerId,
      mailingId,
      runId,
      clientId: randomUUID(),
      recipient: `client-${i}@place-${i % 40}.example`,
      status: 'sending' as const,
      epoch: 1,
    })),
  );
  await api.dataSource.query('UPDATE runs SET total = $2 WHERE id = $1', [runId, count]);
  return (await deliveries.findBy({ runId })).map(({ number }) => number);
}

/** What the engine's ledger does with letters that were taken. */
function record(numbers: number[], ids = numbers.map(() => newId()), at = new Date()) {
  const all = <T>(value: T) => numbers.map(() => value);
  return api.dataSource.query(recordStatement, [
    numbers,
    all(1),
    all('sent'),
    all(true),
    all(null),
    ids,
    all(at),
    all('success'),
    all('dot'),
    all(250),
    all('2.0.0'),
    all('250 2.0.0 Ok'),
    all(null),
    all(3),
  ]);
}
