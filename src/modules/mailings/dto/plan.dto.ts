import { PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min, ValidateNested } from 'class-validator';
import { channelNames, type ChannelName } from '../../../domain/mailing-status.js';
import { isText, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { AudienceDto, hasOneKind, isPlainObject } from './audience.dto.js';
import { CreateMailingDto, IsOneOf } from './create-mailing.dto.js';

export class PreviewAudienceDto {
  @Obeys(isPlainObject, hasOneKind)
  @ValidateNested()
  @Type(() => AudienceDto)
  audience: AudienceDto;

  /** Clients that the channel cannot reach are left out. */
  @MayBeAbsent()
  @IsOneOf(channelNames)
  channel?: ChannelName;
}

export class PreviewScheduleDto extends PickType(CreateMailingDto, [
  'endAt',
  'timezone',
  'periodicity',
] as const) {
  /** ISO 8601, or `DD.MM.YY HH:mm` in the time zone. */
  @Obeys(isText)
  startAt: string;

  /** How many firings to show, 1 to 100. */
  @MayBeAbsent()
  @IsInt({ message: 'must be a whole number from 1 to 100' })
  @Min(1, { message: 'must be at least 1' })
  @Max(100, { message: 'must be at most 100' })
  count?: number = 5;
}
