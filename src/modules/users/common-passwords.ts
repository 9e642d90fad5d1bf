// The passwords that everybody tries first (ASVS 5.0, 6.2.4 and 6.2.12).
import { dictionary } from '@zxcvbn-ts/language-common';

const known = new Set(Object.values(dictionary).flat());

/** Is it on the list of leaked and much used passwords, in whatever case? */
export function isCommonPassword(password: string): boolean {
  return known.has(password.normalize('NFKC').toLowerCase());
}
