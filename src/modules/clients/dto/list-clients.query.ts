import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { isAtMost, isNotBlank, isText, isWellFormed, Obeys } from '../../../http/field-rules.js';
import { PageQuery } from '../../../http/page.dto.js';
import { isOperatorCode } from './client-fields.js';

export class ClientFacetsQuery {
  /** Only this owner's; for those who see everybody's. */
  @IsOptional()
  @IsUUID('all', { message: 'must be a UUID' })
  ownerId?: string;
}

export class ListClientsQuery extends PageQuery {
  /** Part of the name, the address or the phone, whatever the case. */
  @IsOptional()
  @Obeys(isText, isWellFormed, isAtMost(254))
  search?: string;

  /** Order of the list; `-` reverses it. */
  @IsOptional()
  @IsIn(['createdAt', '-createdAt', 'fullName', '-fullName', 'email', '-email'], {
    message: 'must be createdAt, fullName or email, or one of them with - before it',
  })
  sort?: string;

  /** Only clients with exactly this tag. */
  @IsOptional()
  @Obeys(isText, isWellFormed, isNotBlank, isAtMost(100))
  tag?: string;

  /** Only clients with this operator code: three digits. */
  @IsOptional()
  @Obeys(isOperatorCode)
  operatorCode?: string;

  /** Only this owner's; for those who see everybody's. */
  @IsOptional()
  @IsUUID('all', { message: 'must be a UUID' })
  ownerId?: string;
}
