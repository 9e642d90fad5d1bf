import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { Transactions, type Transaction } from '../../database/transaction.js';
import { type Actor, hasPermission } from '../../domain/access-policy.js';
import { DomainError, fieldProblem } from '../../domain/errors.js';
import { type MailingAction, refusalOf } from '../../domain/mailing-status.js';
import type { AudienceDto } from './dto/audience.dto.js';
import type { CreateMailingDto } from './dto/create-mailing.dto.js';
import type { ListMailingsQuery } from './dto/list-mailings.query.js';
import type { UpdateMailingDto } from './dto/update-mailing.dto.js';
import { applyToDraft, blankDraft, isSameSchedule, type MailingDraft } from './mailing-draft.js';
import type { Mailing } from './mailing.entity.js';
import { MailingsRepository, type MailingView } from './mailings.repository.js';
import { firstUnfired, scheduleOf } from './next-run.js';
import { RunsRepository } from './runs.repository.js';
import { RunsService } from './runs.service.js';

@Injectable()
export class MailingsService {
  constructor(
    private readonly mailings: MailingsRepository,
    private readonly runsOfMailings: RunsRepository,
    private readonly runs: RunsService,
    private readonly transactions: Transactions,
    private readonly config: AppConfig,
  ) {}

  list(actor: Actor, { search, status, messageId, ...page }: ListMailingsQuery) {
    const ownerId = hasPermission(actor, 'all.read') ? null : actor.id;
    return this.mailings.page({ ownerId, search, status, messageId }, page);
  }

  async get(id: string): Promise<MailingView> {
    return found(await this.mailings.find(id));
  }

  create(ownerId: string, request: CreateMailingDto): Promise<MailingView> {
    const now = new Date();
    const draft = this.apply(blankDraft(this.config.scheduler.timezone), request, now);
    return this.transactions.run(async (transaction) => {
      await this.checkMessage(transaction, ownerId, draft.messageId!);
      const schedule = scheduleOf(draft);
      const first = schedule && firstUnfired(schedule, new Set(), now.getTime());
      const mailing = await this.mailings.insert(transaction, {
        ...draft,
        ownerId,
        scheduledAt: now,
        nextRunAt: first && new Date(first.at),
      });
      await this.setAudience(transaction, mailing, request.audience);
      return found(await this.mailings.find(mailing.id, transaction));
    });
  }

  /** Replaces every field; what is left out gets its default. */
  replace(id: string, request: CreateMailingDto): Promise<MailingView> {
    return this.change(id, request, () => blankDraft(this.config.scheduler.timezone));
  }

  /** Changes the fields that are given. A run that is open keeps its copy, but follows the end. */
  update(id: string, request: UpdateMailingDto): Promise<MailingView> {
    return this.change(id, request, (stored) => stored);
  }

  /** Hides the mailing and stops it. Its runs, deliveries and attempts stay. */
  remove(id: string): Promise<void> {
    return this.transactions.run(async (transaction) => {
      const mailing = await this.mailings.lock(transaction, id);
      if (!mailing) throw new DomainError('mailing.not_found');
      await this.runs.stopOpenRun(transaction, id, 'stopped');
      await this.mailings.update(transaction, id, { deletedAt: new Date(), nextRunAt: null });
    });
  }

  private change(
    id: string,
    request: CreateMailingDto | UpdateMailingDto,
    baseOf: (stored: Mailing) => MailingDraft,
  ): Promise<MailingView> {
    return this.transactions.run(async (transaction) => {
      const stored = await this.mailings.lock(transaction, id);
      if (!stored) throw new DomainError('mailing.not_found');
      const now = new Date();
      refuseIfForbidden('edit', stored, { hasOpenRun: false, now });
      const draft = this.apply(baseOf(stored), request, now);
      if (request.messageId !== undefined) {
        await this.checkMessage(transaction, stored.ownerId, request.messageId);
      }
      await this.mailings.update(transaction, id, draft);
      if (request.audience) await this.setAudience(transaction, stored, request.audience);
      if (!isSameSchedule(stored, draft)) await this.reschedule(transaction, { ...stored, ...draft }, now);
      return found(await this.mailings.find(id, transaction));
    });
  }

  private apply(base: MailingDraft, request: CreateMailingDto | UpdateMailingDto, now: Date): MailingDraft {
    return applyToDraft(base, request, { now, hasSmsGateway: this.config.sms.gatewayUrl !== undefined });
  }

  private async reschedule(transaction: Transaction, mailing: Mailing, now: Date): Promise<void> {
    await this.mailings.update(transaction, mailing.id, {
      scheduledAt: now,
      nextRunAt: await this.nextRunOf(transaction, mailing, now),
    });
    await this.runs.setEndOfOpenRun(transaction, mailing.id, mailing.endAt);
    await this.runs.completeIfDone(transaction, mailing.id, now);
  }

  /** A day that has fired fires no second time, and a `once` mailing that has fired does not either. */
  private async nextRunOf(transaction: Transaction, mailing: Mailing, now: Date): Promise<Date | null> {
    const schedule = scheduleOf(mailing);
    if (!schedule) return null;
    if (mailing.periodicity === 'once' && (await this.runsOfMailings.hasFired(transaction, mailing.id))) {
      return null;
    }
    const fired = await this.runsOfMailings.firedDates(transaction, mailing.id);
    // By the instant too: in another zone the firing that was may belong to another day.
    const lastFiredAt = await this.runsOfMailings.lastFiredAt(transaction, mailing.id);
    const next = firstUnfired(schedule, new Set(fired), now.getTime(), lastFiredAt?.getTime() ?? null);
    return next && new Date(next.at);
  }

  private async checkMessage(transaction: Transaction, ownerId: string, messageId: string): Promise<void> {
    if (await this.mailings.holdMessage(transaction, ownerId, messageId)) return;
    throw fieldProblem('messageId', 'unknown_message', 'must be the id of one of your messages');
  }

  private async setAudience(
    transaction: Transaction,
    mailing: Mailing,
    { clientIds = [] }: AudienceDto,
  ): Promise<void> {
    if ((await this.mailings.setClients(transaction, mailing, clientIds)) === clientIds.length) return;
    throw fieldProblem('audience.clientIds', 'unknown_client', 'must all be ids of your clients');
  }
}

export function found<T>(thing: T | null): T {
  if (thing === null) throw new DomainError('mailing.not_found');
  return thing;
}

/** Throws where the mailing's state forbids the action. */
export function refuseIfForbidden(
  action: MailingAction,
  { status, paused, disabled, endAt }: Mailing,
  { hasOpenRun, now }: { hasOpenRun: boolean; now: Date },
): void {
  const state = { status, paused, disabled, endAt: endAt?.getTime() ?? null, hasOpenRun };
  const refusal = refusalOf(action, state, now.getTime());
  if (refusal) throw new DomainError(refusal);
}
