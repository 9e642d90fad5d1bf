import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { aDelivery, aMailing, anAttempt, aRun } from '../factories/mailings.js';
import { aManager, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let ownerId: string;
let owner: string;
let other: string;
let manager: string;

beforeAll(async () => {
  api = await startTestApp();
  const user = await aUser(api.dataSource);
  ownerId = user.id;
  owner = await tokenOf(user);
  other = await tokenOf(await aUser(api.dataSource));
  manager = await tokenOf(await aManager(api.dataSource));
});
afterAll(() => api?.close());

const mailing = (values: Partial<Mailing> = {}) =>
  aMailing(api.dataSource, { ownerId, status: 'running', ...values });
const idsOf = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);
const runOf = (id: string) => api.dataSource.getRepository(Run).findOneByOrFail({ id });
const stored = (id: string) => api.dataSource.getRepository(Delivery).findOneByOrFail({ id });
const decide = (id: string, action: string, token = owner) =>
  api.post(`/deliveries/${id}/${action}`, undefined, token);
const past = new Date(Date.now() - 60_000);

describe('the list of deliveries', () => {
  it('is filtered, and empty for ids that nobody has', async () => {
    const one = await mailing();
    const run = await aRun(api.dataSource, one);
    const pending = await aDelivery(api.dataSource, run);
    const leased = await aDelivery(api.dataSource, run, { status: 'leased' });
    const uncertain = await aDelivery(api.dataSource, run, { status: 'uncertain' });
    const list = (query: string, token = owner) => api.get(`/deliveries?${query}`, token);
    const ofMailing = `mailingId=${one.id}`;
    expect(idsOf(await list(ofMailing))).toEqual([uncertain.id, leased.id, pending.id]);
    const waiting = await list(`${ofMailing}&status=pending`);
    expect(waiting.body.items.map((item: { id: string; status: string }) => [item.id, item.status])).toEqual([
      [leased.id, 'pending'],
      [pending.id, 'pending'],
    ]);
    expect(idsOf(await list(`runId=${run.id}&status=uncertain`))).toEqual([uncertain.id]);
    expect(idsOf(await list(`clientId=${pending.clientId}`))).toEqual([pending.id]);
    for (const name of ['mailingId', 'runId', 'clientId']) {
      expect(idsOf(await list(`${name}=${randomUUID()}`))).toEqual([]);
    }
    expect(idsOf(await list(ofMailing, other))).toEqual([]);
    expect(idsOf(await list(ofMailing, manager))).toHaveLength(3);
    expect(idsOf(await list(`${ofMailing}&ownerId=${ownerId}`, manager))).toHaveLength(3);
    expect(idsOf(await list(`${ofMailing}&ownerId=${randomUUID()}`, manager))).toEqual([]);
    expect(idsOf(await list(`ownerId=${ownerId}`, other))).toEqual([]);
    expect(idsOf(await api.get(`/mailings/${one.id}/deliveries?status=uncertain`, owner))).toEqual([
      uncertain.id,
    ]);
  });

  it.each(['status=leased', 'status=x', 'mailingId=abc', 'owner=1', 'cursor=abc', 'limit=0'])(
    'refuses ?%s',
    async (query) => {
      expect((await api.get(`/deliveries?${query}`, owner)).status).toBe(400);
    },
  );

  it('pages without repeating while rows are added', async () => {
    const one = await mailing();
    const run = await aRun(api.dataSource, one);
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.push((await aDelivery(api.dataSource, run)).id);
    const path = `/mailings/${one.id}/deliveries?limit=2&withTotal=true`;
    const first = await api.get(path, owner);
    expect([idsOf(first), first.body.total]).toEqual([[ids[2], ids[1]], 3]);
    await aDelivery(api.dataSource, run);
    const second = await api.get(`${path}&cursor=${first.body.nextCursor}`, owner);
    expect([idsOf(second), second.body.nextCursor]).toEqual([[ids[0]], null]);
  });

  it('shows what the contract names', async () => {
    const one = await aDelivery(api.dataSource, await aRun(api.dataSource, await mailing()), {
      status: 'sent',
      attempts: 2,
      sentAt: past,
      lastCode: 250,
      lastReply: '250 Ok',
    });
    const { items } = (await api.get(`/deliveries?runId=${one.runId}`, owner)).body;
    expect(items[0]).toEqual({
      id: one.id,
      ownerId,
      mailingId: one.mailingId,
      runId: one.runId,
      clientId: one.clientId,
      recipient: one.recipient,
      status: 'sent',
      attempts: 2,
      createdAt: one.createdAt.toISOString(),
      sentAt: past.toISOString(),
      nextAttemptAt: null,
      lastCode: 250,
      lastReply: '250 Ok',
    });
  });
});

describe('one delivery', () => {
  it('comes with the text as this client gets it', async () => {
    const run = await aRun(api.dataSource, await mailing(), { html: '<b>{{fullName}}</b>' });
    const { id, mailingId } = await aDelivery(api.dataSource, run, { slots: { fullName: 'A & B' } });
    const { status, body } = await api.get(`/deliveries/${id}`, owner);
    expect([status, body.subject, body.text, body.html]).toEqual([
      200,
      'Hello A & B',
      'Dear A & B',
      expect.stringMatching(/^<b>A &(amp|#38); B<\/b>$/),
    ]);
    const { items } = (await api.get(`/mailings/${mailingId}/messages`, owner)).body;
    expect(items).toEqual([body]);
  });

  it('is hidden from others; a manager sees it and decides nothing', async () => {
    const run = await aRun(api.dataSource, await mailing());
    const { id } = await aDelivery(api.dataSource, run, { status: 'uncertain' });
    expect((await api.get(`/deliveries/${id}`, other)).body.code).toBe('delivery.not_found');
    expect((await api.get(`/deliveries/${id}`, manager)).status).toBe(200);
    for (const action of ['resend', 'close']) {
      expect((await decide(id, action, other)).status).toBe(404);
      expect((await decide(id, action, manager)).status).toBe(403);
    }
  });
});

describe('deciding an uncertain delivery', () => {
  it('sends it again under the same id, and opens its run and mailing', async () => {
    const one = await mailing({ status: 'completed', finishedAt: past });
    const run = await aRun(api.dataSource, one, { status: 'completed', finishedAt: past });
    const { id } = await aDelivery(api.dataSource, run, { status: 'uncertain', epoch: 3, attempts: 1 });
    const { status, body } = await decide(id, 'resend');
    expect([status, body.id, body.status]).toEqual([200, id, 'deferred']);
    expect(Date.parse(body.nextAttemptAt)).toBeLessThanOrEqual(Date.now());
    expect((await stored(id)).epoch).toBe(4);
    expect(await runOf(run.id)).toMatchObject({
      status: 'running',
      finishedAt: null,
      uncertain: 0,
      total: 1,
    });
    expect((await api.get(`/mailings/${one.id}`, owner)).body).toMatchObject({
      status: 'running',
      finishedAt: null,
    });
    const jobs = await api.dataSource.query('SELECT FROM graphile_worker.jobs WHERE key = $1', [
      `work_on_run:${run.id}`,
    ]);
    expect(jobs).toHaveLength(1);
    expect((await decide(id, 'resend')).body.code).toBe('delivery.not_uncertain');
  });

  it('happens once when asked many times at once', async () => {
    const run = await aRun(api.dataSource, await mailing());
    const { id } = await aDelivery(api.dataSource, run, { status: 'uncertain' });
    const actions = ['resend', 'close', 'resend', 'close', 'resend'];
    const answers = await Promise.all(actions.map((action) => decide(id, action)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const { total, sent, uncertain } = await runOf(run.id);
    expect([total, uncertain, sent <= 1]).toEqual([1, 0, true]);
  });

  it('takes it for sent', async () => {
    const run = await aRun(api.dataSource, await mailing());
    const { id } = await aDelivery(api.dataSource, run, { status: 'uncertain' });
    const { status, body } = await decide(id, 'close');
    expect([status, body.status, typeof body.sentAt]).toEqual([200, 'sent', 'string']);
    expect(await runOf(run.id)).toMatchObject({ uncertain: 0, sent: 1 });
    expect((await decide(id, 'close')).status).toBe(409);
  });

  it.each([
    'pending',
    'leased',
    'sending',
    'deferred',
    'sent',
    'failed',
    'expired',
    'suppressed',
    'cancelled',
  ] as const)('is refused for one that is %s', async (status) => {
    const run = await aRun(api.dataSource, await mailing());
    const { id } = await aDelivery(api.dataSource, run, { status });
    for (const action of ['resend', 'close']) {
      expect((await decide(id, action)).body.code).toBe('delivery.not_uncertain');
    }
    expect((await stored(id)).status).toBe(status);
  });

  it.each([
    ['delivery.run_over', {}, { status: 'stopped', finishedAt: past }],
    ['delivery.run_over', {}, { status: 'expired', finishedAt: past }],
    ['delivery.run_over', { endAt: past, status: 'completed' }, { status: 'completed', finishedAt: past }],
    ['delivery.run_over', { deletedAt: past }, { status: 'completed', finishedAt: past }],
    [
      'delivery.run_over',
      { startAt: past, periodicity: 'daily', status: 'completed', finishedAt: new Date() },
      { status: 'completed', finishedAt: past },
    ],
  ] as [string, Partial<Mailing>, Partial<Run>][])(
    'again is refused with %s: %j %j',
    async (code, values, run) => {
      const one = await aRun(api.dataSource, await mailing(values), run);
      const { id } = await aDelivery(api.dataSource, one, { status: 'uncertain' });
      const { status, body } = await decide(id, 'resend');
      expect([status, body.code, (await stored(id)).status]).toEqual([409, code, 'uncertain']);
    },
  );

  it('again is refused while another run of the mailing is open', async () => {
    const one = await mailing({ startAt: past, periodicity: 'daily' });
    const old = await aRun(api.dataSource, one, { status: 'completed', finishedAt: past });
    await aRun(api.dataSource, one);
    const { id } = await aDelivery(api.dataSource, old, { status: 'uncertain' });
    expect((await decide(id, 'resend')).body.code).toBe('mailing.already_running');
  });

  it('for many goes by a filter, and only over one’s own', async () => {
    const done = { status: 'completed', finishedAt: past } as const;
    const run = await aRun(api.dataSource, await mailing(), done);
    const cut = await aRun(api.dataSource, await mailing(), { status: 'stopped', finishedAt: past });
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      ids.push((await aDelivery(api.dataSource, run, { status: 'uncertain' })).id);
    }
    await aDelivery(api.dataSource, run, { status: 'sent' });
    const kept = await aDelivery(api.dataSource, cut, { status: 'uncertain' });
    const resend = (filter: object, token = owner) => api.post('/deliveries/resend', { filter }, token);
    expect((await resend({ mailingId: run.mailingId }, other)).body).toEqual({ resent: 0, refused: 0 });
    expect((await resend({ mailingId: run.mailingId }, manager)).body).toEqual({ resent: 0, refused: 0 });
    const [first] = ids;
    const { clientId } = await stored(first!);
    expect((await resend({ clientId })).body).toEqual({ resent: 1, refused: 0 });
    expect((await resend({ runId: run.id, status: 'uncertain' })).body).toEqual({ resent: 2, refused: 0 });
    expect((await resend({ runId: cut.id })).body).toEqual({ resent: 0, refused: 1 });
    expect((await stored(kept.id)).status).toBe('uncertain');
    expect(await runOf(run.id)).toMatchObject({ status: 'running', uncertain: 0, sent: 1, total: 4 });
  });

  it.each([{}, { filter: null }, { filter: [] }, { filter: { status: 'sent' } }, { filter: { runId: 'x' } }])(
    'for many refuses %j',
    async (body) => {
      expect((await api.post('/deliveries/resend', body, owner)).status).toBe(400);
    },
  );
});

describe('the ledger of attempts', () => {
  it('is filtered, newest first, and outlives the mailing', async () => {
    const one = await mailing();
    const run = await aRun(api.dataSource, one);
    const delivery = await aDelivery(api.dataSource, run, { status: 'sent' });
    const early = await anAttempt(api.dataSource, delivery, {
      at: new Date('2026-01-01T10:00:00Z'),
      status: 'fail',
      stage: 'rcpt',
      code: 450,
      enhancedCode: '4.2.0',
      reply: '450 4.2.0 later',
    });
    const late = await anAttempt(api.dataSource, delivery, { at: new Date('2026-01-02T10:00:00Z') });
    await api.delete(`/mailings/${one.id}`, owner);
    const list = async (query: string, token = owner) => idsOf(await api.get(`/attempts?${query}`, token));
    const both = [late.id, early.id];
    expect(await list(`mailingId=${one.id}`)).toEqual(both);
    expect(await list(`runId=${run.id}`)).toEqual(both);
    expect(await list(`clientId=${delivery.clientId}`)).toEqual(both);
    expect(await list(`messageId=${late.messageId}`)).toEqual([late.id]);
    const ofMailing = `mailingId=${one.id}`;
    expect(await list(`${ofMailing}&status=fail`)).toEqual([early.id]);
    expect(await list(`${ofMailing}&from=2026-01-02T00:00:00Z`)).toEqual([late.id]);
    expect(await list(`${ofMailing}&to=2026-01-02T10:00:00Z`)).toEqual([early.id]);
    expect(await list(`mailingId=${randomUUID()}`)).toEqual([]);
    expect(await list(ofMailing, other)).toEqual([]);
    expect(await list(ofMailing, manager)).toEqual(both);
    const { items } = (await api.get(`/attempts?${ofMailing}&status=fail`, owner)).body;
    expect(items[0]).toEqual({
      id: early.id,
      at: '2026-01-01T10:00:00.000Z',
      status: 'fail',
      stage: 'rcpt',
      code: 450,
      enhancedCode: '4.2.0',
      reply: '450 4.2.0 later',
      error: null,
      durationMs: 12,
      deliveryId: delivery.id,
      runId: run.id,
      mailingId: one.id,
      messageId: early.messageId,
      clientId: delivery.clientId,
      recipient: delivery.recipient,
    });
  });

  it.each(['from=31.02.33 10:00', 'from=abc', 'status=ok', 'sort=at', 'mailingId=1'])(
    'refuses ?%s',
    async (query) => {
      expect((await api.get(`/attempts?${encodeURI(query)}`, owner)).status).toBe(400);
    },
  );

  it('is never changed', async () => {
    const run = await aRun(api.dataSource, await mailing());
    const { id } = await anAttempt(api.dataSource, await aDelivery(api.dataSource, run));
    expect((await api.patch(`/attempts/${id}`, {}, owner)).status).toBe(404);
    expect((await api.delete(`/attempts/${id}`, owner)).status).toBe(404);
    await expect(api.dataSource.query('DELETE FROM attempts WHERE id = $1', [id])).rejects.toThrow(
      'append-only',
    );
  });

  it('is counted for a mailing', async () => {
    const one = await mailing();
    const run = await aRun(api.dataSource, one);
    const at = new Date('2026-01-01T10:20:00Z');
    const sent = await aDelivery(api.dataSource, run, { status: 'sent', recipient: 'a@One.example' });
    const failed = await aDelivery(api.dataSource, run, { status: 'failed', recipient: 'b@two.example' });
    await anAttempt(api.dataSource, sent, { at, status: 'fail', code: 450 });
    await anAttempt(api.dataSource, sent, { at: new Date('2026-01-01T11:00:00Z') });
    await anAttempt(api.dataSource, failed, {
      at,
      status: 'fail',
      code: null,
      reply: null,
      error: 'timeout',
    });
    const { status, body } = await api.get(`/mailings/${one.id}/stats`, owner);
    expect(status).toBe(200);
    expect(body.counts).toMatchObject({ total: 2, sent: 1, failed: 1, pending: 0 });
    expect(body.attempts).toEqual({ success: 1, fail: 2, uncertain: 0 });
    expect(body.byCode).toEqual(
      expect.arrayContaining([
        { code: 250, count: 1 },
        { code: 450, count: 1 },
        { code: null, count: 1 },
      ]),
    );
    expect(body.byDomain).toEqual([
      { domain: 'one.example', success: 1, fail: 1, uncertain: 0 },
      { domain: 'two.example', success: 0, fail: 1, uncertain: 0 },
    ]);
    expect(body.byHour).toEqual([
      { hour: '2026-01-01T10:00:00.000Z', success: 0, fail: 2, uncertain: 0 },
      { hour: '2026-01-01T11:00:00.000Z', success: 1, fail: 0, uncertain: 0 },
    ]);
  });
});

describe('the forecast', () => {
  it('goes by the attempts of the last seconds and by the end', async () => {
    const one = await mailing();
    const started = new Date(Date.now() - 60_000);
    const run = await aRun(api.dataSource, one, { startedAt: started });
    for (let i = 0; i < 20; i += 1) {
      await anAttempt(api.dataSource, await aDelivery(api.dataSource, run, { status: 'sent' }));
    }
    const endsAt = new Date(Date.now() + 10_500);
    await api.dataSource.getRepository(Run).update({ id: run.id }, { total: 120, endsAt });
    const { body } = await api.get(`/mailings/${one.id}/forecast`, owner);
    expect(body).toMatchObject({ rate: 2, remaining: 100 });
    expect(Date.parse(body.finishesAt) - Date.now()).toBeGreaterThan(45_000);
    expect(body.willNotFit).toBeGreaterThanOrEqual(79);
    expect(body.willNotFit).toBeLessThanOrEqual(81);
  });

  it('says nothing where nothing is being sent', async () => {
    const { id } = await mailing();
    const nothing = { rate: 0, remaining: 0, finishesAt: null, willNotFit: 0 };
    expect((await api.get(`/mailings/${id}/forecast`, owner)).body).toEqual(nothing);
  });
});
