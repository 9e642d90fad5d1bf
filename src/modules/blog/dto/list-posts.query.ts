import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { isAtMost, isText, isWellFormed, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { PageQuery } from '../../../http/page.dto.js';
import { postStatuses, type PostStatus } from '../post-status.js';

const choices = [...postStatuses, 'all'] as const;

export class ListPostsQuery extends PageQuery {
  /** A part of the title, in any case. */
  @MayBeAbsent()
  @Obeys(isText, isWellFormed, isAtMost(200))
  search?: string;

  /** For those who write posts; without it everybody gets what is published. */
  @MayBeAbsent()
  @IsIn(choices, { message: `must be one of ${choices.join(', ')}`, context: { code: 'unknown_status' } })
  status?: PostStatus | 'all';

  /** `publishAt`, `createdAt`, `title`, or with a minus for the other direction; default `-publishAt`. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  sort?: string;
}
