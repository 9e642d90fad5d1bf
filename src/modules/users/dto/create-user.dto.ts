import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import { roles, type Role } from '../../../domain/access-policy.js';
import { emailAddressOrNull } from '../../../domain/email-address.js';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { addressRules, lineOf, newPasswordRules } from './account-rules.js';

export class CreateUserDto {
  /** Unique regardless of case. */
  @Transform(({ value }) => emailAddressOrNull(value) ?? value)
  @Obeys(...addressRules)
  email: string;

  @MayBeAbsent()
  @IsIn(roles, { message: `must be one of ${roles.join(', ')}`, context: { code: 'unknown_role' } })
  role?: Role = 'user';

  @MayBeAbsent()
  @Obeys(...lineOf(200))
  fullName?: string;

  /** 8 to 128 characters. Without one an invitation is mailed. */
  @MayBeAbsent()
  @Obeys(...newPasswordRules)
  password?: string;
}
