import { afterAll, beforeAll, expect, it } from 'vitest';
import { aClient } from '../factories/clients.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import type { TestApp } from '../setup/app.js';
import { startAppWithCast } from '../setup/cast.js';
import { someoneWaitsForALock } from '../setup/lock-wait.js';

let app: TestApp;
let ownerId: string;
let owner: string;

beforeAll(async () => {
  ({ app, ownerId, owner } = await startAppWithCast());
});
afterAll(() => app?.close());

it('an erasure and results that are recorded over two runs never wait for each other in a circle', async () => {
  const { id: clientId } = await aClient(app.dataSource, ownerId);
  const [first, second] = [
    await aRun(app.dataSource, await aMailing(app.dataSource, { ownerId })),
    await aRun(app.dataSource, await aMailing(app.dataSource, { ownerId })),
  ];
  const sending = await aDelivery(app.dataSource, first, { clientId, status: 'sending' });
  const pending = await aDelivery(app.dataSource, second, { clientId, status: 'pending' });

  const recorder = app.dataSource.createQueryRunner();
  try {
    // As sql/record.ts does: deliveries by number, then the runs.
    await recorder.startTransaction();
    await recorder.query('SELECT FROM deliveries WHERE id = $1 FOR UPDATE', [sending.id]);
    const erasure = app.post(`/clients/${clientId}/erase`, undefined, owner);
    await someoneWaitsForALock(app.dataSource);
    await recorder.query('SELECT FROM runs WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [
      [first.id, second.id],
    ]);
    await recorder.commitTransaction();
    expect((await erasure).status).toBe(204);
  } finally {
    if (recorder.isTransactionActive) await recorder.rollbackTransaction();
    await recorder.release();
  }
  const rows = await app.dataSource.query(
    'SELECT status, recipient FROM deliveries WHERE id = ANY ($1) ORDER BY number',
    [[sending.id, pending.id]],
  );
  expect(rows).toEqual([
    { status: 'sending', recipient: `erased:${clientId}` },
    { status: 'cancelled', recipient: `erased:${clientId}` },
  ]);
});

it('a new list for a mailing waits for the deletion of a client on it, not the other way round', async () => {
  const gone = await aClient(app.dataSource, ownerId);
  const stays = await aClient(app.dataSource, ownerId);
  const message = await app.post('/messages', { subject: 'Hello', text: 'Hello' }, owner);
  const both = { clientIds: [gone.id, stays.id] };
  const created = await app.post(
    '/mailings',
    { messageId: message.body.id, channel: 'email', audience: both, timezone: 'UTC', periodicity: 'once' },
    owner,
  );
  expect(created.status).toBe(201);

  const deletion = app.dataSource.createQueryRunner();
  try {
    // As ClientsRepository.remove does: the client, then the lists that it is on.
    await deletion.startTransaction();
    await deletion.query('SELECT FROM clients WHERE id = $1 FOR UPDATE', [gone.id]);
    const change = app.patch(`/mailings/${created.body.id}`, { audience: both }, owner);
    await someoneWaitsForALock(app.dataSource);
    await deletion.query('DELETE FROM clients WHERE id = $1', [gone.id]);
    await deletion.query('DELETE FROM mailing_clients WHERE client_id = $1', [gone.id]);
    await deletion.commitTransaction();
    const { status, body } = await change;
    expect([status, body.errors?.[0]?.code]).toEqual([400, 'unknown_client']);
  } finally {
    if (deletion.isTransactionActive) await deletion.rollbackTransaction();
    await deletion.release();
  }
  const { body } = await app.get(`/mailings/${created.body.id}`, owner);
  expect(body.audience).toEqual({ clientIds: [stays.id] });
});
