import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { createDataSource, poolOf } from '../../src/database/data-source.js';
import { isDatabaseAway } from '../../src/database/database-fault.js';
import { queryInTime } from '../../src/database/query-in-time.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource(database.url, { size: 1 }).initialize();
  await dataSource.query('CREATE TABLE marks (name text)');
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const answers = () => queryInTime(dataSource, 5_000, 'SELECT 1 AS one');

it('a connection that gives no answer in time is cut, and the next statement gets another one', async () => {
  const fault = await queryInTime(dataSource, 100, 'SELECT pg_sleep(0.8)').catch((error: unknown) => error);
  expect(isDatabaseAway(fault)).toBe(true);
  expect(await answers()).toEqual([{ one: 1 }]);
});

it('an answer from within a transaction that somebody left open does not count', async () => {
  const client = await poolOf(dataSource).connect();
  await client.query('BEGIN');
  client.release();
  const mark = () => queryInTime(dataSource, 5_000, `INSERT INTO marks VALUES ('crossed') RETURNING name`);
  await expect(mark()).rejects.toThrow(/not committed/);
  expect(await queryInTime(dataSource, 5_000, 'SELECT * FROM marks')).toEqual([]);
  expect(await mark()).toEqual([{ name: 'crossed' }]);
});

it('the connection that was open before anybody watched can break without ending the process', async () => {
  const other = await createDataSource(database.url, { size: 1 }).initialize();
  const client = await poolOf(other).connect();
  expect(client.listenerCount('error')).toBeGreaterThan(0);
  client.release();
  await other.destroy();
});
