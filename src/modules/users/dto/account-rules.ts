// The rules of an account's fields, wherever one is written.
import { parseEmailAddress } from '../../../domain/email-address.js';
import { characterCount, type FieldRule, isAtMost, isText, isWellFormed } from '../../../http/field-rules.js';
import { longestPassword, shortestPassword } from '../passwords.js';

const isOneLine: FieldRule = {
  code: 'bad_character',
  message: 'must not contain line breaks, control or direction characters',
  isMet: (value) => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(value as string),
};

/** A line of text that may be empty. */
export function lineOf(characters: number): FieldRule[] {
  return [isText, isWellFormed, isOneLine, isAtMost(characters)];
}

const isEmailAddress: FieldRule = {
  code: 'bad_email',
  message: 'must be an e-mail address such as anna@example.com',
  isMet: (value) => parseEmailAddress(value as string) !== null,
};
export const addressRules = [isText, isWellFormed, isEmailAddress];

/** A new password. Any characters go, spaces too; none are cut off. */
export const newPasswordRules: FieldRule[] = [
  isText,
  isWellFormed,
  {
    code: 'too_short',
    message: `must have at least ${shortestPassword} characters`,
    isMet: (value) => characterCount(value as string) >= shortestPassword,
  },
  isAtMost(longestPassword),
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
    isMet: (value) => isTimeZone(value as string),
  },
];

/** `Area/City` or UTC: offsets and old abbreviations name no place whose clock can be followed. */
function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format();
    return true;
  } catch {
    return false;
  }
}
