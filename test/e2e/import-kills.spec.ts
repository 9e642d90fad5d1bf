import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aUser, tokenOf } from '../factories/users.js';
import { ask, type Service, startService } from '../setup/service.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';

let database: ConnectedTestDatabase;
let api: Service;
let worker: Service;

const startWorker = () => startService({ database, role: 'worker', env: { SCHEDULER_ENABLED: 'false' } });

beforeAll(async () => {
  database = await connectTestDatabase();
  [api, worker] = await Promise.all([startService({ database, role: 'api' }), startWorker()]);
});
afterAll(async () => {
  await worker?.stop();
  await api?.stop();
  await database?.drop();
});

const rowCount = 8_000;
const table = [
  'email,fullName',
  ...Array.from({ length: rowCount }, (_, index) =>
    index % 100 === 0 ? `bad${index},B` : `c${index}@example.com,C`,
  ),
].join('\n');

it('an import whose worker is killed goes on in another: no row is lost and none comes twice', async () => {
  const owner = await aUser(database.dataSource);
  const token = await tokenOf(owner);
  const form = new FormData();
  form.append('file', new Blob([table], { type: 'text/csv' }), 'clients.csv');
  const answer = await fetch(`${api.url}/api/v1/clients/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  const { importId } = (await answer.json()) as { importId: string };
  const progress = async () =>
    (await ask(api.url, 'GET', `/clients/imports/${importId}`, undefined, token)).body;

  while ((await progress()).total < 1_000) await sleep(5);
  await worker.kill();
  const { status, total: reached } = await progress();
  expect([status, reached < rowCount]).toEqual(['running', true]);

  const restartedAt = Date.now();
  worker = await startWorker();
  while ((await progress()).total === reached) await sleep(50);
  const goesOnAfterMs = Date.now() - restartedAt;
  while ((await progress()).status === 'running') await sleep(50);
  expect(await progress()).toMatchObject({
    status: 'completed',
    total: rowCount,
    created: rowCount * 0.99,
    updated: 0,
    rejected: rowCount / 100,
  });
  const [stored] = await database.dataSource.query(
    `SELECT (SELECT count(DISTINCT email)::int FROM clients WHERE owner_id = $1) AS addresses,
       (SELECT count(*)::int FROM clients WHERE owner_id = $1) AS clients,
       (SELECT count(*)::int FROM import_rejects WHERE import_id = $2) AS refused,
       (SELECT count(*)::int FROM import_chunks) AS pieces`,
    [owner.id, importId],
  );
  expect(stored).toEqual({
    addresses: rowCount * 0.99,
    clients: rowCount * 0.99,
    refused: rowCount / 100,
    pieces: 0,
  });
  // The lease of the dead one, and the look of the other; the rest is the patience of a busy machine.
  expect(goesOnAfterMs).toBeLessThan(30_000);
}, 90_000);
