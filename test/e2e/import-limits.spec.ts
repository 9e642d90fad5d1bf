import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aManager, aUser, tokenOf } from '../factories/users.js';
import { codeOf, ImportStory } from '../setup/import-story.js';

let story: ImportStory;

beforeAll(async () => {
  story = await ImportStory.start();
});
afterAll(() => story?.close());
beforeEach(() => story.newOwner());

describe('limits and access', () => {
  const asleep = () =>
    story.api.dataSource.query(
      `UPDATE imports SET status = 'running', finished_at = NULL, lease_until = now() + interval '1 hour' WHERE owner_id = $1`,
      [story.ownerId],
    );

  it('one import at a time: another is 409', async () => {
    await story.imported('email,fullName\na@example.com,A');
    await asleep();
    expect(codeOf(await story.upload('email'))).toEqual([409, 'import.already_running']);
    await story.api.dataSource.query('DELETE FROM imports WHERE owner_id = $1', [story.ownerId]);
    await story.imported('email,fullName\na@example.com,A');
  });

  it('an upload that broke off holds up its owner for a minute at most', async () => {
    await story.api.dataSource.query(
      `INSERT INTO imports (owner_id, lease_until) VALUES ($1, now() + interval '1 minute')`,
      [story.ownerId],
    );
    expect((await story.upload('email')).status).toBe(409);
    await story.api.dataSource.query(
      `UPDATE imports SET lease_until = now() - interval '1 second' WHERE owner_id = $1`,
      [story.ownerId],
    );
    expect((await story.imported('email')).status).toBe('completed');
  });

  it('the sixth in an hour is 429', async () => {
    for (let count = 0; count < 5; count += 1) await story.imported('email');
    const answer = await story.upload('email');
    expect(codeOf(answer)).toEqual([429, 'import.too_many']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(3_000);
    expect((await story.api.get('/clients/imports?limit=2&withTotal=true', story.owner)).body).toMatchObject({
      total: 5,
      items: [{ status: 'completed' }, { status: 'completed' }],
      nextCursor: expect.any(String),
    });
  });

  it('is forgotten 30 days after its end, with its refused rows', async () => {
    const old = await story.imported('email\nx\n');
    const recent = await story.imported('email\ny\n');
    const age = 'UPDATE imports SET finished_at = now() - $2::interval WHERE id = $1';
    await story.api.dataSource.query(age, [old.id, '30 days 1 minute']);
    await story.api.dataSource.query(age, [recent.id, '29 days 23 hours']);
    await story.worker.forgetOld();
    expect((await story.api.get(`/clients/imports/${old.id}`, story.owner)).status).toBe(404);
    expect((await story.progressOf(recent.id)).errors).toHaveLength(1);
    const rejects = await story.api.dataSource.query(
      'SELECT import_id FROM import_rejects WHERE import_id = ANY ($1)',
      [[old.id, recent.id]],
    );
    expect(rejects).toEqual([{ import_id: recent.id }]);
  });

  it('others see nothing of it, managers may look', async () => {
    const { id } = await story.imported('email\nx\n');
    const stranger = await tokenOf(await aUser(story.api.dataSource));
    const manager = await tokenOf(await aManager(story.api.dataSource));
    for (const path of [`/clients/imports/${id}`, `/clients/imports/${id}/rejected`]) {
      expect((await story.api.get(path, stranger)).status).toBe(404);
      expect((await story.api.get(path, manager)).status).toBe(200);
    }
    expect((await story.api.get('/clients/imports', stranger)).body.items).toEqual([]);
    expect((await story.api.get('/clients/imports/x', story.owner)).status).toBe(400);
  });
});
