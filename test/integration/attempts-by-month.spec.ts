// The log of attempts as it grows older: from the one table it was, to parts that come and go.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { loadConfig } from '../../src/config/app-config.js';
import { AttemptParts } from '../../src/modules/scheduler/attempt-parts.js';
import { connectTestDatabase, type ConnectedTestDatabase } from '../setup/test-database.js';

let database: ConnectedTestDatabase;
let dataSource: DataSource;
beforeEach(async () => {
  database = await connectTestDatabase();
  dataSource = database.dataSource;
});
afterEach(() => database?.drop());

const insertAttempts = (months: number, status = 'success') =>
  dataSource.query(
    `INSERT INTO attempts (at, status, stage, code, duration_ms, owner_id, delivery_id, run_id, mailing_id, client_id,
       recipient)
     SELECT now() - month * interval '1 month', $2, 'dot', 250, 1, id, id, id, id, id, 'a@example.com'
     FROM generate_series(0, $1) AS month, (SELECT '00000000-0000-7000-8000-000000000000'::uuid AS id) AS one`,
    [months, status],
  );
const countOf = async (table: string) =>
  (await dataSource.query(`SELECT count(*) AS count FROM ${table}`))[0].count as number;
const partsOf = async (): Promise<string[]> => {
  const rows = await dataSource.query<{ part: string }[]>(
    `SELECT inhrelid::regclass::text AS part FROM pg_inherits WHERE inhparent = 'attempts'::regclass ORDER BY 1`,
  );
  return rows.map(({ part }) => part);
};
const nameOf = (monthsFromNow: number) => {
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsFromNow, 1));
  return `attempts_${month.toISOString().slice(0, 7).replace('-', '_')}`;
};
const partsKeptFor = (months: string) =>
  new AttemptParts(
    dataSource,
    loadConfig({ NODE_ENV: 'test', JWT_SECRET: 'x'.repeat(40), ATTEMPTS_RETENTION: months }),
  );

it('takes over the attempts that were there, counts them, and gives them back', async () => {
  const undoTo = async (name: string) => {
    for (;;) {
      const [last] = await dataSource.query('SELECT name FROM migrations ORDER BY id DESC LIMIT 1');
      await dataSource.undoLastMigration();
      if (last.name.startsWith(name)) return;
    }
  };
  await undoTo('AttemptsByMonth');
  await insertAttempts(5);
  await insertAttempts(1, 'fail');
  await dataSource.runMigrations();
  expect(await countOf('attempts')).toBe(8);
  expect(await countOf('attempts_other')).toBe(0);
  expect(await partsOf()).toContain(nameOf(-5));
  const sums = `SELECT sum(success)::int AS success, sum(fail)::int AS fail FROM`;
  expect(await dataSource.query(`${sums} attempt_counts`)).toEqual([{ success: 6, fail: 2 }]);
  expect(await dataSource.query(`${sums} attempt_domains`)).toEqual([{ success: 6, fail: 2 }]);
  await undoTo('AttemptsByMonth');
  expect(await countOf('attempts')).toBe(8);
  await expect(dataSource.query('DELETE FROM attempts')).rejects.toThrow('append-only');
});

it('has parts for three months ahead, made again where one is missing', async () => {
  const ahead = [0, 1, 2, 3].map(nameOf);
  expect(await partsOf()).toEqual([...ahead, 'attempts_other']);
  await dataSource.query(`DROP TABLE ${nameOf(2)}`);
  await partsKeptFor('12').tend();
  expect(await partsOf()).toEqual([...ahead, 'attempts_other']);
});

it('drops a month when all of it is older than what is kept; the counts stay', async () => {
  for (const month of [1, 2, 3, 4]) {
    await dataSource.query(
      `SELECT make_attempts_part(date_trunc('month', now()) - $1 * interval '1 month')`,
      [month],
    );
  }
  await insertAttempts(0);
  await partsKeptFor('2').tend();
  expect(await partsOf()).toEqual([-2, -1, 0, 1, 2, 3].map(nameOf).concat('attempts_other'));
  await partsKeptFor('1').tend();
  expect(await partsOf()).toEqual([-1, 0, 1, 2, 3].map(nameOf).concat('attempts_other'));
  expect(await countOf('attempt_counts')).toBe(1);
});

it('gives way to a reader instead of holding up the writers', async () => {
  await dataSource.query(`DROP TABLE ${nameOf(3)}`);
  const reader = dataSource.createQueryRunner();
  await reader.startTransaction();
  await reader.query('SELECT count(*) FROM attempts');
  await expect(partsKeptFor('12').tend()).rejects.toThrow('lock timeout');
  await insertAttempts(0);
  await reader.rollbackTransaction();
  await reader.release();
  await partsKeptFor('12').tend();
  expect(await partsOf()).toContain(nameOf(3));
});
