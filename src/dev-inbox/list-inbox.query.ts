import { isAtMost, isText, isWellFormed, MayBeAbsent, Obeys } from '../http/field-rules.js';
import { PageQuery } from '../http/page.dto.js';

export class ListInboxQuery extends PageQuery {
  /** Only mails to this address. */
  @MayBeAbsent()
  @Obeys(isText, isWellFormed, isAtMost(320))
  to?: string;
}
