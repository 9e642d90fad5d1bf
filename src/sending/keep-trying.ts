// Repeats work that must succeed sooner or later: the database comes back, and the engine waits for it.
import type { Clock, Log } from './ports.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** The work was given up because its signal was aborted. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

export interface Trying {
  clock: Clock;
  log: Log;
  /** Names the work in the log. */
  what: string;
  signal?: AbortSignal;
}

/**
 * Repeats `work` until it succeeds, with pauses that grow from 50 ms to 2 s. An outage is logged once when it
 * begins and once when it ends. Rejects with `GivenUp` when the signal is aborted, and for no other reason.
 */
export async function keepTrying<T>(
  work: () => Promise<T>,
  { clock, log, what, signal }: Trying,
): Promise<T> {
  let pauseMs = FIRST_PAUSE_MS;
  let faultySince: number | null = null;
  for (;;) {
    if (signal?.aborted) throw new GivenUp(what);
    try {
      const answer = await work();
      if (faultySince !== null) log.info('ledger.back', { what, awayMs: clock.now() - faultySince });
      return answer;
    } catch (error) {
      if (faultySince === null) {
        faultySince = clock.now();
        log.warn('ledger.away', { what, error: error instanceof Error ? error.message : String(error) });
      }
    }
    await clock.sleep(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
