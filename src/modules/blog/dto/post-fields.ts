// The rules of a post's fields, wherever one is written.
import { isAtMost, isNotBlank, isOneLine, isText, isWellFormed } from '../../../http/field-rules.js';

export const titleRules = [isText, isWellFormed, isNotBlank, isOneLine, isAtMost(200)];
export const contentRules = [isText, isWellFormed, isNotBlank, isAtMost(100_000)];
export const timeRules = [isText, isAtMost(50)];
