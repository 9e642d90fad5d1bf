import { Injectable } from '@nestjs/common';
import { Actor, listedOwnerOf } from '../../domain/access-policy.js';
import { parseEmailAddress } from '../../domain/email-address.js';
import { DomainError } from '../../domain/errors.js';
import { isPhoneNumber } from '../../domain/phone-number.js';
import type { ListSuppressionsQuery } from './dto/list-suppressions.query.js';
import type { Suppression, SuppressionSource } from './suppression.entity.js';
import { NewSuppressions, SuppressionsRepository } from './suppressions.repository.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

@Injectable()
export class SuppressionsService {
  constructor(
    private readonly suppressions: SuppressionsRepository,
    private readonly links: UnsubscribeLinks,
  ) {}

  list(actor: Actor, { ownerId, search, reason, ...page }: ListSuppressionsQuery) {
    return this.suppressions.page({ seenBy: listedOwnerOf(actor), ownerId, search, reason }, page);
  }

  /** Suppresses an address or a phone by hand. Throws `suppression.exists`. */
  async addByHand(ownerId: string, written: string): Promise<Suppression> {
    const contact = isPhoneNumber(written) ? written : parseEmailAddress(written).address;
    const [id] = await this.suppress({
      ownerId,
      contacts: [contact],
      reason: 'manual',
      source: 'person',
      mailingId: null,
    });
    if (!id) throw new DomainError('suppression.exists');
    return found(await this.suppressions.find(id));
  }

  async remove(ownerId: string, id: string): Promise<void> {
    if (!(await this.suppressions.remove(ownerId, id))) throw new DomainError('suppression.not_found');
  }

  isOurLink(token: string): boolean {
    return this.links.read(token) !== null;
  }

  /** Ends what the token's owner sends to the token's client; as often as one likes. Throws `unsubscribe.unknown_link`. */
  async unsubscribe(token: string, source: SuppressionSource): Promise<void> {
    const link = this.links.read(token);
    if (!link) throw new DomainError('unsubscribe.unknown_link');
    const { ownerId, mailingId, clientId } = link;
    const contacts = await this.suppressions.contactsOf(ownerId, mailingId, clientId);
    if (contacts.length > 0) {
      await this.suppress({ ownerId, contacts, reason: 'unsubscribed', source, mailingId }, [clientId]);
    }
  }

  /**
   * Puts contacts on the owner's list, and then takes what is on its way to them off it. In this order, each on its
   * own: from the first commit on the barrier refuses, so that whatever the second does not see is never sent.
   * Returns the ids of the new entries.
   */
  async suppress(entry: NewSuppressions, clientIds?: readonly string[]): Promise<string[]> {
    const { ownerId } = entry;
    const contacts = entry.contacts.map((contact) => contact.toLowerCase());
    const added = await this.suppressions.add({ ...entry, contacts });
    const known = await this.suppressions.clientsWith(ownerId, contacts);
    const clients = [...new Set([...(clientIds ?? []), ...known])];
    await this.suppressions.closeOpenDeliveries(ownerId, clients, contacts);
    return added;
  }
}

function found(suppression: Suppression | null): Suppression {
  if (!suppression) throw new DomainError('suppression.not_found');
  return suppression;
}
