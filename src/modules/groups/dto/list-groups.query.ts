import { IsOptional, IsString, MaxLength } from 'class-validator';
import { isAtMost, isText, isWellFormed, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { PageQuery } from '../../../http/page.dto.js';

export class ListGroupsQuery extends PageQuery {
  /** A part of the name, in any case. */
  @MayBeAbsent()
  @Obeys(isText, isWellFormed, isAtMost(200))
  search?: string;

  /** `name`, `createdAt`, or with a minus for the other direction; default `name`. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  sort?: string;
}
