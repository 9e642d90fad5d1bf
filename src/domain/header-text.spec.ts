import { describe, expect, it } from 'vitest';
import { escapeHeader, headerProblemOf } from './header-text.js';

describe('Text of a header', () => {
  it.each(['', 'Hello', 'Привет, мир!', '日本語', 'été 👩‍👩‍👧 €', 'שלום', 'a'.repeat(10_000)])(
    '%j may stand',
    (text) => {
      expect(headerProblemOf(text)).toBeNull();
      expect(escapeHeader(text)).toBe(text);
    },
  );

  it.each([
    ['CR LF', 'x\r\nBcc: e@z.de', 'x  Bcc: e@z.de'],
    ['CR', 'x\ry', 'x y'],
    ['LF', 'x\n', 'x '],
    ['NUL', 'x\0y', 'x y'],
    ['tab', 'x\ty', 'x y'],
    ['escape', 'x\u001B[31m', 'x [31m'],
    ['DEL', 'x\u007Fy', 'x y'],
    ['C1', 'x\u0085y', 'x y'],
    ['line separator', 'x\u2028y', 'x y'],
    ['right-to-left override', 'x\u202Egpj.exe', 'x gpj.exe'],
    ['isolate', 'x\u2066y\u2069', 'x y '],
    ['Arabic letter mark', 'x\u061Cy', 'x y'],
    ['half of a pair', 'x\uD83Dy', 'x y'],
    ['the other half', 'x\uDE00', 'x '],
  ])('%s may not', (_, text, escaped) => {
    expect(headerProblemOf(text)).toBe('HEADER_CONTROL_CHAR');
    expect(escapeHeader(text)).toBe(escaped);
    expect(headerProblemOf(escaped)).toBeNull();
  });
});
