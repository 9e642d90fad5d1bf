import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { roles, type Role } from '../../../domain/access-policy.js';
import { isAtMost, isText, isWellFormed, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { PageQuery } from '../../../http/page.dto.js';
import { userStatuses, type UserStatus } from '../user-status.js';

export class ListUsersQuery extends PageQuery {
  /** A part of the address or the name, in any case. */
  @MayBeAbsent()
  @Obeys(isText, isWellFormed, isAtMost(200))
  search?: string;

  /** Only these, up to 200 ids with commas between them. */
  @MayBeAbsent()
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray({ message: 'must be ids with commas between them' })
  @ArrayMaxSize(200, { message: 'must be at most 200 ids', context: { code: 'too_many' } })
  @IsUUID('all', { each: true, message: 'must be UUIDs', context: { code: 'bad_id' } })
  ids?: string[];

  @MayBeAbsent()
  @IsIn(roles, { message: `must be one of ${roles.join(', ')}`, context: { code: 'unknown_role' } })
  role?: Role;

  @MayBeAbsent()
  @IsIn(userStatuses, {
    message: `must be one of ${userStatuses.join(', ')}`,
    context: { code: 'unknown_status' },
  })
  status?: UserStatus;

  /** `createdAt`, `email`, `fullName`, or with a minus for the other direction; default `-createdAt`. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  sort?: string;
}
