import { Type } from 'class-transformer';
import { Equals, ValidateNested } from 'class-validator';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { isPlainObject } from './audience.dto.js';
import { isAnyId } from './list-deliveries.query.js';

/** Which uncertain deliveries; `{}` is all of one's own. */
export class ResendFilterDto {
  /** Only uncertain ones can be sent again. */
  @MayBeAbsent()
  @Equals('uncertain', { message: 'must be uncertain', context: { code: 'unknown_value' } })
  status?: 'uncertain';

  @MayBeAbsent()
  @Obeys(isAnyId)
  mailingId?: string;

  @MayBeAbsent()
  @Obeys(isAnyId)
  runId?: string;

  @MayBeAbsent()
  @Obeys(isAnyId)
  clientId?: string;
}

export class ResendDeliveriesDto {
  @Obeys(isPlainObject)
  @ValidateNested()
  @Type(() => ResendFilterDto)
  filter: ResendFilterDto;
}
