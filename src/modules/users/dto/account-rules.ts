// The rules of an account's fields, wherever one is written.
import { emailAddressOrNull } from '../../../domain/email-address.js';
import { headerProblemOf } from '../../../domain/header-text.js';
import {
  isOnlyFewDigits,
  isPasswordLength,
  longestPassword,
  shortestPassword,
} from '../../../domain/password-rules.js';
import { isTimezone } from '../../../domain/wall-time.js';
import { type FieldRule, isAtMost, isText, isWellFormed } from '../../../http/field-rules.js';
import { isCommonPassword } from '../common-passwords.js';

const isOneLine: FieldRule = {
  code: 'bad_character',
  message: 'must not contain line breaks, control or direction characters',
  isMet: (value) => headerProblemOf(value as string) === null,
};

/** A line of text that may be empty. */
export function lineOf(characters: number): FieldRule[] {
  return [isText, isWellFormed, isOneLine, isAtMost(characters)];
}

const isEmailAddress: FieldRule = {
  code: 'bad_email',
  message: 'must be an e-mail address such as anna@example.com',
  isMet: (value) => emailAddressOrNull(value) !== null,
};
export const addressRules = [isText, isWellFormed, isEmailAddress];

/** A new password: any characters go, spaces too, only not one that is guessed at once. */
export const newPasswordRules: FieldRule[] = [
  isText,
  isWellFormed,
  {
    code: 'bad_password_length',
    message: `must have ${shortestPassword} to ${longestPassword} characters`,
    isMet: (value) => isPasswordLength(value as string),
  },
  {
    code: 'digits_only',
    message: 'must not be a number',
    isMet: (value) => !isOnlyFewDigits(value as string),
  },
  {
    code: 'common_password',
    message: 'is one of the passwords that are guessed first; choose another',
    isMet: (value) => !isCommonPassword(value as string),
  },
];

const phonePattern = /^\+?[0-9][0-9 ()-]{3,30}$/;
export const phoneRules: FieldRule[] = [
  isText,
  {
    code: 'bad_phone',
    message: 'must be a phone number such as 79161234567',
    isMet: (value) => phonePattern.test(value as string),
  },
];

export const timezoneRules: FieldRule[] = [
  isText,
  isAtMost(100),
  {
    code: 'unknown_zone',
    message: 'must be a time zone of the IANA list, such as Europe/Moscow',
    isMet: isTimezone,
  },
];
