import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../../http/page.dto.js';

export class ListContactsQuery extends PageQuery {
  /** `createdAt` or `-createdAt`, the default. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  sort?: string;
}
