import { IsOptional } from 'class-validator';
import { Obeys } from '../../../http/field-rules.js';
import { bodyRules, subjectRules } from './message-fields.js';

/** A message; html or text is required. Slots: fullName, email, phone, operatorCode, unsubscribeUrl, attributes.*. */
export class CreateMessageDto {
  /** 1 to 250 characters on one line; may have slots. */
  @Obeys(...subjectRules)
  subject: string;

  /** At most 1 MB; values in slots are escaped. */
  @IsOptional()
  @Obeys(...bodyRules)
  html?: string | null;

  /** At most 1 MB. */
  @IsOptional()
  @Obeys(...bodyRules)
  text?: string | null;
}
