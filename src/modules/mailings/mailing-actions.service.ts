import { Injectable } from '@nestjs/common';
import { Transactions, type Transaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/access-policy.js';
import type { MailingAction } from '../../domain/mailing-status.js';
import { AuditLog } from '../audit/audit-log.service.js';
import type { Mailing } from './mailing.entity.js';
import { MailingsRepository, type MailingView } from './mailings.repository.js';
import { found, refuseIfForbidden } from './mailings.service.js';
import { localDateOf } from './next-run.js';
import { RunsRepository } from './runs.repository.js';
import { RunsService } from './runs.service.js';

/** What people do to a mailing by hand. Each holds the mailing's row, so that two at once happen one after the other. */
@Injectable()
export class MailingActionsService {
  constructor(
    private readonly mailings: MailingsRepository,
    private readonly runsOfMailings: RunsRepository,
    private readonly runs: RunsService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Fires now, whatever the schedule. A `once` mailing uses up its planned run by it. */
  run(id: string): Promise<{ runId: string }> {
    return this.onMailing(id, 'run', async (transaction, mailing, now) => {
      const localDate = localDateOf(now, mailing.timezone);
      const firing = { trigger: 'manual', scheduledFor: now, localDate, now } as const;
      const run = await this.runs.startRun(transaction, mailing, firing);
      if (mailing.periodicity === 'once') await this.mailings.update(transaction, id, { nextRunAt: null });
      return { runId: run.id };
    });
  }

  /** Ends the mailing now; what has not been sent stays unsent. */
  stop(actor: Actor, id: string): Promise<MailingView> {
    return this.onMailing(id, 'stop', async (transaction, mailing, now) => {
      await this.runs.stopOpenRun(transaction, id, 'stopped');
      await this.log(transaction, actor, 'mailing.stopped', mailing);
      return this.changed(transaction, id, { status: 'completed', finishedAt: now, nextRunAt: null });
    });
  }

  /** Holds what is left of the open run, and later firings, until `resume`. */
  pause(id: string): Promise<MailingView> {
    return this.onMailing(id, 'pause', (transaction) =>
      this.changed(transaction, id, { paused: true, pauseReason: null }),
    );
  }

  resume(id: string): Promise<MailingView> {
    return this.onMailing(id, 'resume', (transaction) =>
      this.wakened(transaction, id, { paused: false, pauseReason: null }),
    );
  }

  /** Like `pause`, but only whoever may disable mailings can undo it. Said again with a reason, the new one stands. */
  disable(actor: Actor, id: string, reason?: string | null): Promise<MailingView> {
    const given = reason?.trim() || null;
    return this.onMailing(id, 'disable', async (transaction, mailing) => {
      const isNews = !mailing.disabled || (given !== null && given !== mailing.disabledReason);
      if (!isNews) return this.changed(transaction, id, { disabled: true });
      await this.log(transaction, actor, 'mailing.disabled', mailing, given ? { reason: given } : {});
      return this.changed(transaction, id, { disabled: true, disabledReason: given });
    });
  }

  enable(actor: Actor, id: string): Promise<MailingView> {
    return this.onMailing(id, 'enable', async (transaction, mailing) => {
      if (mailing.disabled) await this.log(transaction, actor, 'mailing.enabled', mailing);
      return this.wakened(transaction, id, { disabled: false, disabledReason: null });
    });
  }

  private onMailing<T>(
    id: string,
    action: MailingAction,
    work: (transaction: Transaction, mailing: Mailing, now: Date) => Promise<T>,
  ): Promise<T> {
    return this.transactions.run(async (transaction) => {
      const mailing = found(await this.mailings.lock(transaction, id));
      const now = await this.mailings.now(transaction);
      const open = await this.runsOfMailings.findOpen(transaction, id);
      refuseIfForbidden(action, mailing, { hasOpenRun: open !== null, now });
      return work(transaction, mailing, now);
    });
  }

  private log(
    transaction: Transaction,
    actor: Actor,
    action: 'mailing.stopped' | 'mailing.disabled' | 'mailing.enabled',
    { id, name, ownerId }: Mailing,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const target = { type: 'mailing', id, name: name ?? '' } as const;
    return this.audit.write(transaction, { actor, action, target, details: { ownerId, ...more } });
  }

  private async changed(transaction: Transaction, id: string, changes: Partial<Mailing>) {
    await this.mailings.update(transaction, id, changes);
    return found(await this.mailings.find(id, transaction));
  }

  private async wakened(transaction: Transaction, id: string, changes: Partial<Mailing>) {
    const view = await this.changed(transaction, id, changes);
    await this.runs.wakeOpenRun(transaction, id);
    return view;
  }
}
