// What the channel said about one delivery, turned into what the ledger stores.
import { decideAfter } from '../domain/retry-policy.js';
import type { ReplyClass } from '../domain/smtp-reply.js';
import type { Ease } from './domain-throttle.js';
import type { LaneEnd } from './fair-share.js';
import type { ClaimedDelivery, DeliveryResult, Outcome } from './ports.js';

export interface Circumstances {
  startedAt: number;
  now: number;
  endsAt: number | null;
  retryDelaysMs: readonly number[];
  /** At least 0, below 1. */
  random: number;
  attemptId: string;
  /** When a delivery that met a relay fault is worth another try. */
  retryAfterFaultAt: number;
}

export function resultOf(delivery: ClaimedDelivery, outcome: Outcome, facts: Circumstances): DeliveryResult {
  const { number, epoch, attempts, firstAttemptAt } = delivery;
  const { now, endsAt, retryDelaysMs, random } = facts;
  const replyClass = replyClassOf(outcome);
  const decision = decideAfter({
    class: replyClass,
    attempts,
    firstAttemptAt,
    now,
    endsAt,
    retryDelaysMs,
    random,
  });
  const nextAttemptAt = decision.status === 'pending' ? facts.retryAfterFaultAt : decision.nextAttemptAt;
  const { class: _, ...words } = outcome;
  const status = replyClass === 'accepted' ? 'success' : replyClass === 'unknown' ? 'uncertain' : 'fail';
  const attempt = {
    id: facts.attemptId,
    at: now,
    status,
    durationMs: now - facts.startedAt,
    ...words,
  } as const;
  return { number, epoch, ...decision, nextAttemptAt, attempt };
}

export function replyClassOf({ class: named }: Outcome): ReplyClass {
  return named === 'refused_at_barrier' || named === 'unheard' ? 'relay_temporary' : named;
}

/** How the recipient's domain bore the dialogue; a relay that cannot be reached says nothing about it. */
export function easeOf(outcome: Outcome): Ease {
  switch (outcome.class) {
    case 'accepted':
      return 'well';
    case 'client_temporary':
    case 'unknown':
      return 'pushed_back';
    case 'relay_temporary':
      return outcome.stage === 'rcpt' || outcome.stage === 'data' || outcome.stage === 'dot'
        ? 'pushed_back'
        : 'no_word';
    default:
      return 'no_word';
  }
}

/** Did the server answer? Only answers earn a run its connections. */
export function laneEndOf(outcome: Outcome): LaneEnd {
  return outcome.code === null && outcome.class !== 'accepted' ? 'unanswered' : 'answered';
}
