import { Transform } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import { emailAddressOrNull } from '../../../domain/email-address.js';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { languages, type Language } from '../user.entity.js';
import { addressRules, lineOf, phoneRules, timezoneRules } from './account-rules.js';

/** What is left out stays; null clears a field that may be empty. */
export class UpdateMeDto {
  @MayBeAbsent()
  @Obeys(...lineOf(200))
  fullName?: string;

  /** A new address: it takes the place of the old one when the mail to it has been confirmed. */
  @MayBeAbsent()
  @Transform(({ value }) => emailAddressOrNull(value) ?? value)
  @Obeys(...addressRules)
  email?: string;

  @IsOptional()
  @Obeys(...phoneRules)
  phone?: string | null;

  @IsOptional()
  @Obeys(...lineOf(100))
  country?: string | null;

  @MayBeAbsent()
  @IsIn(languages, {
    message: `must be one of ${languages.join(', ')}`,
    context: { code: 'unknown_language' },
  })
  language?: Language;

  @IsOptional()
  @Obeys(...timezoneRules)
  timezone?: string | null;
}
