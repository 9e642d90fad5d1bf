import { Injectable } from '@nestjs/common';
import { Transactions, type Transaction } from '../../database/transaction.js';
import { type Actor, hasPermission } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import { type LetterTexts, renderLetter } from '../../domain/letter.js';
import { UnsubscribeLinks } from '../suppressions/unsubscribe-links.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import type { Delivery } from './delivery.entity.js';
import type { ListDeliveriesQuery, MailingDeliveriesQuery } from './dto/list-deliveries.query.js';
import type { ResendFilterDto } from './dto/resend-deliveries.dto.js';
import { MailingsRepository } from './mailings.repository.js';
import { whyNotReopen } from './reopening.js';
import { RunsRepository } from './runs.repository.js';
import { RunsService } from './runs.service.js';

/** How many deliveries one transaction puts on their way again. */
const resendSliceSize = 5_000;

export interface DeliveryWithLetter {
  delivery: Delivery;
  letter: LetterTexts;
}

/** The records of single messages, and what people decide about the uncertain ones. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly mailings: MailingsRepository,
    private readonly runsOfMailings: RunsRepository,
    private readonly runs: RunsService,
    private readonly transactions: Transactions,
    private readonly links: UnsubscribeLinks,
  ) {}

  list(actor: Actor, { status, mailingId, runId, clientId, ...page }: ListDeliveriesQuery) {
    const ownerId = hasPermission(actor, 'all.read') ? null : actor.id;
    return this.deliveries.page({ ownerId, status, mailingId, runId, clientId }, page);
  }

  listOfMailing(mailingId: string, { status, runId, clientId, ...page }: MailingDeliveriesQuery) {
    return this.deliveries.page({ ownerId: null, status, mailingId, runId, clientId }, page);
  }

  /** The same page with the text that each client gets. */
  async listLetters(mailingId: string, query: MailingDeliveriesQuery) {
    const page = await this.listOfMailing(mailingId, query);
    return { ...page, items: await this.withLetters(page.items) };
  }

  async get(id: string): Promise<DeliveryWithLetter> {
    const delivery = await this.deliveries.find(id);
    if (!delivery) throw new DomainError('delivery.not_found');
    const [detail] = await this.withLetters([delivery]);
    return detail!;
  }

  /** Sends an uncertain one again: it may arrive twice, under the same Message-ID. */
  resend(id: string): Promise<Delivery> {
    return this.transactions.run(async (transaction) => {
      const { status, runId, mailingId } = await this.find(transaction, id);
      if (status !== 'uncertain') throw new DomainError('delivery.not_uncertain');
      const resent = await this.resendSlice(transaction, { runId, mailingId, id, limit: 1 });
      if (resent === 0) throw new DomainError('delivery.not_uncertain');
      return this.find(transaction, id);
    });
  }

  /** Sends all uncertain ones of the filter again, run by run; those whose run may not go on stay as they are. */
  async resendAll(actor: Actor, filter: ResendFilterDto): Promise<{ resent: number; refused: number }> {
    const ownerId = hasPermission(actor, 'all.write') ? null : actor.id;
    const { mailingId, runId, clientId } = filter;
    const answer = { resent: 0, refused: 0 };
    const candidates = await this.deliveries.runsWithUncertain({ ownerId, mailingId, runId, clientId });
    for (const { count, ...run } of candidates) {
      let resent = 0;
      try {
        for (let slice = resendSliceSize; slice === resendSliceSize; resent += slice) {
          slice = await this.transactions.run((transaction) =>
            this.resendSlice(transaction, { ...run, clientId, limit: resendSliceSize }),
          );
        }
      } catch (fault) {
        if (!(fault instanceof DomainError)) throw fault;
        answer.refused += count - resent;
      }
      answer.resent += resent;
    }
    return answer;
  }

  /** Takes an uncertain one for sent. */
  close(id: string): Promise<Delivery> {
    return this.transactions.run(async (transaction) => {
      if (!(await this.deliveries.close(transaction, id))) throw new DomainError('delivery.not_uncertain');
      return this.find(transaction, id);
    });
  }

  private async resendSlice(
    transaction: Transaction,
    one: { runId: string; mailingId: string; id?: string; clientId?: string; limit: number },
  ): Promise<number> {
    const mailing = await this.mailings.lock(transaction, one.mailingId);
    const run = await this.deliveries.findRun(transaction, one.runId);
    if (!mailing || !run) throw new DomainError('delivery.run_over');
    const open = await this.runsOfMailings.findOpen(transaction, mailing.id);
    const refusal = whyNotReopen(mailing, run, open, new Date());
    if (refusal) throw new DomainError(refusal);
    const resent = await this.deliveries.resend(transaction, run, one);
    if (resent === 0) return 0;
    if (mailing.status === 'completed') {
      await this.mailings.update(transaction, mailing.id, { status: 'running', finishedAt: null });
    }
    await this.runs.wake(transaction, run.id);
    return resent;
  }

  private async find(transaction: Transaction, id: string): Promise<Delivery> {
    const delivery = await this.deliveries.find(id, transaction);
    if (!delivery) throw new DomainError('delivery.not_found');
    return delivery;
  }

  private async withLetters(deliveries: Delivery[]): Promise<DeliveryWithLetter[]> {
    const runs = await this.deliveries.runsOf(deliveries);
    return deliveries.map((delivery) => ({
      delivery,
      letter: renderLetter(runs.get(delivery.runId)!, {
        ...delivery.slots,
        unsubscribeUrl: this.links.urlFor(delivery),
      }),
    }));
  }
}
