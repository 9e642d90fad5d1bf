// Mails that come back: known by their signed address alone, they settle what was uncertain and suppress what is gone.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BounceAddresses } from '../../src/modules/bounces/bounce-addresses.js';
import { Attempt } from '../../src/modules/attempts/attempt.entity.js';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { aDelivery, aMailing, anAttempt, aRun } from '../factories/mailings.js';
import { arf, dsn } from '../factories/reports.js';
import { aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

const token = 'the-token-of-the-mail-server';
let api: TestApp;
let addresses: BounceAddresses;
beforeAll(async () => {
  api = await startTestApp({ BOUNCE_DOMAIN: 'bounces.example', BOUNCE_TOKEN: token });
  addresses = api.app.get(BounceAddresses);
});
afterAll(() => api?.close());

async function aStory(status: Delivery['status'] = 'uncertain') {
  const user = await aUser(api.dataSource);
  const run = await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId: user.id }));
  const delivery = await aDelivery(api.dataSource, run, { status });
  return { owner: await tokenOf(user), run, delivery, address: addresses.addressOf(delivery.number) };
}

const post = (mail: string, headers: Record<string, string> = {}) =>
  api.request({
    method: 'POST',
    path: '/bounces',
    body: mail,
    headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${token}`, ...headers },
  });

const stateOf = async ({ run, delivery, owner }: Awaited<ReturnType<typeof aStory>>) => {
  const { status } = await api.dataSource.getRepository(Delivery).findOneByOrFail({ id: delivery.id });
  const { sent, failed, uncertain } = await api.dataSource.getRepository(Run).findOneByOrFail({ id: run.id });
  const { items } = (await api.get('/suppressions', owner)).body;
  return {
    status,
    counts: [sent, failed, uncertain],
    reasons: items.map((one: { reason: string }) => one.reason),
  };
};

describe('a bounce', () => {
  it('settles an uncertain delivery as failed, once, with the server’s words; the address is suppressed', async () => {
    const story = await aStory();
    const answer = await post(dsn({ to: `<${story.address}>` }));
    expect([answer.status, answer.body]).toEqual([200, { kind: 'failed', settled: true, suppressed: true }]);
    expect((await post(dsn({ to: story.address }))).body).toMatchObject({ settled: false });
    expect(await stateOf(story)).toEqual({ status: 'failed', counts: [0, 1, 0], reasons: ['hard_bounce'] });
    const attempts = await api.dataSource.getRepository(Attempt).findBy({ deliveryId: story.delivery.id });
    expect(attempts).toMatchObject([
      {
        status: 'fail',
        stage: 'report',
        enhancedCode: '5.1.1',
        reply: '550 5.1.1 <anna@example.com>: no such user',
      },
    ]);
  });

  it.each([
    [
      'of a sent one suppresses, and the record stays',
      'sent',
      '5.1.1',
      'failed',
      'sent',
      [1, 0, 0],
      ['hard_bounce'],
    ],
    [
      'of a full mailbox suppresses nobody the first time',
      'uncertain',
      '5.2.2',
      'failed',
      'failed',
      [0, 1, 0],
      [],
    ],
    ['after days of trying suppresses nobody', 'uncertain', '4.4.7', 'failed', 'failed', [0, 1, 0], []],
    ['about a delay changes nothing', 'uncertain', '4.4.1', 'delayed', 'uncertain', [0, 0, 1], []],
    ['that says delivered settles it as sent', 'uncertain', '2.0.0', 'delivered', 'sent', [1, 0, 0], []],
  ] as const)('%s', async (_, before, status, action, after, counts, reasons) => {
    const story = await aStory(before);
    await post(dsn({ to: story.address, status, action }));
    expect(await stateOf(story)).toEqual({ status: after, counts, reasons });
  });

  it('of a full mailbox suppresses with the third letter in 30 days, by reports and replies together', async () => {
    const { dataSource } = api;
    const user = await aUser(dataSource);
    const owner = await tokenOf(user);
    const run = await aRun(dataSource, await aMailing(dataSource, { ownerId: user.id }));
    const letter = (status: Delivery['status'], clientId: string, recipient = 'full@example.com') =>
      aDelivery(dataSource, run, { status, clientId, recipient });
    const full = async ({ number }: Delivery) =>
      (await post(dsn({ to: addresses.addressOf(number), status: '5.2.2' }))).body.suppressed;

    const clientId = randomUUID();
    const refused = await letter('failed', clientId);
    await anAttempt(dataSource, refused, { status: 'fail', stage: 'rcpt', code: 552, enhancedCode: '5.2.2' });
    expect(await full(refused)).toBe(false);
    const sent = await letter('sent', clientId);
    expect([await full(sent), await full(sent), await full(sent)]).toEqual([false, false, false]);
    expect(await full(await letter('sent', clientId, 'new@example.com'))).toBe(false);
    expect(await full(await letter('uncertain', randomUUID()))).toBe(false);
    await dataSource.query(`UPDATE full_mailbox_reports SET at = now() - interval '31 days'`);
    expect(await full(await letter('uncertain', clientId))).toBe(false);
    expect(await full(await letter('sent', clientId))).toBe(true);
    const { items } = (await api.get('/suppressions', owner)).body;
    expect(items).toMatchObject([{ contact: 'full@example.com', reason: 'hard_bounce', source: 'report' }]);
  });

  it('is known by the original’s return path as well, in whatever case', async () => {
    const story = await aStory();
    const mail = dsn({
      to: 'postmaster@post.example',
      original: `Return-Path: <${story.address.toUpperCase()}>`,
    });
    expect((await post(mail)).body).toMatchObject({ settled: true });
  });

  it.each([
    ['a forged address', (address: string) => address.replace(/.@/, (end) => (end[0] === '0' ? '1@' : '0@'))],
    ['another delivery’s signature', (address: string) => address.replace(/\+\d+/, (number) => `${number}1`)],
    ['another domain', (address: string) => address.replace('bounces.example', 'evil.example')],
    ['no address at all', () => 'somebody@bounces.example'],
  ])('with %s is ignored, whatever its subject says', async (_, change) => {
    const story = await aStory();
    const mail = dsn({ to: change(story.address), subject: `Re: ${story.delivery.id} ${story.address}` });
    expect((await post(mail)).body).toEqual({ kind: 'ignored', settled: false, suppressed: false });
    expect(await stateOf(story)).toEqual({ status: 'uncertain', counts: [0, 0, 1], reasons: [] });
  });
});

describe('a complaint', () => {
  it('suppresses its recipient', async () => {
    const story = await aStory('sent');
    expect((await post(arf(story.address))).body).toEqual({
      kind: 'complaint',
      settled: false,
      suppressed: true,
    });
    expect(await stateOf(story)).toMatchObject({ status: 'sent', reasons: ['complaint'] });
  });

  it('of another kind suppresses nobody', async () => {
    const story = await aStory('sent');
    expect((await post(arf(story.address, 'not-spam'))).body).toMatchObject({ kind: 'ignored' });
  });
});

describe('the intake', () => {
  it.each([
    ['no token', {}, 401],
    ['a wrong token', { authorization: 'Bearer nothing' }, 401],
    ['another type', { 'content-type': 'application/json' }, 415],
  ])('refuses %s', async (_, headers: Record<string, string>, status) => {
    const base: Record<string, string> = { 'content-type': 'message/rfc822' };
    const auth: Record<string, string> = status === 415 ? { authorization: `Bearer ${token}` } : {};
    const answer = await api.request({
      method: 'POST',
      path: '/bounces',
      body: '{}',
      headers: { ...base, ...auth, ...headers },
    });
    expect(answer.status).toBe(status);
  });

  it.each(['nonsense', '\0\0\0', 'Content-Type: multipart/report; boundary="x"\r\n\r\n--x\r\n--x'])(
    'takes %j for nothing',
    async (mail) => {
      expect(await post(mail)).toMatchObject({ status: 200, body: { kind: 'ignored' } });
    },
  );

  it('takes mails nowhere else', async () => {
    const { owner } = await aStory();
    const headers = { 'content-type': 'message/rfc822', authorization: `Bearer ${owner}` };
    expect((await api.request({ method: 'POST', path: '/clients', body: 'To: a@b', headers })).status).toBe(
      415,
    );
  });
});
