import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { isAtMost, isText, isWellFormed, Obeys } from '../../../http/field-rules.js';
import { PageQuery } from '../../../http/page.dto.js';

export class ListMessagesQuery extends PageQuery {
  /** Part of the subject, whatever the case. */
  @IsOptional()
  @Obeys(isText, isWellFormed, isAtMost(250))
  search?: string;

  /** Order of the list; `-` reverses it. */
  @IsOptional()
  @IsIn(['createdAt', '-createdAt', 'subject', '-subject'], {
    message: 'must be createdAt or subject, or one of them with - before it',
  })
  sort?: string;

  /** Only this owner's; for those who see everybody's. */
  @IsOptional()
  @IsUUID('all', { message: 'must be a UUID' })
  ownerId?: string;
}
