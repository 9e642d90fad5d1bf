// Text that becomes part of a mail header: subjects and names.
import { unsafeCharacters } from './safe-text.js';

export type HeaderProblem = 'HEADER_CONTROL_CHAR';

/** Why the text cannot stand in a header (RFC 5322 section 2.2: no CR, LF or other control), or null when it can. */
export function headerProblemOf(text: string): HeaderProblem | null {
  return text.search(unsafeCharacters) === -1 ? null : 'HEADER_CONTROL_CHAR';
}

/** The text with every character that may not stand in a header replaced by a space. */
export function escapeHeader(text: string): string {
  return text.replace(unsafeCharacters, ' ');
}
