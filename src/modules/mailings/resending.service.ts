import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transaction.js';
import { type Actor, hasPermission } from '../../domain/access-policy.js';
import { DomainError, type ProblemCode } from '../../domain/errors.js';
import { DeliveriesRepository, type ResendChoice } from './deliveries.repository.js';
import type { Delivery } from './delivery.entity.js';
import type { ResendFilterDto } from './dto/resend-deliveries.dto.js';
import { MailingsRepository } from './mailings.repository.js';
import { whyNotReopen } from './reopening.js';
import { RunsRepository, type RunState } from './runs.repository.js';
import { RunsService } from './runs.service.js';

/** How many deliveries one transaction puts on their way again. */
const deliveriesAtOnce = 5_000;
/** And of how many runs, whose mailings wait meanwhile for whatever else is done to them. */
const runsAtOnce = 500;

interface AskedRun {
  runId: string;
  mailingId: string;
}

/** What one transaction made of the runs. Those in neither wait for another run of their mailing. */
interface Round {
  refusals: ReadonlyMap<string, ProblemCode>;
  /** How many deliveries of each run that may go on were sent again. */
  resent: ReadonlyMap<string, number>;
}

/** Sends uncertain deliveries again: each may arrive twice, under the same Message-ID. */
@Injectable()
export class ResendingService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly mailings: MailingsRepository,
    private readonly runsOfMailings: RunsRepository,
    private readonly runs: RunsService,
    private readonly transactions: Transactions,
  ) {}

  resend(id: string): Promise<Delivery> {
    return this.transactions.run(async (transaction) => {
      const { status, runId, mailingId } = await this.find(transaction, id);
      if (status !== 'uncertain') throw new DomainError('delivery.not_uncertain');
      const { refusals, resent } = await this.reopen(transaction, [{ runId, mailingId }], { id, limit: 1 });
      const refusal = refusals.get(runId);
      if (refusal) throw new DomainError(refusal);
      if (!resent.get(runId)) throw new DomainError('delivery.not_uncertain');
      return this.find(transaction, id);
    });
  }

  /** All of the filter; those whose run may not go on stay as they are. */
  async resendAll(actor: Actor, filter: ResendFilterDto): Promise<{ resent: number; refused: number }> {
    const ownerId = hasPermission(actor, 'all.write') ? null : actor.id;
    const { mailingId, runId, clientId } = filter;
    const asked = await this.deliveries.runsWithUncertain({ ownerId, mailingId, runId, clientId });
    const answer = { resent: 0, refused: 0 };
    for (let from = 0; from < asked.length; from += runsAtOnce) {
      const { resent, refused } = await this.resendRuns(asked.slice(from, from + runsAtOnce), clientId);
      answer.resent += resent;
      answer.refused += refused;
    }
    return answer;
  }

  /** A transaction at a time, until each run has sent all again or was refused. */
  private async resendRuns(asked: readonly (AskedRun & { count: number })[], clientId: string | undefined) {
    const resentOf = new Map<string, number>();
    let refused = 0;
    for (let left = asked; left.length > 0;) {
      const { refusals, resent } = await this.transactions.run((transaction) =>
        this.reopen(transaction, left, { clientId, limit: deliveriesAtOnce }),
      );
      for (const [runId, count] of resent) resentOf.set(runId, (resentOf.get(runId) ?? 0) + count);
      for (const { runId, count } of left) {
        if (refusals.has(runId)) refused += count - (resentOf.get(runId) ?? 0);
      }
      const areDone = sumOf(resent) < deliveriesAtOnce;
      left = left.filter(({ runId }) => !refusals.has(runId) && !(areDone && resent.has(runId)));
    }
    return { resent: sumOf(resentOf), refused };
  }

  /** Opens the runs that may go on, of each mailing one at most, and sends of theirs what is chosen. */
  private async reopen(
    transaction: Transaction,
    asked: readonly AskedRun[],
    choice: ResendChoice,
  ): Promise<Round> {
    const mailingIds = [...new Set(asked.map(({ mailingId }) => mailingId))];
    const mailings = await this.mailings.lockAll(transaction, mailingIds);
    const runIds = asked.map(({ runId }) => runId);
    const runs = await this.runsOfMailings.findWithOpen(transaction, runIds, mailingIds);
    const mailingById = new Map(mailings.map((mailing) => [mailing.id, mailing]));
    const runById = new Map(runs.map((run) => [run.id, run]));
    const openByMailing = new Map(
      runs.filter(({ status }) => status === 'running').map((run) => [run.mailingId, run]),
    );
    const now = new Date();
    const refusals = new Map<string, ProblemCode>();
    const admitted = new Map<string, RunState>();
    for (const { runId, mailingId } of asked) {
      const [mailing, run] = [mailingById.get(mailingId), runById.get(runId)];
      const open = openByMailing.get(mailingId) ?? null;
      const refusal = mailing && run ? whyNotReopen(mailing, run, open, now) : 'delivery.run_over';
      if (refusal) refusals.set(runId, refusal);
      else if (!admitted.has(mailingId)) admitted.set(mailingId, run!);
    }
    return { refusals, resent: await this.resendOf(transaction, [...admitted.values()], choice) };
  }

  private async resendOf(
    transaction: Transaction,
    runs: readonly RunState[],
    choice: ResendChoice,
  ): Promise<Map<string, number>> {
    const resent = new Map(runs.map(({ id }) => [id, 0]));
    if (runs.length === 0) return resent;
    const counts = await this.deliveries.resend(transaction, runs, choice);
    if (counts.length === 0) return resent;
    for (const { runId, count } of counts) resent.set(runId, count);
    await this.mailings.reopen(
      transaction,
      counts.map(({ mailingId }) => mailingId),
    );
    await this.runs.wake(
      transaction,
      counts.map(({ runId }) => runId),
    );
    return resent;
  }

  private async find(transaction: Transaction, id: string): Promise<Delivery> {
    const delivery = await this.deliveries.find(id, transaction);
    if (!delivery) throw new DomainError('delivery.not_found');
    return delivery;
  }
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
