import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { RunsService } from '../../src/modules/mailings/runs.service.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { aMessage } from '../factories/messages.js';
import { aManager, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let ownerId: string;
let owner: string;
let manager: string;
let messageId: string;

beforeAll(async () => {
  api = await startTestApp({ MAIL_FROM: 'The News <news@example.com>' });
  const user = await aUser(api.dataSource);
  ownerId = user.id;
  owner = await tokenOf(user);
  manager = await tokenOf(await aManager(api.dataSource));
  const texts = {
    subject: 'Hi {{fullName}}',
    html: '<p>Hi {{unsubscribeUrl}}</p>',
    text: 'Hi {{unsubscribeUrl}}',
  };
  messageId = (await aMessage(api.dataSource, ownerId, texts)).id;
});
afterAll(() => api?.close());

const mailing = (values: Partial<Mailing> = {}) =>
  aMailing(api.dataSource, { ownerId, messageId, ...values });
const act = (id: string, action: string, token = owner) =>
  api.post(`/mailings/${id}/${action}`, undefined, token);
const runOf = (id: string) => api.dataSource.getRepository(Run).findOneByOrFail({ id });
const reload = (id: string) => api.dataSource.getRepository(Mailing).findOneByOrFail({ id });
const statusesOf = async (runId: string) => {
  const rows = await api.dataSource.getRepository(Delivery).find({ where: { runId }, order: { number: 1 } });
  return rows.map((row) => row.status);
};
const jobKeys = async () => {
  const rows = await api.dataSource.query<{ key: string }[]>('SELECT key FROM graphile_worker.jobs');
  return rows.map((row) => row.key);
};
const hour = 3_600_000;

describe('starting by hand', () => {
  it('opens a run with a copy of the message, and a job to work on it', async () => {
    const { id } = await mailing({ endAt: new Date(Date.now() + hour) });
    const { status, body } = await act(id, 'run');
    expect(status).toBe(202);
    const run = await runOf(body.runId);
    expect(run).toMatchObject({
      mailingId: id,
      ownerId,
      number: 1,
      trigger: 'manual',
      status: 'running',
      subject: 'Hi {{fullName}}',
      html: '<p>Hi {{unsubscribeUrl}}</p>',
      text: 'Hi {{unsubscribeUrl}}',
      messageId,
      senderName: 'The News',
      senderAddress: 'news@example.com',
      finishedAt: null,
      snapshotDoneAt: null,
    });
    expect(run.endsAt).toEqual((await reload(id)).endAt);
    expect(await jobKeys()).toContain(`open_run:${run.id}`);
    const shown = (await api.get(`/mailings/${id}`, owner)).body;
    expect([shown.status, shown.startedAt]).toEqual(['running', run.startedAt.toISOString()]);
  });

  it('happens once when asked many times at once', async () => {
    const { id } = await mailing();
    const answers = await Promise.all(Array.from({ length: 8 }, () => act(id, 'run')));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(7).fill(409)]);
    const refused = answers.filter(({ status }) => status === 409).map(({ body }) => body.code);
    expect(new Set(refused)).toEqual(new Set(['mailing.already_running']));
  });

  it.each([
    ['mailing.already_completed', { status: 'completed' }],
    ['mailing.disabled', { disabled: true }],
    ['mailing.paused', { paused: true }],
    ['mailing.past_its_end', { endAt: new Date(Date.now() - hour) }],
  ] as [string, Partial<Mailing>][])('is refused with %s', async (code, values) => {
    const { status, body } = await act((await mailing(values)).id, 'run');
    expect([status, body.code]).toEqual([409, code]);
  });

  it('uses up the planned firing of a once mailing, and leaves the schedule of others', async () => {
    const at = new Date(Date.now() + hour);
    const once = await mailing({ startAt: at, nextRunAt: at });
    const daily = await mailing({ startAt: at, nextRunAt: at, periodicity: 'daily' });
    await Promise.all([act(once.id, 'run'), act(daily.id, 'run')]);
    expect([(await reload(once.id)).nextRunAt, (await reload(daily.id)).nextRunAt]).toEqual([null, at]);
    const moved = { startAt: new Date(Date.now() + 2 * hour).toISOString() };
    expect((await api.patch(`/mailings/${once.id}`, moved, owner)).body.nextRunAt).toBeNull();
  });

  it('takes nothing from a body', async () => {
    const { id } = await mailing();
    expect((await api.post(`/mailings/${id}/run`, {}, owner)).status).toBe(202);
  });
});

describe('stopping', () => {
  it('completes the mailing, cancels what is open and waits for what has crossed the barrier', async () => {
    const one = await mailing({
      status: 'running',
      startAt: new Date(),
      nextRunAt: new Date(Date.now() + hour),
    });
    const run = await aRun(api.dataSource, one);
    for (const status of ['pending', 'leased', 'deferred', 'sending', 'sent', 'uncertain'] as const) {
      await aDelivery(api.dataSource, run, { status });
    }
    const { status, body } = await act(one.id, 'stop');
    expect([status, body.status, body.nextRunAt]).toEqual([200, 'completed', null]);
    expect(body.finishedAt).not.toBeNull();
    expect(body.counts).toMatchObject({ total: 6, pending: 1, cancelled: 3, sent: 1, uncertain: 1 });
    expect(await statusesOf(run.id)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
      'sending',
      'sent',
      'uncertain',
    ]);
    expect(await runOf(run.id)).toMatchObject({ status: 'stopped', finishedAt: null });
    expect(await jobKeys()).toContain(`sweep_run:${run.id}`);
    expect((await act(one.id, 'stop')).body.code).toBe('mailing.already_completed');
    expect((await act(one.id, 'run')).status).toBe(409);
  });

  it('finishes the run at once when nothing of it is past the barrier', async () => {
    const one = await mailing({ status: 'running' });
    const run = await aRun(api.dataSource, one, { snapshotDoneAt: null });
    await aDelivery(api.dataSource, run);
    await act(one.id, 'stop');
    const stopped = await runOf(run.id);
    expect([stopped.status, stopped.finishedAt, stopped.snapshotDoneAt]).toEqual([
      'stopped',
      expect.any(Date),
      expect.any(Date),
    ]);
    expect(await jobKeys()).not.toContain(`sweep_run:${run.id}`);
  });

  it('ends a claim: its epoch is no longer the row’s', async () => {
    const one = await mailing({ status: 'running' });
    const run = await aRun(api.dataSource, one);
    const claimed = await aDelivery(api.dataSource, run, {
      status: 'leased',
      epoch: 4,
      leaseUntil: new Date(),
    });
    await act(one.id, 'stop');
    const row = await api.dataSource.getRepository(Delivery).findOneByOrFail({ id: claimed.id });
    expect([row.epoch, row.leaseUntil]).toEqual([5, null]);
  });

  it('leaves to the sweeper what another transaction holds, and the sweeper ends it', async () => {
    const one = await mailing({ status: 'running' });
    const run = await aRun(api.dataSource, one);
    const held = await aDelivery(api.dataSource, run);
    await aDelivery(api.dataSource, run);
    await api.dataSource.transaction(async (other) => {
      await other.query('SELECT FROM deliveries WHERE id = $1 FOR UPDATE', [held.id]);
      await act(one.id, 'stop');
    });
    expect(await statusesOf(run.id)).toEqual(['pending', 'cancelled']);
    const runs = api.app.get(RunsService, { strict: false });
    const swept = await api.dataSource.transaction((transaction) =>
      runs.sweepSlice(transaction, run.id, 'stopped'),
    );
    expect([swept, await statusesOf(run.id)]).toEqual([
      { closed: 1, isFinished: true },
      ['cancelled', 'cancelled'],
    ]);
  });

  it('happens to a deleted mailing too, whose records stay', async () => {
    const one = await mailing({ status: 'running' });
    const run = await aRun(api.dataSource, one);
    const { id } = await aDelivery(api.dataSource, run);
    expect((await api.delete(`/mailings/${one.id}`, owner)).status).toBe(204);
    expect((await api.get(`/mailings/${one.id}`, owner)).status).toBe(404);
    expect((await api.delete(`/mailings/${one.id}`, owner)).status).toBe(404);
    expect((await api.get('/mailings?limit=200', owner)).text).not.toContain(one.id);
    expect((await api.get(`/deliveries/${id}`, owner)).body.status).toBe('cancelled');
  });
});

describe('an end that comes', () => {
  it('expires what is open', async () => {
    const one = await mailing({ status: 'running' });
    const run = await aRun(api.dataSource, one);
    await aDelivery(api.dataSource, run);
    const runs = api.app.get(RunsService, { strict: false });
    const now = new Date();
    const isDone = await api.dataSource.transaction(async (transaction) => {
      await runs.stopOpenRun(transaction, one.id, 'expired');
      return runs.completeIfDone(transaction, one.id, now);
    });
    expect([isDone, await statusesOf(run.id), (await runOf(run.id)).expired]).toEqual([true, ['expired'], 1]);
    expect(await reload(one.id)).toMatchObject({ status: 'completed', finishedAt: now });
  });
});

describe('completing', () => {
  const past = new Date(Date.now() - hour);
  it.each([
    ['a once mailing whose run is over', true, {}, { status: 'completed', finishedAt: past }],
    ['a once mailing whose run goes on', false, {}, { status: 'running', finishedAt: null }],
    ['a stopped run that waits for answers', false, {}, { status: 'stopped', finishedAt: null }],
    ['one that fires again', false, { nextRunAt: new Date() }, { status: 'completed', finishedAt: past }],
    ['one that never fired', false, {}, null],
    ['one that never fired, past its end', true, { endAt: past }, null],
  ] as [string, boolean, Partial<Mailing>, Partial<Run> | null][])(
    '%s: %s',
    async (_, expected, values, run) => {
      const one = await mailing({ status: 'running', ...values });
      if (run) await aRun(api.dataSource, one, run);
      const runs = api.app.get(RunsService, { strict: false });
      const isDone = await api.dataSource.transaction((transaction) =>
        runs.completeIfDone(transaction, one.id, new Date()),
      );
      expect([isDone, (await reload(one.id)).status]).toEqual([expected, expected ? 'completed' : 'running']);
    },
  );
});

describe('pausing', () => {
  it('keeps the open run and its rows; resuming wakes a worker', async () => {
    const nextRunAt = new Date(Date.now() + hour);
    const one = await mailing({ status: 'running', startAt: nextRunAt, nextRunAt });
    const run = await aRun(api.dataSource, one);
    await aDelivery(api.dataSource, run);
    const paused = await act(one.id, 'pause');
    expect([paused.status, paused.body.paused, paused.body.nextRunAt]).toEqual([
      200,
      true,
      nextRunAt.toISOString(),
    ]);
    expect((await act(one.id, 'pause')).status).toBe(200);
    expect(await statusesOf(run.id)).toEqual(['pending']);
    expect(await jobKeys()).not.toContain(`work_on_run:${run.id}`);
    expect((await act(one.id, 'resume')).body.paused).toBe(false);
    expect(await jobKeys()).toContain(`work_on_run:${run.id}`);
  });

  it('by a manager is undone by a manager', async () => {
    const one = await mailing({ status: 'running' });
    const run = await aRun(api.dataSource, one);
    await act(one.id, 'disable', manager);
    expect((await act(one.id, 'resume')).body.code).toBe('mailing.disabled');
    await act(one.id, 'enable', manager);
    expect(await jobKeys()).toContain(`work_on_run:${run.id}`);
  });
});

describe('the runs of a mailing', () => {
  it('come newest first with their own counts; the mailing has the sums', async () => {
    const one = await mailing({ status: 'running' });
    const first = await aRun(api.dataSource, one, { status: 'completed', finishedAt: new Date() });
    const second = await aRun(api.dataSource, one);
    for (const status of ['sent', 'sent', 'failed'] as const)
      await aDelivery(api.dataSource, first, { status });
    for (const status of ['sent', 'pending'] as const) await aDelivery(api.dataSource, second, { status });
    const { items } = (await api.get(`/mailings/${one.id}/runs`, owner)).body;
    expect(items.map((run: { id: string; number: number }) => [run.id, run.number])).toEqual([
      [second.id, 2],
      [first.id, 1],
    ]);
    expect(items[1].counts).toMatchObject({ total: 3, sent: 2, failed: 1, pending: 0 });
    expect(items[0]).toMatchObject({ trigger: 'manual', status: 'running', localDate: second.localDate });
    const listed = (await api.get('/mailings?limit=1', owner)).body.items[0];
    expect(listed.counts).toMatchObject({ total: 5, sent: 3, failed: 1, pending: 1 });
  });
});
