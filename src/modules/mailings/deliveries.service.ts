import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transaction.js';
import { type Actor, listedOwnerOf } from '../../domain/access-policy.js';
import type { AttachedFile } from '../../domain/attached-file.js';
import { DomainError } from '../../domain/errors.js';
import { type LetterTexts, renderLetter } from '../../domain/letter.js';
import { UnsubscribeLinks } from '../suppressions/unsubscribe-links.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import type { Delivery } from './delivery.entity.js';
import type { ListDeliveriesQuery, MailingDeliveriesQuery } from './dto/list-deliveries.query.js';

export interface DeliveryWithLetter {
  delivery: Delivery;
  letter: LetterTexts;
  files: AttachedFile[];
}

/** The records of single messages. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly transactions: Transactions,
    private readonly links: UnsubscribeLinks,
  ) {}

  list(actor: Actor, { status, mailingId, runId, clientId, ownerId, ...page }: ListDeliveriesQuery) {
    const seenBy = listedOwnerOf(actor);
    return this.deliveries.page({ seenBy, ownerId, status, mailingId, runId, clientId }, page);
  }

  listOfMailing(mailingId: string, { status, runId, clientId, ...page }: MailingDeliveriesQuery) {
    return this.deliveries.page({ seenBy: null, status, mailingId, runId, clientId }, page);
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

  /** Takes an uncertain one for sent. */
  close(id: string): Promise<Delivery> {
    return this.transactions.run(async (transaction) => {
      if (!(await this.deliveries.close(transaction, id))) throw new DomainError('delivery.not_uncertain');
      return (await this.deliveries.find(id, transaction))!;
    });
  }

  private async withLetters(deliveries: Delivery[]): Promise<DeliveryWithLetter[]> {
    const runs = await this.deliveries.runsOf(deliveries);
    const files = await this.deliveries.filesOf(deliveries);
    return deliveries.map((delivery) => ({
      delivery,
      letter: renderLetter(runs.get(delivery.runId)!, {
        ...delivery.slots,
        unsubscribeUrl: this.links.urlFor(delivery),
      }),
      files: files.filter(({ runId }) => runId === delivery.runId),
    }));
  }
}
