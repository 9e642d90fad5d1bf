import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { emailAddressOrNull } from '../../../domain/email-address.js';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { addressRules, lineOf, newPasswordRules, phoneRules } from '../../users/dto/account-rules.js';

export class RegisterDto {
  /** Unique regardless of case. */
  @Transform(({ value }) => emailAddressOrNull(value) ?? value)
  @Obeys(...addressRules)
  email: string;

  /** 8 to 128 characters, not one of the passwords that are guessed first. */
  @Obeys(...newPasswordRules)
  password: string;

  @MayBeAbsent()
  @Obeys(...lineOf(200))
  fullName?: string;

  @IsOptional()
  @Obeys(...phoneRules)
  phone?: string | null;

  @IsOptional()
  @Obeys(...lineOf(100))
  country?: string | null;
}

/** The same for a new address and a taken one. */
export class RegisterResponse {
  /** Where a mail is on its way to. */
  email: string;

  /** Where it can be read while the development mail server takes every mail; else it is null. */
  inboxUrl: string | null;
}
