// Does for a run whatever it needs: take clients in, send, close what a cut left open, finish. Everything here may be
// done by several workers at once and again after a crash; the tables say how far it is.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { queryInTime } from '../../database/query-in-time.js';
import { CutStatus } from '../mailings/runs.repository.js';
import { RunsService } from '../mailings/runs.service.js';
import { RunFinisher } from './run-finisher.js';
import { RunOpener } from './run-opener.js';
import { SendingService } from './sending.service.js';
import { callBackStatement } from './sql/call-back.js';
import { hasDue, hasFresh } from './sql/next-due.js';

interface RunState {
  mailingId: string;
  status: string;
  isWhole: boolean;
  isOver: boolean;
}

/** Runs that have something to do now, in no special order. */
const needyStatement = `
  SELECT r.id FROM runs r JOIN mailings m ON m.id = r.mailing_id JOIN users u ON u.id = r.owner_id
  WHERE r.finished_at IS NULL AND r.id <> ALL ($1::uuid[]) AND (
    r.status <> 'running'
    OR r.total = r.sent + r.failed + r.expired + r.uncertain + r.suppressed + r.cancelled
    OR NOT m.paused AND NOT m.disabled AND u.blocked_at IS NULL AND (
      r.snapshot_done_at IS NULL
      OR ${hasFresh} OR ${hasDue}))
  LIMIT 200`;

const answerMs = 10_000;

@Injectable()
export class RunKeeper {
  private readonly logger = new Logger('RunKeeper');
  private readonly tending = new Map<string, Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly opener: RunOpener,
    private readonly sending: SendingService,
    private readonly runs: RunsService,
    private readonly finisher: RunFinisher,
  ) {}

  /** Looks at all unfinished runs and tends those that need something; does not wait for them. */
  async tendAll(): Promise<void> {
    for (const runId of await this.findNeedy()) void this.tend(runId);
  }

  /** Runs that have something to do now. */
  async findNeedy(): Promise<string[]> {
    const rows = await queryInTime<{ id: string }[]>(this.dataSource, answerMs, needyStatement, [
      [...this.tending.keys()],
    ]);
    return rows.map((row) => row.id);
  }

  /** Somebody wants the run to go on now, after a pause for example: what stood back is tried at once. */
  async wake(runId: string): Promise<void> {
    await this.dataSource.query(callBackStatement, [runId]);
    if (this.tending.has(runId)) void this.sending.workOn(runId);
    else void this.tend(runId);
  }

  /** Resolves when nothing of the run can be done now: it is over, or waits for a retry. Never rejects. */
  tend(runId: string): Promise<void> {
    const current = this.tending.get(runId);
    if (current) return current;
    const work = this.tendRun(runId)
      .catch((fault: Error) => this.logger.error({ event: 'run.tending_failed', runId }, fault.stack))
      .finally(() => this.tending.delete(runId));
    this.tending.set(runId, work);
    return work;
  }

  private async tendRun(runId: string): Promise<void> {
    const run = await this.find(runId);
    if (!run || run.isOver) return;
    if (run.status !== 'running') {
      await this.sweep(runId, run);
    } else {
      await this.openAndSend(runId, run.isWhole);
    }
    await this.finisher.finishIfDone(runId);
  }

  private async openAndSend(runId: string, isWhole: boolean): Promise<void> {
    while (!isWhole && !this.sending.isDraining) {
      isWhole = await this.opener.openSlice(runId);
      void this.sending.workOn(runId);
    }
    await this.sending.workOn(runId);
  }

  private async sweep(runId: string, { mailingId, status }: RunState): Promise<void> {
    for (;;) {
      const { closed, isFinished } = await this.dataSource.transaction(async (transaction) => {
        await transaction.query(`SELECT FROM mailings WHERE id = $1 FOR UPDATE`, [mailingId]);
        return this.runs.sweepSlice(transaction, runId, status as CutStatus);
      });
      // With nothing left to close, what is still open waits for a server's answer.
      if (isFinished || closed === 0) return;
    }
  }

  private async find(runId: string): Promise<RunState | undefined> {
    const [run] = await this.dataSource.query<RunState[]>(
      `SELECT mailing_id AS "mailingId", status, snapshot_done_at IS NOT NULL AS "isWhole",
         finished_at IS NOT NULL AS "isOver" FROM runs WHERE id = $1`,
      [runId],
    );
    return run;
  }
}
