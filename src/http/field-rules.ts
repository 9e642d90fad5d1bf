// Rules for single fields of a request, each with the code and the sentence that `errors[]` shows.
import { ValidateBy, ValidateIf } from 'class-validator';
import { EmailAddressError, parseEmailAddress, type EmailAddressErrorCode } from '../domain/email-address.js';
import { headerProblemOf } from '../domain/header-text.js';

/** One rule. A rule that reads the value as text may count on the rules before it having passed. */
export interface FieldRule {
  code: string;
  message: string;
  isMet(value: unknown): boolean;
}

/** The field's rules in their order; only the first that fails is told. */
export function Obeys(...rules: FieldRule[]): PropertyDecorator {
  return (target, property) => {
    for (const [index, rule] of rules.entries()) {
      const isMet = (value: unknown) =>
        rules.slice(0, index).every((earlier) => earlier.isMet(value)) ? rule.isMet(value) : true;
      ValidateBy(
        { name: rule.code, validator: { validate: isMet, defaultMessage: () => rule.message } },
        { context: { code: rule.code } },
      )(target, property);
    }
  };
}

/** The field may be left out, but null is not a value of it. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

const loneSurrogate = /\p{Surrogate}/u;

/** Text that PostgreSQL and UTF-8 can hold: without NUL and without half a surrogate pair. */
export function isStorableText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0') && !loneSurrogate.test(value);
}

/** How many characters people see as one: an emoji outside the basic plane is one. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export const isText: FieldRule = {
  code: 'not_text',
  message: 'must be a string',
  isMet: (value) => typeof value === 'string',
};

export const isWellFormed: FieldRule = {
  code: 'bad_character',
  message: 'must not contain NUL or broken Unicode',
  isMet: isStorableText,
};

export const isNotBlank: FieldRule = {
  code: 'empty',
  message: 'must not be empty',
  isMet: (value) => (value as string).trim() !== '',
};

export function isAtMost(characters: number, code = 'too_long'): FieldRule {
  return {
    code,
    message: `must be at most ${characters} characters`,
    isMet: (value) => characterCount(value as string) <= characters,
  };
}

/** For what ends up in the header of a letter: subjects and names. */
export const isOneLine: FieldRule = {
  code: 'HEADER_CONTROL_CHAR',
  message: 'must not contain line breaks, control characters, marks of text direction or broken Unicode',
  isMet: (value) => headerProblemOf(value as string) === null,
};

/** An address that letters can be sent to; it is stored as `parseEmailAddress` spells it. */
export const addressRules: FieldRule[] = [
  isText,
  {
    code: 'EMAIL_TOO_LONG',
    message: 'must have at most 64 characters before the @, 63 between dots, and 254 in all',
    isMet: (value) => addressProblemOf(value) !== 'EMAIL_TOO_LONG',
  },
  {
    code: 'SMTPUTF8_UNSUPPORTED',
    message: 'must have only ASCII characters before the @',
    isMet: (value) => addressProblemOf(value) !== 'SMTPUTF8_UNSUPPORTED',
  },
  {
    code: 'EMAIL_INVALID',
    message: 'must be an e-mail address such as anna@example.com',
    isMet: (value) => addressProblemOf(value) === null,
  },
];

/** Each rule above asks about the same value in turn; a file of a million addresses feels the difference. */
let lastAnswer: { value: unknown; problem: EmailAddressErrorCode | null } | undefined;

function addressProblemOf(value: unknown): EmailAddressErrorCode | null {
  if (lastAnswer?.value !== value) lastAnswer = { value, problem: findAddressProblem(value) };
  return lastAnswer!.problem;
}

function findAddressProblem(value: unknown): EmailAddressErrorCode | null {
  try {
    parseEmailAddress(value);
    return null;
  } catch (error) {
    if (error instanceof EmailAddressError) return error.code;
    throw error;
  }
}
