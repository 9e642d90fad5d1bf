import { deliveryStatuses, type DeliveryStatus } from '../../../domain/delivery-status.js';
import { type FieldRule, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { isUuid } from '../../../http/id.pipe.js';
import { PageQuery } from '../../../http/page.dto.js';
import { IsOneOf } from './create-mailing.dto.js';

export const isAnyId: FieldRule = { code: 'bad_id', message: 'must be an id', isMet: isUuid };

/** Deliveries of one mailing. */
export class MailingDeliveriesQuery extends PageQuery {
  @MayBeAbsent()
  @IsOneOf(deliveryStatuses)
  status?: DeliveryStatus;

  @MayBeAbsent()
  @Obeys(isAnyId)
  runId?: string;

  @MayBeAbsent()
  @Obeys(isAnyId)
  clientId?: string;
}

export class ListDeliveriesQuery extends MailingDeliveriesQuery {
  @MayBeAbsent()
  @Obeys(isAnyId)
  mailingId?: string;

  /** Only this owner's; for those who see everybody's. */
  @MayBeAbsent()
  @Obeys(isAnyId)
  ownerId?: string;
}
