// The passwords that everybody tries first (ASVS 5.0, 6.2.4 and 6.2.12).
import { dictionary } from '@zxcvbn-ts/language-common';
import { isPasswordLength } from '../../domain/password-rules.js';

/** Shorter ones are refused for that already. */
const known = new Set(Object.values(dictionary).flatMap((words) => words.filter(isPasswordLength)));

/** Is it on the list of leaked and much used passwords, in whatever case? */
export function isCommonPassword(password: string): boolean {
  return known.has(password.normalize('NFKC').toLowerCase());
}
