import { OmitType, PartialType } from '@nestjs/swagger';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { nameRules } from './client-fields.js';
import { CreateClientDto } from './create-client.dto.js';

/** What changes; what is left out stays, null clears. */
export class UpdateClientDto extends PartialType(OmitType(CreateClientDto, ['fullName'])) {
  /** 1 to 200 characters. */
  @MayBeAbsent()
  @Obeys(...nameRules)
  fullName?: string;
}
