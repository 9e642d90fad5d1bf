import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withGuard, withoutGuard } from './formula-safe.js';

describe('a cell', () => {
  it.each(['=1+1', '+7', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠a', "'=1"])(
    'with the text %j is guarded',
    (text) => expect(withGuard(text)).toBe(`'${text}`),
  );

  it.each(['', 'Anna', "'quoted'", "it's = 1", '7-926', "'"])('with the text %j stays as it is', (text) => {
    expect(withGuard(text)).toBe(text);
    expect(withoutGuard(text)).toBe(text);
  });

  it('gives back any text as it was', () => {
    const risky = string({ unit: constantFrom("'", '=', '+', '-', '@', '\t', '＝', 'a') });
    assert(
      property(risky, (text) => {
        expect(withoutGuard(withGuard(text))).toBe(text);
      }),
    );
  });
});
