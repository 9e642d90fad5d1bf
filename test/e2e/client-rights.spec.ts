// What a person may ask: all that is stored about them, and to be forgotten.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient } from '../factories/clients.js';
import { aDelivery, aMailing, anAttempt, aRun } from '../factories/mailings.js';
import { type Cast, startAppWithCast } from '../setup/cast.js';

let cast: Cast;
beforeAll(async () => {
  cast = await startAppWithCast();
});
afterAll(() => cast?.app.close());

async function aStory() {
  const { app, ownerId, owner } = cast;
  const { dataSource } = app;
  const secret = Math.random().toString(36).slice(2);
  const email = `Vera.${secret}@private.example`;
  const phone = `79${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
  const fullName = `Vera ${secret}y`;
  const client = await aClient(dataSource, ownerId, {
    email,
    phone,
    fullName,
    attributes: { city: 'Tver' },
  });
  const mailing = await aMailing(dataSource, { ownerId });
  const run = await aRun(dataSource, mailing);
  const slots = { fullName };
  const to = { clientId: client.id, recipientName: fullName, slots };
  const sent = await aDelivery(dataSource, run, {
    ...to,
    recipient: email,
    status: 'sent',
    lastReply: `250 <${email.toUpperCase()}> ok`,
  });
  const open = await aDelivery(dataSource, run, { ...to, recipient: `old-${email}` });
  const reply = `550 5.1.1 ${email.split('@')[0]!.toLowerCase()} is unknown`;
  const refused = await anAttempt(dataSource, sent, {
    status: 'fail',
    code: 550,
    enhancedCode: '5.1.1',
    reply,
  });
  const taken = await anAttempt(dataSource, sent);
  await app.post('/suppressions', { contact: email }, owner);
  return { client, email, phone, fullName, run, sent, open, refused, taken };
}

const rowsWith = async (word: string): Promise<string[]> => {
  const found: string[] = [];
  for (const table of ['clients', 'deliveries', 'attempts', 'suppressions', 'runs', 'mailing_clients']) {
    const rows = await cast.app.dataSource.query(`SELECT FROM ${table} t WHERE t::text ILIKE $1`, [
      `%${word}%`,
    ]);
    if (rows.length > 0) found.push(table);
  }
  return found;
};

describe('the data of a client', () => {
  it('is all of it, for the owner alone', async () => {
    const { client, email, phone, fullName, sent, open, taken } = await aStory();
    const { status, body } = await cast.app.get(`/clients/${client.id}/data`, cast.owner);
    expect(status).toBe(200);
    expect(body.client).toMatchObject({ id: client.id, email, phone, attributes: { city: 'Tver' } });
    expect(body.deliveries.map(({ id }: { id: string }) => id)).toEqual([sent.id, open.id]);
    expect(body.deliveries[0]).toMatchObject({ recipient: email, slots: { fullName } });
    expect(body.attempts).toHaveLength(2);
    expect(body.attempts[1]).toMatchObject({ id: taken.id, status: 'success', recipient: email });
    expect(body.suppressions).toMatchObject([{ contact: email.toLowerCase(), reason: 'manual' }]);
    expect((await cast.app.get(`/clients/${client.id}/data`, cast.stranger)).status).toBe(404);
    expect((await cast.app.get(`/clients/${client.id}/data`, cast.manager)).status).toBe(403);
  });
});

describe('a client that is erased', () => {
  it('is named nowhere any more; the ledger keeps its lines and its numbers', async () => {
    const { client, email, phone, fullName, run, sent, open, refused } = await aStory();
    expect((await cast.app.post(`/clients/${client.id}/erase`, undefined, cast.stranger)).status).toBe(404);
    expect((await cast.app.post(`/clients/${client.id}/erase`, undefined, cast.owner)).status).toBe(204);
    for (const word of [email, email.split('@')[0]!, phone, fullName])
      expect(await rowsWith(word)).toEqual([]);
    expect((await cast.app.get(`/clients/${client.id}`, cast.owner)).status).toBe(404);
    const shown = (await cast.app.get(`/deliveries/${sent.id}`, cast.owner)).body;
    expect(shown).toMatchObject({ status: 'sent', recipient: `erased:${client.id}`, lastReply: '[erased]' });
    const attempts = (await cast.app.get(`/attempts?clientId=${client.id}`, cast.owner)).body.items;
    expect(attempts).toHaveLength(2);
    const kept = attempts.find(({ id }: { id: string }) => id === refused.id);
    expect(kept).toMatchObject({ status: 'fail', code: 550, enhancedCode: '5.1.1', reply: '[erased]' });
    expect((await cast.app.get(`/deliveries/${open.id}`, cast.owner)).body.status).toBe('cancelled');
    const { counts } = (await cast.app.get(`/mailings/${run.mailingId}`, cast.owner)).body;
    expect(counts).toMatchObject({ total: 2, sent: 1, cancelled: 1 });
    expect((await cast.app.post(`/clients/${client.id}/erase`, undefined, cast.owner)).status).toBe(404);
  });

  it('stays suppressed without being named, and keeps others as they are', async () => {
    const other = await aStory();
    const { client, email } = await aStory();
    await cast.app.post(`/clients/${client.id}/erase`, undefined, cast.owner);
    expect((await cast.app.post('/suppressions', { contact: email }, cast.owner)).status).toBe(409);
    expect((await cast.app.get(`/suppressions?search=${email}`, cast.owner)).body.items).toEqual([]);
    const { body } = await cast.app.get(`/clients/${other.client.id}/data`, cast.owner);
    expect(body.attempts[0].recipient).toBe(other.email);
  });
});

describe('the attempts', () => {
  it.each([
    ['changed', `UPDATE attempts SET recipient = 'x' WHERE id = $1`],
    ['deleted', 'DELETE FROM attempts WHERE id = $1'],
  ])('cannot be %s', async (_, sql) => {
    const { taken } = await aStory();
    await expect(cast.app.dataSource.query(sql, [taken.id])).rejects.toThrow('append-only');
  });

  it.each([
    ['what an erasure may not touch', `UPDATE attempts SET status = 'fail' WHERE id = $1`],
    ['being there', 'DELETE FROM attempts WHERE id = $1'],
  ])('keep %s even then', async (_, sql) => {
    const { taken } = await aStory();
    const work = cast.app.dataSource.transaction(async (transaction) => {
      await transaction.query(`SELECT set_config('postledger.erasing', 'on', true)`);
      await transaction.query(sql, [taken.id]);
    });
    await expect(work).rejects.toThrow('append-only');
  });
});
