// Fires mailings whose time has come and ends those whose end has. Any number of instances may do it at once:
// each mailing is handled by whoever locks its row first.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { decideFiring } from '../../domain/firing.js';
import { Mailing } from '../mailings/mailing.entity.js';
import { localDateOf } from '../mailings/next-run.js';
import { RunsRepository } from '../mailings/runs.repository.js';
import { RunsService } from '../mailings/runs.service.js';

export interface FiringOptions {
  /** Since when this process has been looking. */
  presentSince: Date;
  lateAfterMs: number;
}

const dueStatement = `
  SELECT m.id, now() AS now FROM mailings m JOIN users u ON u.id = m.owner_id
  WHERE m.next_run_at <= now() AND NOT m.paused AND NOT m.disabled AND m.deleted_at IS NULL
    AND m.status <> 'completed' AND u.blocked_at IS NULL AND (m.end_at IS NULL OR m.end_at > now())
    AND m.id <> ALL ($1::uuid[])
  ORDER BY m.next_run_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED`;

const endingStatement = `
  SELECT m.id, now() AS now FROM mailings m
  WHERE m.end_at <= now() AND m.status <> 'completed'
    AND (m.next_run_at IS NOT NULL OR m.deleted_at IS NULL)
    AND (m.next_run_at IS NOT NULL
      OR NOT EXISTS (SELECT FROM runs WHERE mailing_id = m.id AND finished_at IS NULL)
      OR EXISTS (SELECT FROM runs WHERE mailing_id = m.id AND status = 'running'))
    AND m.id <> ALL ($1::uuid[])
  ORDER BY m.end_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED`;

@Injectable()
export class FiringService {
  private readonly logger = new Logger('Scheduler');

  constructor(
    private readonly dataSource: DataSource,
    private readonly runs: RunsService,
    private readonly runsTable: RunsRepository,
  ) {}

  /** Fires every mailing that is due now. Returns the ids of the runs that opened. */
  async fireDue(options: FiringOptions): Promise<string[]> {
    const opened: string[] = [];
    await this.forEachMailing(dueStatement, async (transaction, mailing, now) => {
      const runId = await this.fire(transaction, mailing, now, options);
      if (runId) opened.push(runId);
    });
    return opened;
  }

  /** Cuts the runs and completes the mailings whose end has passed; an occurrence still owed is recorded as missed. */
  async endDue(): Promise<void> {
    await this.forEachMailing(endingStatement, async (transaction, mailing, now) => {
      await this.runs.stopOpenRun(transaction, mailing.id, 'expired');
      if (mailing.nextRunAt) {
        await this.recordMissed(transaction, mailing, now);
        await transaction.update(Mailing, { id: mailing.id }, { nextRunAt: null });
      }
      await this.runs.completeIfDone(transaction, mailing.id, now);
    });
  }

  /** One transaction a mailing; one that fails is told and passed over, so that it holds up nobody else. */
  private async forEachMailing(
    statement: string,
    handle: (transaction: EntityManager, mailing: Mailing, now: Date) => Promise<void>,
  ): Promise<void> {
    const handled: string[] = [];
    for (;;) {
      let id: string | undefined;
      try {
        const isDone = await this.dataSource.transaction(async (transaction) => {
          const [row] = await transaction.query<{ id: string; now: Date }[]>(statement, [handled]);
          if (!row) return true;
          id = row.id;
          const mailing = await transaction.findOneByOrFail(Mailing, { id });
          await handle(transaction, mailing, row.now);
          return false;
        });
        if (isDone) return;
      } catch (fault) {
        if (!id) throw fault;
        this.logger.error({ event: 'mailing.firing_failed', mailingId: id }, (fault as Error).stack);
      }
      handled.push(id!);
    }
  }

  private async fire(
    transaction: EntityManager,
    mailing: Mailing,
    now: Date,
    { presentSince, lateAfterMs }: FiringOptions,
  ): Promise<string | null> {
    const firedDates = await this.runsTable.firedDates(transaction, mailing.id, 2);
    const firing = decideFiring({
      schedule: {
        startAt: mailing.startAt!.getTime(),
        endAt: mailing.endAt?.getTime() ?? null,
        timezone: mailing.timezone,
        periodicity: mailing.periodicity,
      },
      scheduledAt: mailing.scheduledAt.getTime(),
      now: now.getTime(),
      presentSince: presentSince.getTime(),
      lateAfterMs,
      hasOpenRun: (await this.runsTable.findOpen(transaction, mailing.id)) !== null,
      hasFiredOn: (localDate) => firedDates.includes(localDate),
    });
    if (!firing) return null;
    const { occurrence, trigger, action } = firing;
    const nextRunAt = firing.nextRunAt === null ? null : new Date(firing.nextRunAt);
    await transaction.update(Mailing, { id: mailing.id }, { nextRunAt });
    const event = { trigger, scheduledFor: new Date(occurrence.at), localDate: occurrence.localDate, now };
    if (action === 'skip')
      await this.runs.recordIdleRun(transaction, mailing, { ...event, status: 'skipped' });
    if (action !== 'run') return null;
    const run = await this.runs.startRun(transaction, mailing, event);
    this.logger.log({
      event: 'run.opened',
      runId: run.id,
      mailingId: mailing.id,
      trigger,
      lateByMs: now.getTime() - occurrence.at,
    });
    return run.id;
  }

  private async recordMissed(transaction: EntityManager, mailing: Mailing, now: Date): Promise<void> {
    const scheduledFor = mailing.nextRunAt!;
    const localDate = localDateOf(scheduledFor, mailing.timezone);
    const firedDates = await this.runsTable.firedDates(transaction, mailing.id, 2);
    if (firedDates.includes(localDate)) return;
    await this.runs.recordIdleRun(transaction, mailing, {
      status: 'missed',
      trigger: 'schedule',
      scheduledFor,
      localDate,
      now,
    });
  }
}
