import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codesOf, ImportStory } from '../setup/import-story.js';

let story: ImportStory;

beforeAll(async () => {
  story = await ImportStory.start();
});
afterAll(() => story?.close());
beforeEach(() => story.newOwner());

describe('an interrupted import', () => {
  const rows = Array.from({ length: 6_000 }, (_, index) =>
    index % 100 === 0 ? `bad${index},B` : `c${index}@example.com,C`,
  );
  const table = ['email,fullName', ...rows].join('\n');

  it('goes on in another worker where it stopped', async () => {
    const { body } = await story.upload(table);
    while ((await story.progressOf(body.importId)).total < 1_000) await sleep(5);
    await story.stopWorker();
    const { status, total } = await story.progressOf(body.importId);
    expect(status).toBe('running');
    expect(total).toBeLessThan(6_000);
    await story.startWorker();
    expect(await story.ended(body.importId)).toMatchObject({
      total: 6_000,
      created: 5_940,
      updated: 0,
      rejected: 60,
    });
    expect(await story.clientsOf()).toHaveLength(5_940);
    const [left] = await story.api.dataSource.query('SELECT count(*)::int AS count FROM import_chunks');
    expect(left.count).toBe(0);
  });

  it('is given to another worker when its own is heard of no more, and that one can save nothing more', async () => {
    const { body } = await story.upload(table);
    while ((await story.progressOf(body.importId)).total < 1_000) await sleep(5);
    // As if the lease had run out while the worker was frozen: the same process takes it up anew beside the old one.
    await story.api.dataSource.query(
      `UPDATE imports SET lease_until = now() - interval '1 second' WHERE id = $1`,
      [body.importId],
    );
    expect(await story.ended(body.importId)).toMatchObject({
      total: 6_000,
      created: 5_940,
      updated: 0,
      rejected: 60,
    });
  });

  it('that ends its workers again and again is given up', async () => {
    await story.stopWorker();
    const { body } = await story.upload(table);
    await story.api.dataSource.query(`UPDATE imports SET status = 'running', tries = 5 WHERE id = $1`, [
      body.importId,
    ]);
    await story.startWorker();
    expect(codesOf(await story.ended(body.importId))).toEqual(['1 file gave_up']);
  });
});
