import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { isAtMost, isText, isWellFormed, Obeys } from '../../../http/field-rules.js';
import { PageQuery } from '../../../http/page.dto.js';
import { type SuppressionReason, suppressionReasons } from '../suppression.entity.js';

export class ListSuppressionsQuery extends PageQuery {
  /** Part of the address or the phone, whatever the case. */
  @IsOptional()
  @Obeys(isText, isWellFormed, isAtMost(254))
  search?: string;

  @IsOptional()
  @IsIn(suppressionReasons, { message: `must be one of ${suppressionReasons.join(', ')}` })
  reason?: SuppressionReason;

  /** Order of the list; `-` reverses it. */
  @IsOptional()
  @IsIn(['createdAt', '-createdAt'], { message: 'must be createdAt or -createdAt' })
  sort?: string;

  /** Only this owner's; for those who see everybody's. */
  @IsOptional()
  @IsUUID('all', { message: 'must be a UUID' })
  ownerId?: string;
}
