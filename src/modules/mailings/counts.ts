import type { Counts } from './dto/counts.response.js';
import type { Run } from './run.entity.js';

export const finalCounters = ['sent', 'failed', 'expired', 'uncertain', 'suppressed', 'cancelled'] as const;
export type Counters = Pick<Run, 'total' | (typeof finalCounters)[number]>;

export function countsOf(counters: Counters): Counts {
  const { total, sent, failed, expired, uncertain, suppressed, cancelled } = counters;
  const pending = total - sent - failed - expired - uncertain - suppressed - cancelled;
  return { total, pending: Math.max(0, pending), sent, failed, expired, uncertain, suppressed, cancelled };
}

export const noCounters: Counters = {
  total: 0,
  sent: 0,
  failed: 0,
  expired: 0,
  uncertain: 0,
  suppressed: 0,
  cancelled: 0,
};

/** The sums of all counters over the rows of `runs`, to be selected. */
export const sumOfCounters = ['total', ...finalCounters]
  .map((counter) => `coalesce(sum(${counter}), 0)::int AS ${counter}`)
  .join(', ');
