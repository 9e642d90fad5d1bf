// The rules of a post's fields, wherever one is written.
import { headerProblemOf } from '../../../domain/header-text.js';
import { type FieldRule, isAtMost, isNotBlank, isText, isWellFormed } from '../../../http/field-rules.js';

const isOneLine: FieldRule = {
  code: 'bad_character',
  message: 'must not contain line breaks, control or direction characters',
  isMet: (value) => headerProblemOf(value as string) === null,
};

export const titleRules = [isText, isWellFormed, isNotBlank, isOneLine, isAtMost(200)];
export const contentRules = [isText, isWellFormed, isNotBlank, isAtMost(100_000)];
export const timeRules = [isText, isAtMost(50)];
