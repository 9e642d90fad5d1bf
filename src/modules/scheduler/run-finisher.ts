import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RunsService } from '../mailings/runs.service.js';
import { finishStatement } from './sql/finish.js';

/** Closes runs of which nothing is open, and with the last one the mailing. */
@Injectable()
export class RunFinisher {
  private readonly logger = new Logger('Scheduler');

  constructor(
    private readonly dataSource: DataSource,
    private readonly runs: RunsService,
  ) {}

  /** True when the run is over, by this call or before it. */
  async finishIfDone(runId: string): Promise<boolean> {
    const [run] = await this.dataSource.query<{ mailingId: string; isOver: boolean; isDone: boolean }[]>(
      `SELECT mailing_id AS "mailingId", finished_at IS NOT NULL AS "isOver",
         (snapshot_done_at IS NOT NULL OR status <> 'running')
           AND total = sent + failed + expired + uncertain + suppressed + cancelled AS "isDone"
       FROM runs WHERE id = $1`,
      [runId],
    );
    if (!run || run.isOver) return true;
    if (!run.isDone) return false;
    return this.dataSource.transaction(async (transaction) => {
      // The mailing's row first, as everywhere: two orders of locking would be a deadlock.
      await transaction.query(`SELECT FROM mailings WHERE id = $1 FOR UPDATE`, [run.mailingId]);
      const [finished] = await transaction.query<[unknown[], number]>(finishStatement, [runId]);
      if (finished.length === 0) return false;
      await this.runs.completeIfDone(transaction, run.mailingId, new Date());
      this.logger.log({ event: 'run.finished', runId, mailingId: run.mailingId });
      return true;
    });
  }
}
