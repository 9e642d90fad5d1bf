import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDelivery, aMailing, anAttempt, aRun } from '../factories/mailings.js';
import { aManager, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let owner: string;
let mailingId: string;
const formula = '=HYPERLINK("http://evil.example","250 ok"),x';

beforeAll(async () => {
  api = await startTestApp();
  const user = await aUser(api.dataSource);
  owner = await tokenOf(user);
  const mailing = await aMailing(api.dataSource, { ownerId: user.id });
  mailingId = mailing.id;
  const run = await aRun(api.dataSource, mailing);
  const delivery = await aDelivery(api.dataSource, run, { recipient: 'anna@example.com' });
  await anAttempt(api.dataSource, delivery, { status: 'fail', code: 550, reply: formula });
  await anAttempt(api.dataSource, delivery, { reply: null, code: null, error: 'two\r\nlines' });
});
afterAll(() => api?.close());

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });

describe('the export of attempts', () => {
  it('is a file with the fields of the list, newest first', async () => {
    const { status, headers, text } = await api.get('/attempts/export', owner);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="attempts.csv"');
    expect(headers['cache-control']).toBe('private, no-store');
    const rows = rowsOf(text);
    const { body } = await api.get('/attempts', owner);
    const asText = (value: unknown) => (value === null ? '' : String(value));
    expect(rows[0]).toEqual(
      Object.fromEntries(Object.entries(body.items[0]).map(([name, value]) => [name, asText(value)])),
    );
    expect(rows.map(({ status }) => status)).toEqual(['success', 'fail']);
  });

  it('disarms what a spreadsheet would take for a formula', async () => {
    const { text } = await api.get('/attempts/export?status=fail', owner);
    expect(rowsOf(text)).toMatchObject([{ code: '550', reply: `'${formula}` }]);
  });

  it('takes the filters of the list', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    for (const [query, count] of [
      [`mailingId=${mailingId}&status=success`, 1],
      [`from=${tomorrow}`, 0],
      [`to=${tomorrow}`, 2],
      ['clientId=00000000-0000-7000-8000-000000000000', 0],
    ] as const) {
      const { status, text } = await api.get(`/attempts/export?${query}`, owner);
      expect([query, status, rowsOf(text).length]).toEqual([query, 200, count]);
    }
  });

  it.each(['limit=5', 'cursor=x', 'status=lost', 'mailingId=1', 'from=abc', 'nothing=1'])(
    'refuses ?%s',
    async (query) => {
      expect((await api.get(`/attempts/export?${query}`, owner)).status).toBe(400);
    },
  );

  it('shows own attempts only; managers see all; strangers nothing', async () => {
    const stranger = await tokenOf(await aUser(api.dataSource));
    expect(rowsOf((await api.get('/attempts/export', stranger)).text)).toEqual([]);
    const manager = await tokenOf(await aManager(api.dataSource));
    expect(rowsOf((await api.get('/attempts/export', manager)).text)).toHaveLength(2);
    expect((await api.get('/attempts/export')).status).toBe(401);
  });

  it('holds every attempt of a long list', async () => {
    const user = await aUser(api.dataSource);
    const run = await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId: user.id }));
    const delivery = await aDelivery(api.dataSource, run);
    await api.dataSource.query(
      `INSERT INTO attempts (at, status, stage, duration_ms, owner_id, delivery_id, run_id, mailing_id, client_id,
         recipient)
       SELECT now(), 'success', 'dot', 1, owner_id, id, run_id, mailing_id, client_id, recipient
       FROM deliveries, generate_series(1, 2500) WHERE id = $1`,
      [delivery.id],
    );
    const rows = rowsOf((await api.get('/attempts/export', await tokenOf(user))).text);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2500);
  });
});
