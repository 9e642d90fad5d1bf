// What JSON.parse lets pass although two readers may read it differently (RFC 8259, section 4; RFC 7493, section 2):
// names that come twice, numbers that become Infinity; and shapes that cost their readers more than their length.
// One look at each character.

export interface JsonFault {
  kind:
    | 'duplicate_name'
    | 'too_many_names'
    | 'too_many_values'
    | 'too_deep'
    | 'number_too_large'
    | 'forbidden_name';
  /** The name, as it reads once its escapes are undone. */
  name?: string;
}

/** No body of the API nests half as deep. */
export const mostJsonLevels = 32;

/** Names of one object. What turns bodies into DTOs compares each with all before it: 100,000 take it ten seconds. */
export const mostJsonNames = 200;

/** Values in all. The longest list of the API has 10,000. */
export const mostJsonValues = 100_000;

const quote = 0x22;
const backslash = 0x5c;
const [comma, colon, minus] = [0x2c, 0x3a, 0x2d];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** The first fault of a text that JSON.parse accepts; null where there is none. */
export function jsonFaultOf(text: string): JsonFault | null {
  /** The names seen of each object that is open, null for a list; the innermost is last. */
  const open: (Set<string> | null)[] = [];
  let isNameNext = false;
  let commas = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (isNameNext && names) {
        const name = nameIn(text.slice(at, end + 1));
        if (name === '__proto__') return { kind: 'forbidden_name', name };
        if (names.has(name)) return { kind: 'duplicate_name', name };
        if (names.size >= mostJsonNames) return { kind: 'too_many_names' };
        names.add(name);
      }
      at = end;
    } else if (code === openBrace || code === openBracket) {
      if (open.length >= mostJsonLevels) return { kind: 'too_deep' };
      open.push(code === openBrace ? new Set() : null);
      isNameNext = code === openBrace;
    } else if (code === closeBrace || code === closeBracket) {
      open.pop();
    } else if (code === comma) {
      if ((commas += 1) >= mostJsonValues) return { kind: 'too_many_values' };
      isNameNext = open.at(-1) !== null;
    } else if (code === colon) {
      isNameNext = false;
    } else if (code === minus || isDigit(code)) {
      const end = endOfNumber(text, at);
      if (!Number.isFinite(Number(text.slice(at, end)))) return { kind: 'number_too_large' };
      at = end - 1;
    }
  }
  return null;
}

/** Where the string that begins at `from` has its closing quote. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === quote || at >= text.length) return at;
  }
}

function nameIn(quoted: string): string {
  return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}

function endOfNumber(text: string, from: number): number {
  let at = from + 1;
  while (isPartOfNumber(text.charCodeAt(at))) at += 1;
  return at;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** Digits, `+ - .` and `e E`. */
function isPartOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2b || code === minus || code === 0x2e || code === 0x45 || code === 0x65;
}
