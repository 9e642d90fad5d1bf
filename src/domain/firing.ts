// What the scheduler does with a mailing whose time has come.
import type { RunTrigger } from './mailing-status.js';
import { latestRunAt, nextRunAfter, type Occurrence, type Schedule } from './recurrence.js';

export interface DueMailing {
  schedule: Schedule;
  /** When the schedule was last set: what lay before it was never owed. */
  scheduledAt: number;
  now: number;
  /** Since when somebody has been here to fire. */
  presentSince: number;
  /** A firing later than this many ms means that nobody was here. */
  lateAfterMs: number;
  hasOpenRun: boolean;
  hasFiredOn: (localDate: string) => boolean;
}

export interface Firing {
  /** `run` sends; `skip` records that the run before was still going on; `pass`: this day has fired already. */
  action: 'run' | 'skip' | 'pass';
  occurrence: Occurrence;
  trigger: RunTrigger;
  /** When to look again; null when no further occurrence fits before the end. */
  nextRunAt: number | null;
}

/**
 * Of all occurrences that went by, only the latest fires: after an absence one run catches up, never several.
 * Null when the schedule has no occurrence at or before now.
 */
export function decideFiring(due: DueMailing): Firing | null {
  const occurrence = latestRunAt(due.schedule, due.now);
  if (!occurrence) return null;
  const nextRunAt = nextRunAfter(due.schedule, occurrence.at)?.at ?? null;
  const wasOwed = occurrence.at >= due.scheduledAt;
  const wasNobodyHere = occurrence.at < due.presentSince || due.now - occurrence.at > due.lateAfterMs;
  const trigger = wasOwed && wasNobodyHere ? 'catch_up' : 'schedule';
  return { action: actionOf(due, occurrence), occurrence, trigger, nextRunAt };
}

function actionOf(due: DueMailing, occurrence: Occurrence): Firing['action'] {
  if (due.hasFiredOn(occurrence.localDate)) return 'pass';
  return due.hasOpenRun ? 'skip' : 'run';
}
