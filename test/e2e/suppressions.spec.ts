// The list of contacts that must not be written to: by hand, and by what mail servers answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { aClient } from '../factories/clients.js';
import { aDelivery, aMailing, anAttempt, aRun } from '../factories/mailings.js';
import { aMessage } from '../factories/messages.js';
import { aUser, tokenOf } from '../factories/users.js';
import { type Cast, startAppWithCast } from '../setup/cast.js';
import { type ScriptedSmtpServer, startSmtpSink } from '../setup/scripted-smtp-server.js';
import { startTestWorker, type TestWorker } from '../setup/worker.js';

let cast: Cast;
beforeAll(async () => {
  cast = await startAppWithCast();
});
afterAll(() => cast?.app.close());

const add = (contact: unknown, token = cast.owner) => cast.app.post('/suppressions', { contact }, token);
const list = async (query = '', token = cast.owner) =>
  (await cast.app.get(`/suppressions${query}`, token)).body;

describe('by hand', () => {
  it('takes an address or a phone, and stops what is on its way there', async () => {
    const { dataSource } = cast.app;
    const client = await aClient(dataSource, cast.ownerId, {
      email: 'Anna@Stop.example',
      phone: '79990000001',
    });
    const run = await aRun(dataSource, await aMailing(dataSource, { ownerId: cast.ownerId }));
    const mail = await aDelivery(dataSource, run, { clientId: client.id, recipient: 'Anna@Stop.example' });
    const sms = await aDelivery(dataSource, run, { clientId: client.id, recipient: '79990000001' });
    const { status, body } = await add('ANNA@stop.EXAMPLE');
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      ownerId: cast.ownerId,
      contact: 'anna@stop.example',
      reason: 'manual',
      source: 'person',
      mailingId: null,
      createdAt: expect.any(String),
    });
    const statusOf = async ({ id }: Delivery) =>
      (await dataSource.getRepository(Delivery).findOneByOrFail({ id })).status;
    expect([await statusOf(mail), await statusOf(sms)]).toEqual(['suppressed', 'pending']);
    expect((await add('79990000001')).status).toBe(201);
    expect(await statusOf(sms)).toBe('suppressed');
  });

  it('refuses what is on the list already, and what is no contact', async () => {
    await add('twice@stop.example');
    expect(await add('Twice@stop.example')).toMatchObject({
      status: 409,
      body: { code: 'suppression.exists' },
    });
    for (const contact of ['', 'nobody', '+79990000000', 7, null, 'a@b'])
      expect(await add(contact)).toMatchObject({ status: 400, body: { errors: [{ field: 'contact' }] } });
    const more = { contact: 'x@stop.example', reason: 'complaint' };
    expect((await cast.app.post('/suppressions', more, cast.owner)).status).toBe(400);
  });

  it('is one list for each owner; managers see all', async () => {
    await add('mine@stop.example');
    expect((await list('', cast.stranger)).items).toEqual([]);
    expect((await add('mine@stop.example', cast.stranger)).status).toBe(201);
    const { items } = await list('?search=MINE@', cast.manager);
    expect(items.map(({ ownerId }: { ownerId: string }) => ownerId === cast.ownerId).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('pages, searches and counts', async () => {
    for (const name of ['one', 'two', 'three']) await add(`${name}@pages.example`);
    const first = await list('?search=pages.example&limit=2&withTotal=true');
    expect([first.items.length, first.total]).toEqual([2, 3]);
    const second = await list(`?search=pages.example&limit=2&cursor=${first.nextCursor}`);
    expect([second.items.length, second.nextCursor]).toEqual([1, null]);
    expect(first.items[0].contact).toBe('three@pages.example');
    expect((await list('?search=pages.example&reason=complaint')).items).toEqual([]);
    expect((await cast.app.get('/suppressions?reason=x', cast.owner)).status).toBe(400);
  });

  it('lets go again, for its owner only', async () => {
    const { body } = await add('back@stop.example');
    expect((await cast.app.delete(`/suppressions/${body.id}`, cast.stranger)).status).toBe(404);
    expect((await cast.app.delete(`/suppressions/${body.id}`, cast.manager)).status).toBe(403);
    expect((await cast.app.delete(`/suppressions/${body.id}`, cast.owner)).status).toBe(204);
    expect((await cast.app.delete(`/suppressions/${body.id}`, cast.owner)).status).toBe(404);
    expect((await list('?search=back@')).items).toEqual([]);
    expect((await cast.app.get('/suppressions')).status).toBe(401);
  });
});

describe('by a mail server’s answer', () => {
  const replies: Record<string, string> = {
    gone: '550 5.1.1 no such user',
    closed: '550 5.2.1 mailbox disabled',
    full: '552 5.2.2 over quota',
    fuller: '552 5.2.2 over quota',
    fullest: '552 5.2.2 over quota',
    policy: '550 5.7.1 not from you',
    sender: '550 5.1.8 bad sender domain',
    plain: '550 no',
  };
  let sink: ScriptedSmtpServer;
  let worker: TestWorker | undefined;

  beforeAll(async () => {
    sink = await startSmtpSink({ replyTo: (recipient) => replies[recipient.split('@')[0]!] });
    worker = await startTestWorker(cast.app, { SMTP_URL: sink.url });
  });
  afterAll(async () => {
    await worker?.close();
    await sink?.close();
  });

  it('an address that is gone is added at once, a full mailbox the third time in 30 days', async () => {
    const { dataSource } = cast.app;
    const user = await aUser(dataSource);
    const owner = await tokenOf(user);
    const ownerId = user.id;
    const { id: messageId } = await aMessage(dataSource, ownerId);
    const mailing = await aMailing(dataSource, { ownerId, messageId });
    for (const name of [...Object.keys(replies), 'fine']) {
      const client = await aClient(dataSource, ownerId, { email: `${name}@reply.example` });
      if (!name.startsWith('full')) continue;
      const run = await aRun(dataSource, await aMailing(dataSource, { ownerId }));
      const earlier = await aDelivery(dataSource, run, {
        clientId: client.id,
        recipient: client.email!,
        status: 'failed',
      });
      if (name === 'fullest') {
        const reported = await aDelivery(dataSource, run, {
          clientId: client.id,
          recipient: client.email!,
          status: 'sent',
        });
        await dataSource.query(
          `INSERT INTO full_mailbox_reports (delivery_id, client_id, key)
           VALUES ($1, $2, suppression_key($3, $4))`,
          [reported.id, client.id, ownerId, client.email],
        );
      }
      for (const daysAgo of { full: [1, 31], fuller: [1, 29], fullest: [1] }[name]!) {
        const at = new Date(Date.now() - daysAgo * 86_400_000);
        await anAttempt(dataSource, earlier, {
          at,
          status: 'fail',
          stage: 'rcpt',
          code: 552,
          enhancedCode: '5.2.2',
        });
      }
    }
    await cast.app.post(`/mailings/${mailing.id}/run`, undefined, owner);
    const standing = async () => (await cast.app.get(`/mailings/${mailing.id}`, owner)).body;
    while ((await standing()).status !== 'completed') await sleep(20);
    expect((await standing()).counts).toMatchObject({ total: 9, sent: 1, failed: 8 });
    const { items } = await list('', owner);
    const known = items.map((one: Record<string, string>) => [
      one['contact'],
      one['reason'],
      one['source'],
      one['mailingId'],
    ]);
    const bounce = (name: string) => [`${name}@reply.example`, 'hard_bounce', 'reply', mailing.id];
    expect(known.sort()).toEqual(['closed', 'fuller', 'fullest', 'gone'].map(bounce));
  });
});
