import { mailingStatuses, type MailingStatus } from '../../../domain/mailing-status.js';
import { isAtMost, isText, isWellFormed, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { PageQuery } from '../../../http/page.dto.js';
import { IsOneOf } from './create-mailing.dto.js';
import { isAnyId } from './list-deliveries.query.js';

export class ListMailingsQuery extends PageQuery {
  /** A part of the name. */
  @MayBeAbsent()
  @Obeys(isText, isWellFormed, isAtMost(200))
  search?: string;

  @MayBeAbsent()
  @IsOneOf(mailingStatuses)
  status?: MailingStatus;

  /** Only mailings that send this message. */
  @MayBeAbsent()
  @Obeys(isAnyId)
  messageId?: string;

  /** `createdAt`, `name`, `startAt` or `nextRunAt`; with `-` in front the other way round. */
  @MayBeAbsent()
  @Obeys(isText, isAtMost(50))
  sort?: string;
}
