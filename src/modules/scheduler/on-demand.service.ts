// Sending from the command line: this process does the work itself, beside whatever workers there are.
import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { MailingActionsService } from '../mailings/mailing-actions.service.js';
import { FiringService } from './firing.service.js';
import { Reaper } from './reaper.js';
import { RunKeeper } from './run-keeper.js';

export interface RunOutcome {
  mailingId: string;
  runId: string;
  isOver: boolean;
  total: number;
  sent: number;
  failed: number;
  uncertain: number;
  /** Waits for a retry, or is in the hands of another worker. */
  pending: number;
}

/** A command may come from cron, which looks once a minute: only what is later than that was missed by everybody. */
const lateAfterMs = 90_000;
const lookEveryMs = 250;

@Injectable()
export class OnDemandService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly actions: MailingActionsService,
    private readonly firing: FiringService,
    private readonly keeper: RunKeeper,
    private readonly reaper: Reaper,
  ) {}

  /**
   * Fires the mailing now and sends until nothing more can be sent at once. Throws `mailing.not_found`, and what
   * forbids a run.
   */
  async sendMailing(id: string, onProgress: (outcome: RunOutcome) => void): Promise<RunOutcome> {
    const { runId } = await this.actions.run(id);
    const tended = this.keeper.tend(runId).then(() => true);
    while (!(await Promise.race([tended, sleep(lookEveryMs, false)])))
      onProgress(await this.outcomeOf(runId));
    onProgress(await this.outcomeOf(runId));
    return this.waitForOthers(runId);
  }

  /** Fires all that is due, ends what is over, and sends what can be sent now: once. */
  async sendDue(): Promise<RunOutcome[]> {
    await this.reaper.reap();
    await this.firing.endDue();
    await this.firing.fireDue({ presentSince: new Date(0), lateAfterMs });
    const needy = await this.keeper.findNeedy();
    await Promise.all(needy.map((runId) => this.keeper.tend(runId)));
    return Promise.all(needy.map((runId) => this.outcomeOf(runId)));
  }

  /** Another worker may hold the last deliveries of the run for a moment. */
  private async waitForOthers(runId: string): Promise<RunOutcome> {
    for (;;) {
      const outcome = await this.outcomeOf(runId);
      if (outcome.isOver || !(await this.isHeld(runId))) return outcome;
      await sleep(lookEveryMs);
      await this.keeper.tend(runId);
    }
  }

  private async isHeld(runId: string): Promise<boolean> {
    const [row] = await this.dataSource.query<{ held: boolean }[]>(
      `SELECT EXISTS (
         SELECT FROM claims c, unnest(c.numbers) AS one (number) JOIN deliveries d ON d.number = one.number
         WHERE c.run_id = $1 AND d.status IN ('leased', 'sending')) AS held`,
      [runId],
    );
    return row!.held;
  }

  private async outcomeOf(runId: string): Promise<RunOutcome> {
    const [row] = await this.dataSource.query<RunOutcome[]>(
      `SELECT id AS "runId", mailing_id AS "mailingId", finished_at IS NOT NULL AS "isOver", total, sent, failed,
         uncertain, total - sent - failed - expired - uncertain - suppressed - cancelled AS pending
       FROM runs WHERE id = $1`,
      [runId],
    );
    return row!;
  }
}
