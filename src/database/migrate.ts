import { Logger, runMigrations } from 'graphile-worker';
import type { DataSource } from 'typeorm';
import { poolOf } from './data-source.js';

/** Any number, as long as every version of this service takes the same. */
const lockKey = 7_304_114_002;
const silence = new Logger(() => () => {});

/**
 * Brings our tables and those of graphile-worker up to date. Processes that start together wait for each other here,
 * so each migration runs once. Answers the names of our migrations that ran. Needs a pool of 3 connections.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    await runMigrations({ pgPool: poolOf(dataSource), logger: silence });
    await holder.query('SELECT pg_advisory_unlock($1)', [lockKey]);
    await holder.release();
    return applied.map((migration) => migration.name);
  } catch (error) {
    // The lock belongs to the session: a connection that goes back to the pool would keep it.
    await discard(holder);
    throw error;
  }
}

async function discard(holder: ReturnType<DataSource['createQueryRunner']>): Promise<void> {
  await holder.query('SELECT pg_advisory_unlock_all()').catch(() => {});
  await holder.release().catch(() => {});
}
