import { IsIn, IsOptional } from 'class-validator';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { languages, type Language } from '../user.entity.js';
import { lineOf, phoneRules, timezoneRules } from './account-rules.js';

/** What is left out stays; null clears a field that may be empty. */
export class UpdateMeDto {
  @MayBeAbsent()
  @Obeys(...lineOf(200))
  fullName?: string;

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
