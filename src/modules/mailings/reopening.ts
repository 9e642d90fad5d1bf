// May a run that is over be opened again, to send what was uncertain once more?
import type { ProblemCode } from '../../domain/errors.js';
import { nextRunAfter } from '../../domain/recurrence.js';
import type { Mailing } from './mailing.entity.js';
import { scheduleOf } from './next-run.js';
import type { RunState } from './runs.repository.js';

/** Null when it may; `open` is the run of the mailing that is going on, if any. */
export function whyNotReopen(
  mailing: Mailing,
  run: RunState,
  open: RunState | null,
  now: Date,
): ProblemCode | null {
  const isCut = run.status === 'stopped' || run.status === 'expired';
  const isPastEnd = [run.endsAt, mailing.endAt].some((end) => end !== null && end <= now);
  if (isCut || isPastEnd || wasStopped(mailing)) return 'delivery.run_over';
  return open && open.id !== run.id ? 'mailing.already_running' : null;
}

/** A mailing that completed although more was to come was stopped by hand. */
function wasStopped(mailing: Mailing): boolean {
  if (mailing.status !== 'completed' || mailing.finishedAt === null || mailing.periodicity === 'once') {
    return false;
  }
  const schedule = scheduleOf(mailing);
  return schedule !== null && nextRunAfter(schedule, mailing.finishedAt.getTime()) !== null;
}
