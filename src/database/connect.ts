import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isDatabaseAway } from './database-fault.js';

const pauseMs = 500;

/**
 * Connects, and while the database is not up yet (compose starts everything at once) tries again for `patienceMs`.
 * `onWait` is called once, at the first failure. Rejects with the last fault.
 */
export async function connectWithPatience(
  dataSource: DataSource,
  { patienceMs, onWait }: { patienceMs: number; onWait: (fault: Error) => void },
): Promise<void> {
  const givesUpAt = Date.now() + patienceMs;
  let hasTold = false;
  for (;;) {
    try {
      await dataSource.initialize();
      return;
    } catch (fault) {
      if (!isDatabaseAway(fault) || Date.now() > givesUpAt) throw fault;
      if (!hasTold) onWait(fault as Error);
      hasTold = true;
      await sleep(pauseMs);
    }
  }
}
