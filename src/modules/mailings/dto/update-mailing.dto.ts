import { PartialType } from '@nestjs/swagger';
import { CreateMailingDto } from './create-mailing.dto.js';

/** Fields that are left out stay as they are. */
export class UpdateMailingDto extends PartialType(CreateMailingDto, { skipNullProperties: false }) {}
