import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import type { Transaction } from '../../database/transaction.js';
import type { RunTrigger } from '../../domain/mailing-status.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { preparedLetter } from './letter-preparation.js';
import type { Mailing } from './mailing.entity.js';
import type { Run } from './run.entity.js';
import { type CutStatus, RunsRepository } from './runs.repository.js';

/** How many deliveries one statement closes: enough for most runs, and short enough for a request. */
const closeSliceSize = 10_000;

export interface Firing {
  trigger: RunTrigger;
  /** The occurrence; for a manual run the moment itself. */
  scheduledFor: Date;
  /** `YYYY-MM-DD` in the mailing's zone. */
  localDate: string;
  now: Date;
}

/** Opens, cuts and completes runs. Every method works inside the caller's transaction, which holds the mailing's row. */
@Injectable()
export class RunsService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  /**
   * Opens a run with a copy of what it sends; a worker then takes the clients in.
   * Throws `mailing.already_running`; a day that has fired already violates runs_occurrence_key.
   */
  async startRun(transaction: Transaction, mailing: Mailing, firing: Firing): Promise<Run> {
    const sender = this.config.mail.from;
    const run = await this.runs.insert(transaction, mailing, { ...firing, status: 'running', sender });
    const { html, text } = preparedLetter(run, run.channel);
    if (html !== run.html || text !== run.text) await this.runs.setTexts(transaction, run.id, { html, text });
    await this.runs.markMailingRunning(transaction, mailing.id, firing.now);
    await this.jobs.add('open_run', { runId: run.id }, { key: `open_run:${run.id}` }, transaction);
    return run;
  }

  /** Records an occurrence that sends nothing: the end had passed, or the run before was still going on. */
  recordIdleRun(
    transaction: Transaction,
    mailing: Mailing,
    firing: Firing & { status: 'missed' | 'skipped' },
  ): Promise<Run> {
    return this.runs.insert(transaction, mailing, { ...firing, sender: this.config.mail.from });
  }

  /**
   * Cuts the open run: what has not crossed the barrier is closed, at once as far as one statement reaches and by a
   * worker for the rest. What has crossed it waits for its answer. Returns the run's id, or null when none was open.
   */
  async stopOpenRun(transaction: Transaction, mailingId: string, status: CutStatus): Promise<string | null> {
    const runId = await this.runs.markCut(transaction, mailingId, status);
    if (runId === null) return null;
    await this.runs.closeSlice(transaction, runId, status, closeSliceSize);
    if (!(await this.runs.finishIfClosed(transaction, runId))) {
      await this.jobs.add('sweep_run', { runId }, { key: `sweep_run:${runId}` }, transaction);
    }
    return runId;
  }

  /** One slice of a cut run for the sweeper. True once the run is finished; false: call again, at once or later. */
  async sweepSlice(
    transaction: Transaction,
    runId: string,
    status: CutStatus,
  ): Promise<{ closed: number; isFinished: boolean }> {
    const closed = await this.runs.closeSlice(transaction, runId, status, closeSliceSize);
    return { closed, isFinished: await this.runs.finishIfClosed(transaction, runId) };
  }

  setEndOfOpenRun(transaction: Transaction, mailingId: string, endAt: Date | null): Promise<void> {
    return this.runs.setEndOfOpen(transaction, mailingId, endAt);
  }

  /** True when this call completed the mailing. */
  completeIfDone(transaction: Transaction, mailingId: string, now: Date): Promise<boolean> {
    return this.runs.completeMailingIfDone(transaction, mailingId, now);
  }

  /** Wakes a worker for the open run, after a pause for example. */
  async wakeOpenRun(transaction: Transaction, mailingId: string): Promise<void> {
    const run = await this.runs.findOpen(transaction, mailingId);
    if (run) await this.wake(transaction, [run.id]);
  }

  async wake(transaction: Transaction, runIds: readonly string[]): Promise<void> {
    const jobs = runIds.map((runId) => ({ payload: { runId }, key: `work_on_run:${runId}` }));
    await this.jobs.addAll('work_on_run', jobs, transaction);
  }
}
