// What becomes of a delivery after one try: the table "Retries" of docs/delivery.md as a function.
import type { ReplyClass } from './smtp-reply.js';

export const retryLimits = { attempts: 10, ageMs: 72 * 3_600_000, jitter: 0.2 } as const;

/** Everything the decision depends on; instants are milliseconds since 1970 UTC. */
export interface Try {
  class: ReplyClass;
  /** Counted attempts before this one. */
  attempts: number;
  /** Instant of the first counted attempt, null when this one is the first. */
  firstAttemptAt: number | null;
  now: number;
  /** The end of the run's window, null for none. */
  endsAt: number | null;
  /** Waiting times after the first, second, ... attempt; the last one repeats. Empty: no second attempt. */
  retryDelaysMs: readonly number[];
  /** At least 0, below 1: spreads the retries of many clients by up to a fifth to either side. */
  random: number;
}

export interface Decision {
  status: 'sent' | 'deferred' | 'failed' | 'uncertain' | 'pending';
  /** False where the relay is to blame: the client's delivery was not really tried. */
  countsAsAttempt: boolean;
  /** When a deferred or pending delivery is due again. */
  nextAttemptAt: number | null;
}

export function decideAfter(tried: Try): Decision {
  switch (tried.class) {
    case 'accepted':
      return { status: 'sent', countsAsAttempt: true, nextAttemptAt: null };
    case 'client_temporary':
      return deferOrGiveUp(tried);
    case 'client_permanent':
    case 'content':
      return { status: 'failed', countsAsAttempt: true, nextAttemptAt: null };
    case 'relay_temporary':
    case 'relay_permanent':
      // Due at once: it is the breaker that holds the relay's deliveries back, all of them together.
      return { status: 'pending', countsAsAttempt: false, nextAttemptAt: tried.now };
    case 'unknown':
      return { status: 'uncertain', countsAsAttempt: true, nextAttemptAt: null };
  }
}

function deferOrGiveUp({ attempts, firstAttemptAt, now, endsAt, retryDelaysMs, random }: Try): Decision {
  const delayMs = retryDelaysMs[Math.min(attempts, retryDelaysMs.length - 1)];
  const isTooOld = now - (firstAttemptAt ?? now) >= retryLimits.ageMs;
  if (delayMs === undefined || attempts + 1 >= retryLimits.attempts || isTooOld) {
    return { status: 'failed', countsAsAttempt: true, nextAttemptAt: null };
  }
  const dueAt = now + Math.round(delayMs * (1 + retryLimits.jitter * (2 * random - 1)));
  // Nothing is sent at the end or after it: a delivery that is due there is found by the end and expires.
  return { status: 'deferred', countsAsAttempt: true, nextAttemptAt: Math.min(dueAt, endsAt ?? dueAt) };
}
