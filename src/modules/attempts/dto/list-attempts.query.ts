import { OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { attemptStatuses, type AttemptStatus } from '../../../domain/delivery-status.js';
import { parseTime } from '../../../domain/wall-time.js';
import { type FieldRule, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { isUuid } from '../../../http/id.pipe.js';
import { PageQuery } from '../../../http/page.dto.js';

const isAnyId: FieldRule = { code: 'bad_id', message: 'must be an id', isMet: isUuid };
const isTime: FieldRule = {
  code: 'bad_time',
  message: 'must be a time such as 2026-11-20T12:00:00Z',
  isMet: (value) => {
    try {
      return Number.isFinite(parseTime(value, 'UTC'));
    } catch {
      return false;
    }
  },
};

export class ListAttemptsQuery extends PageQuery {
  @MayBeAbsent()
  @Obeys(isAnyId)
  mailingId?: string;

  @MayBeAbsent()
  @Obeys(isAnyId)
  runId?: string;

  @MayBeAbsent()
  @Obeys(isAnyId)
  clientId?: string;

  @MayBeAbsent()
  @Obeys(isAnyId)
  messageId?: string;

  @MayBeAbsent()
  @IsIn([...attemptStatuses], {
    message: `must be one of ${attemptStatuses.join(', ')}`,
    context: { code: 'unknown_value' },
  })
  status?: AttemptStatus;

  /** Attempts at this time or later; without an offset in the service's zone. */
  @MayBeAbsent()
  @Obeys(isTime)
  from?: string;

  /** Attempts before this time. */
  @MayBeAbsent()
  @Obeys(isTime)
  to?: string;
}

/** All attempts that the filters show, as one file. */
export class ExportAttemptsQuery extends OmitType(ListAttemptsQuery, ['limit', 'cursor', 'withTotal']) {}
