import { Transform } from 'class-transformer';
import { ValidateIf } from 'class-validator';
import { emailAddressOrNull } from '../../../domain/email-address.js';
import {
  addressRules,
  type FieldRule,
  isAtMost,
  isNotBlank,
  isOneLine,
  isText,
  isWellFormed,
  MayBeAbsent,
  Obeys,
} from '../../../http/field-rules.js';

const isGiven: FieldRule = {
  code: 'contact_missing',
  message: 'an e-mail address or a phone is required',
  isMet: (value) => value !== undefined,
};

const phoneShape = /^\+?[0-9][0-9 ()-]{3,30}$/;
const isPhone: FieldRule = {
  code: 'bad_phone',
  message: 'must be a phone number such as +7 916 123-45-67',
  isMet: (value) => phoneShape.test(value as string),
};

export class CreateContactDto {
  /** 1 to 100 characters in one line. */
  @Obeys(isText, isWellFormed, isNotBlank, isOneLine, isAtMost(100))
  name: string;

  /** 1 to 5000 characters. */
  @Obeys(isText, isWellFormed, isNotBlank, isAtMost(5000))
  message: string;

  /** Where to answer; required without a phone. */
  @ValidateIf(({ email, phone }: CreateContactDto) => email !== undefined || phone === undefined)
  @Transform(({ value }) => emailAddressOrNull(value) ?? value)
  @Obeys(isGiven, ...addressRules)
  email?: string;

  /** Digits, with spaces, brackets and hyphens as people write them. */
  @MayBeAbsent()
  @Obeys(isText, isPhone)
  phone?: string;
}
