// The rules of a client's fields, wherever they come in.
import { isAttributeName } from '../../../domain/personalization.js';
import { isOperatorCode as isThreeDigits, isPhoneNumber } from '../../../domain/phone-number.js';
import { isTimezone as isKnownZone } from '../../../domain/wall-time.js';
import {
  addressRules,
  characterCount,
  FieldRule,
  isAtMost,
  isNotBlank,
  isOneLine,
  isStorableText,
  isText,
  isWellFormed,
} from '../../../http/field-rules.js';

const maxTags = 50;
const maxTagLength = 100;
const maxAttributes = 50;
const maxAttributeLength = 1000;

export const nameRules: FieldRule[] = [isText, isNotBlank, isAtMost(200), isOneLine];

export const isPhone: FieldRule = {
  code: 'phone_invalid',
  message: 'must be a string of the form 7XXXXXXXXXX: 7 and ten more digits',
  isMet: isPhoneNumber,
};

export const isOperatorCode: FieldRule = {
  code: 'operator_code_invalid',
  message: 'must be a string of three digits',
  isMet: isThreeDigits,
};

export const isTimezone: FieldRule = {
  code: 'ZONE_UNKNOWN',
  message: 'must be the name of a time zone such as Europe/Moscow',
  isMet: isKnownZone,
};

export const isListOfTags: FieldRule = {
  code: 'tags_invalid',
  message: `must be a list of at most ${maxTags} tags, each a string of 1 to ${maxTagLength} characters`,
  isMet: (value) => Array.isArray(value) && value.length <= maxTags && value.every(isTag),
};

function isTag(value: unknown): boolean {
  return isStorableText(value) && value.trim() !== '' && characterCount(value) <= maxTagLength;
}

export const isAttributes: FieldRule = {
  code: 'attributes_invalid',
  message:
    `must be a flat object of at most ${maxAttributes} names (up to 64 letters, digits, - and _), each with a string ` +
    `of at most ${maxAttributeLength} characters, a number, true, false or null`,
  isMet: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= maxAttributes &&
    Object.entries(value).every(([name, one]) => isAttributeName(name) && isAttributeValue(one)),
};

function isAttributeValue(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value) && characterCount(value) <= maxAttributeLength;
  return value === null || typeof value === 'boolean' || Number.isFinite(value);
}

/** Every field's rules in their order. */
export const clientRules = {
  email: addressRules,
  phone: [isPhone],
  fullName: nameRules,
  comment: [isText, isWellFormed, isAtMost(2000)],
  operatorCode: [isOperatorCode],
  tags: [isListOfTags],
  timezone: [isText, isTimezone],
  attributes: [isAttributes],
} satisfies Record<string, FieldRule[]>;
export type ClientField = keyof typeof clientRules;

/** The first rule that the value breaks, or null. */
export function brokenRuleOf(field: ClientField, value: unknown): FieldRule | null {
  return clientRules[field].find((rule) => !rule.isMet(value)) ?? null;
}
