import { IsOptional } from 'class-validator';
import { isAtMost, isText, isWellFormed, Obeys } from '../../../http/field-rules.js';

export class DisableMailingDto {
  /** Why, for the owner to read; at most 500 characters. */
  @IsOptional()
  @Obeys(isText, isWellFormed, isAtMost(500))
  reason?: string | null;
}
