import { OmitType } from '@nestjs/swagger';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { CreateMessageDto } from './create-message.dto.js';
import { subjectRules } from './message-fields.js';

/** What changes; what is left out stays, null clears html or text. */
export class UpdateMessageDto extends OmitType(CreateMessageDto, ['subject']) {
  /** 1 to 250 characters on one line; may have slots. */
  @MayBeAbsent()
  @Obeys(...subjectRules)
  subject?: string;
}
