import { Transform, Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import {
  channelNames,
  type ChannelName,
  periodicities,
  type Periodicity,
  uncertainPolicies,
  type UncertainPolicy,
} from '../../../domain/mailing-status.js';
import { type FieldRule, isAtMost, isNotBlank, isText, isWellFormed } from '../../../http/field-rules.js';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { isUuid } from '../../../http/id.pipe.js';
import { AudienceDto, hasOneKind, isPlainObject } from './audience.dto.js';

export const isId: FieldRule = { code: 'bad_id', message: 'must be the id of a message', isMet: isUuid };

const isTimeOfDay: FieldRule = {
  code: 'bad_time_of_day',
  message: 'must be a time such as 09:00',
  isMet: (value) => typeof value === 'string' && /^([01][0-9]|2[0-3]):[0-5][0-9](?!\n)$/.test(value),
};

const isNotEmptyWindow: FieldRule = {
  code: 'window_empty',
  message: 'must not end when it begins',
  isMet: (value) => (value as LocalWindowDto).from !== (value as LocalWindowDto).to,
};

export function IsOneOf(values: readonly string[]) {
  return IsIn([...values], {
    message: `must be one of ${values.join(', ')}`,
    context: { code: 'unknown_value' },
  });
}

/** Hours of the client's own day; may run overnight. */
export class LocalWindowDto {
  /** `HH:mm` */
  @Obeys(isTimeOfDay)
  from: string;

  /** `HH:mm` */
  @Obeys(isTimeOfDay)
  to: string;
}

export class CreateMailingDto {
  /** For finding it again. */
  @IsOptional()
  @Obeys(isText, isWellFormed, isNotBlank, isAtMost(200))
  name?: string | null;

  /** One of the owner's messages. */
  @Transform(({ value }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @Obeys(isId)
  messageId: string;

  @MayBeAbsent()
  @IsOneOf(channelNames)
  channel?: ChannelName;

  @Obeys(isPlainObject, hasOneKind)
  @ValidateNested()
  @Type(() => AudienceDto)
  audience: AudienceDto;

  /** ISO 8601, or `DD.MM.YY HH:mm` in the time zone; null: only by hand. */
  @IsOptional()
  @Obeys(isText)
  startAt?: string | null;

  /** ISO 8601, or `DD.MM.YY HH:mm` in the time zone; null: no end. */
  @IsOptional()
  @Obeys(isText)
  endAt?: string | null;

  /** IANA name, such as `Europe/Moscow`. */
  @MayBeAbsent()
  @Obeys(isText)
  timezone?: string;

  @MayBeAbsent()
  @IsOneOf(periodicities)
  periodicity?: Periodicity;

  @IsOptional()
  @Obeys(isPlainObject, isNotEmptyWindow)
  @ValidateNested()
  @Type(() => LocalWindowDto)
  localWindow?: LocalWindowDto | null;

  /** What happens to a delivery of which nobody can know whether it arrived. */
  @MayBeAbsent()
  @IsOneOf(uncertainPolicies)
  uncertainPolicy?: UncertainPolicy;
}
