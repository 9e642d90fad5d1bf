import { Client } from 'pg';
import { expect, it } from 'vitest';
import { createDataSource } from '../../src/database/data-source.js';
import { migrate } from '../../src/database/migrate.js';
import { connectTestDatabase, createTestDatabase } from '../setup/test-database.js';

it('is migrated, and its clones do not see each other', async () => {
  const [one, other] = [await connectTestDatabase(), await connectTestDatabase()];
  await one.dataSource.query(`INSERT INTO users (email) VALUES ('a@example.com')`);
  const count = 'SELECT count(*) FROM users';
  expect(await one.dataSource.query(count)).toEqual([{ count: 1 }]);
  expect(await other.dataSource.query(count)).toEqual([{ count: 0 }]);
  await one.drop();
  await other.drop();
});

it('tells of a connection that was left open', async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url, application_name: 'forgetful' });
  client.on('error', () => {});
  await client.connect();
  await expect(database.drop()).rejects.toThrow(/left open:\nforgetful/);
});

it('is migrated once by processes that start together', async () => {
  const database = await createTestDatabase({ empty: true });
  const dataSources = [1, 2, 3].map(() => createDataSource(database.url, { size: 3 }));
  await Promise.all(dataSources.map((dataSource) => dataSource.initialize()));
  const applied = await Promise.all(dataSources.map(migrate));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  await dataSources[0]?.query(`SELECT graphile_worker.add_job('open_run')`);
  await Promise.all(dataSources.map((dataSource) => dataSource.destroy()));
  await database.drop();
});

it('gives big integers as numbers and days as text', async () => {
  const { dataSource, drop } = await connectTestDatabase();
  const rows = await dataSource.query(`SELECT 9007199254740991::int8 AS number, date '2026-11-20' AS day`);
  expect(rows).toEqual([{ number: Number.MAX_SAFE_INTEGER, day: '2026-11-20' }]);
  await drop();
});
