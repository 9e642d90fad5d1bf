import { IsOptional } from 'class-validator';
import { addressRules, isAtMost, isText, isWellFormed, Obeys } from '../../../http/field-rules.js';
import {
  isAttributes,
  isListOfTags,
  isOperatorCode,
  isPhone,
  isTimezone,
  nameRules,
} from './client-fields.js';

/** A client; email or phone is required. */
export class CreateClientDto {
  @IsOptional()
  @Obeys(...addressRules)
  email?: string | null;

  /** `7XXXXXXXXXX`: 7 and ten more digits. */
  @IsOptional()
  @Obeys(isPhone)
  phone?: string | null;

  /** 1 to 200 characters. */
  @Obeys(...nameRules)
  fullName: string;

  /** At most 2000 characters. */
  @IsOptional()
  @Obeys(isText, isWellFormed, isAtMost(2000))
  comment?: string | null;

  /** Three digits; without it, digits 2 to 4 of the phone. */
  @IsOptional()
  @Obeys(isOperatorCode)
  operatorCode?: string | null;

  /** Any labels, each up to 100 characters; at most 50. */
  @IsOptional()
  @Obeys(isListOfTags)
  tags?: string[] | null;

  /** A name of the IANA time zone database. */
  @IsOptional()
  @Obeys(isText, isTimezone)
  timezone?: string | null;

  /** Values for the slots `attributes.*` of messages. */
  @IsOptional()
  @Obeys(isAttributes)
  attributes?: Record<string, string | number | boolean | null> | null;
}
