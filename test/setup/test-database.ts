// A migrated database of its own for each test file: a clone of the template, made in a few dozen milliseconds.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { createDataSource } from '../../src/database/data-source.js';
import { databaseUrl, onServer } from './database-url.js';

export interface TestDatabase {
  readonly url: string;
  /** Removes the database; rejects where a connection was left open, naming what it did last. */
  drop(): Promise<void>;
}

export interface ConnectedTestDatabase extends TestDatabase {
  readonly dataSource: DataSource;
}

/** `empty`: without the tables, for tests of the migrations. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(
    serverUrl,
    `CREATE DATABASE ${name} TEMPLATE ${empty ? 'template1' : inject('templateName')}`,
  );
  return {
    url: databaseUrl(serverUrl, name),
    async drop() {
      const leaks = await connectionsLeftOpen(serverUrl, name);
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      if (leaks.length > 0) throw new Error(`Connections left open:\n${leaks.join('\n')}`);
    },
  };
}

/** With a DataSource on it; `drop()` closes that first. */
export async function connectTestDatabase(): Promise<ConnectedTestDatabase> {
  const database = await createTestDatabase();
  const dataSource = await createDataSource(database.url, { size: 10, name: 'test' }).initialize();
  return {
    ...database,
    dataSource,
    async drop() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await database.drop();
    },
  };
}

const closingTimeMs = 1_000;

/** A server sees a closed connection a moment after it was closed, hence the patience. */
async function connectionsLeftOpen(serverUrl: string, name: string): Promise<string[]> {
  const givesUpAt = Date.now() + closingTimeMs;
  for (;;) {
    const rows = await onServer<{ connection: string }>(
      serverUrl,
      `SELECT format('%s (%s): %s', application_name, state, query) AS connection
         FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || Date.now() > givesUpAt) return rows.map((row) => row.connection);
    await sleep(25);
  }
}
