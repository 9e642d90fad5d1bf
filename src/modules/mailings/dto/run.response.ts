import type { RunStatus, RunTrigger } from '../../../domain/mailing-status.js';
import { countsOf } from '../counts.js';
import { Counts } from './counts.response.js';
import type { ShownRun } from '../runs.repository.js';

export class StartedRunResponse {
  runId: string;
}

export class RunResponse {
  id: string;
  mailingId: string;
  /** Counts from 1 within the mailing. */
  number: number;
  trigger: RunTrigger;
  /** `YYYY-MM-DD` in the mailing's zone. */
  localDate: string;
  scheduledFor: Date;
  startedAt: Date;
  finishedAt: Date | null;
  status: RunStatus;
  counts: Counts;
}

export class RunPageResponse {
  items: RunResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toRunResponse(run: ShownRun): RunResponse {
  return {
    id: run.id,
    mailingId: run.mailingId,
    number: run.number,
    trigger: run.trigger,
    localDate: run.localDate,
    scheduledFor: run.scheduledFor,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    status: run.status,
    counts: countsOf(run),
  };
}
