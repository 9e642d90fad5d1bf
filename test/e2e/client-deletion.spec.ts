import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient } from '../factories/clients.js';
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

describe('deleting a client', () => {
  it('is final', async () => {
    const client = await aClient(app.dataSource, ownerId);
    const path = `/clients/${client.id}`;
    expect(await app.delete(path, owner)).toMatchObject({ status: 204, text: '' });
    expect((await app.get(path, owner)).status).toBe(404);
    expect((await app.delete(path, owner)).status).toBe(404);
  });

  it('takes it off mailings and cancels what is on its way, with the counters', async () => {
    const client = await aClient(app.dataSource, ownerId);
    const other = await aClient(app.dataSource, ownerId);
    const mailingId = randomUUID();
    await app.dataSource.query('INSERT INTO mailing_clients VALUES ($1, $2), ($1, $3)', [
      ...[mailingId, client.id, other.id],
    ]);
    const [{ id: runId }] = await app.dataSource.query(
      `INSERT INTO runs (mailing_id, owner_id, number, trigger, status, local_date, scheduled_for, started_at,
         channel, subject, sender_name, sender_address, cancelled)
       VALUES ($1, $2, 1, 'manual', 'running', '2026-11-21', now(), now(), 'email', 's', '', 'a@b.de', 1)
       RETURNING id`,
      [mailingId, ownerId],
    );
    const statuses = ['pending', 'leased', 'deferred', 'sending', 'sent', 'failed', 'uncertain', 'expired'];
    await app.dataSource.query(
      `INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient, status)
       SELECT $1, $2, $3, client_id, 'a@b.de', status
       FROM unnest($4::uuid[]) AS client_id, unnest($5::text[]) AS status`,
      [ownerId, mailingId, runId, [client.id, other.id], statuses],
    );

    expect((await app.delete(`/clients/${client.id}`, owner)).status).toBe(204);

    const rows = await app.dataSource.query('SELECT client_id FROM mailing_clients WHERE mailing_id = $1', [
      mailingId,
    ]);
    expect(rows).toEqual([{ client_id: other.id }]);
    const statusesOf = async (clientId: string) =>
      (
        await app.dataSource.query('SELECT status FROM deliveries WHERE client_id = $1 ORDER BY number', [
          clientId,
        ])
      ).map((row: { status: string }) => row.status);
    expect(await statusesOf(client.id)).toEqual(
      statuses.map((status, index) => (index < 3 ? 'cancelled' : status)),
    );
    expect(await statusesOf(other.id)).toEqual(statuses);
    const [run] = await app.dataSource.query('SELECT cancelled FROM runs WHERE id = $1', [runId]);
    expect(run.cancelled).toBe(4);
  });

  it('catches the deliveries of a run that is being opened meanwhile', async () => {
    const client = await aClient(app.dataSource, ownerId);
    const [{ id: runId }] = await app.dataSource.query(
      `INSERT INTO runs (mailing_id, owner_id, number, trigger, status, local_date, scheduled_for, started_at,
         channel, subject, sender_name, sender_address)
       VALUES ($1, $2, 1, 'manual', 'running', '2026-11-21', now(), now(), 'email', 's', '', 'a@b.de') RETURNING id`,
      [randomUUID(), ownerId],
    );
    const opener = app.dataSource.createQueryRunner();
    try {
      await opener.startTransaction();
      await opener.query('SELECT FROM runs WHERE id = $1 FOR UPDATE', [runId]);
      await opener.query(
        `INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient)
         SELECT owner_id, mailing_id, id, $2, 'a@b.de' FROM runs WHERE id = $1`,
        [runId, client.id],
      );
      const deletion = app.delete(`/clients/${client.id}`, owner);
      await someoneWaitsForALock(app.dataSource);
      await opener.commitTransaction();
      expect((await deletion).status).toBe(204);
    } finally {
      await opener.release();
    }
    const rows = await app.dataSource.query('SELECT status FROM deliveries WHERE client_id = $1', [
      client.id,
    ]);
    expect(rows).toEqual([{ status: 'cancelled' }]);
    const [run] = await app.dataSource.query('SELECT cancelled FROM runs WHERE id = $1', [runId]);
    expect(run.cancelled).toBe(1);
  });

  it('adds up when many that share their runs are deleted at once', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => aClient(app.dataSource, ownerId)));
    const runs: { id: string }[] = await app.dataSource.query(
      `INSERT INTO runs (mailing_id, owner_id, number, trigger, status, local_date, scheduled_for, started_at,
         channel, subject, sender_name, sender_address)
       SELECT new_id(), $1, 1, 'manual', 'running', '2026-11-21', now(), now(), 'email', 's', '', 'a@b.de'
       FROM generate_series(1, 5) RETURNING id`,
      [ownerId],
    );
    // Half of the clients meet the runs in the other order.
    for (const [index, client] of clients.entries()) {
      await app.dataSource.query(
        `INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient)
         SELECT $1, run_id, run_id, $2, 'a@b.de' FROM unnest($3::uuid[]) AS run_id`,
        [ownerId, client.id, runs.map(({ id }) => id)[index % 2 ? 'toReversed' : 'slice']()],
      );
    }
    const answers = await Promise.all(clients.map(({ id }) => app.delete(`/clients/${id}`, owner)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    const counters = await app.dataSource.query('SELECT cancelled FROM runs WHERE id = ANY($1)', [
      runs.map(({ id }) => id),
    ]);
    expect(counters).toEqual(runs.map(() => ({ cancelled: 20 })));
  });
});
