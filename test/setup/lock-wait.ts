import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

/** Resolves once somebody in this database waits for a lock; rejects when nobody does within five seconds. */
export async function someoneWaitsForALock(dataSource: DataSource): Promise<void> {
  for (let tries = 0; tries < 250; tries += 1) {
    const [{ count }] = await dataSource.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (count > 0) return;
    await sleep(20);
  }
  throw new Error('Nobody waits for a lock');
}
