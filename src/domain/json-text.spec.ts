import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFaultOf, mostJsonLevels, mostJsonNames, mostJsonValues } from './json-text.js';

function objectWith(names: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, i) => [`name${i}`, i])));
}

it.each<[string, ReturnType<typeof jsonFaultOf>]>([
  ['{}', null],
  ['[]', null],
  ['""', null],
  ['0', null],
  ['null', null],
  ['{"a":1,"b":1}', null],
  ['{"a":{"a":1},"b":{"a":1}}', null],
  ['[{"a":1},{"a":1}]', null],
  ['{"a":"a","b":"a"}', null],
  ['{"a":["a","a"],"b":"b"}', null],
  ['{"a":[{"x":1},"x"],"x":1}', null],
  ['{"a":"{\\"a\\":1,\\"a\\":1}"}', null],
  ['{"a\\\\":1,"a":1}', null],
  ['{"a":1,"A":1}', null],
  ['{"":1," ":2}', null],
  ['{"a":1,"a":1}', { kind: 'duplicate_name', name: 'a' }],
  ['{"a":1,"b":{"c":[]},"a":1}', { kind: 'duplicate_name', name: 'a' }],
  ['{ "a" : 1 ,\n\t"\\u0061" : 2 }', { kind: 'duplicate_name', name: 'a' }],
  ['{"\\"":1,"\\u0022":2}', { kind: 'duplicate_name', name: '"' }],
  ['{"":1,"":2}', { kind: 'duplicate_name', name: '' }],
  ['[[{"x":0,"x":0}]]', { kind: 'duplicate_name', name: 'x' }],
  ['{"__proto__":1}', { kind: 'forbidden_name', name: '__proto__' }],
  ['[{"\\u005f_proto__":{}}]', { kind: 'forbidden_name', name: '__proto__' }],
  ['{"a":"__proto__"}', null],
  ['{"toString":1,"hasOwnProperty":2}', null],
  ['1e308', null],
  ['-1.5E-400', null],
  ['1e400', { kind: 'number_too_large' }],
  ['{"a":[-1e309]}', { kind: 'number_too_large' }],
  ['{"a":"1e400"}', null],
  ['9'.repeat(400), { kind: 'number_too_large' }],
  ['['.repeat(mostJsonLevels) + ']'.repeat(mostJsonLevels), null],
  ['['.repeat(mostJsonLevels + 1) + ']'.repeat(mostJsonLevels + 1), { kind: 'too_deep' }],
  ['{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), { kind: 'too_deep' }],
  [objectWith(mostJsonNames), null],
  [`[${objectWith(mostJsonNames)},${objectWith(mostJsonNames)}]`, null],
  [`[${'1,'.repeat(mostJsonValues - 1)}1]`, null],
  [`[${'1,'.repeat(mostJsonValues)}1]`, { kind: 'too_many_values' }],
  [objectWith(mostJsonNames + 1), { kind: 'too_many_names' }],
  [`{"a":"${'['.repeat(100)}"}`, null],
])('Finds in %.60s: %j', (text, expected) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
  expect(jsonFaultOf(text)).toEqual(expected);
});

it('Finds no fault in what JSON.stringify writes, however it is set', () => {
  const spaces = fc.constantFrom('', ' ', '\n\t');
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), spaces, (value, space) => {
      const text = JSON.stringify(value, null, space);
      const hasForbiddenName = /"__proto__"\s*:/.test(text);
      expect(jsonFaultOf(text) === null || hasForbiddenName).toBe(true);
    }),
  );
});

/** A value as it is written: objects as lists of names and values, in which names may come twice. */
type Written = string | number | null | { list: Written[] } | { members: [string, Written][] };

const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(
      fc.constantFrom('a', '"', '\\', '{', '1e400', ','),
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
    ),
    fc.record({ list: fc.array(tie('written'), { maxLength: 4 }) }),
    fc.record({
      members: fc.array(fc.tuple(fc.constantFrom('a', 'b', '"', '\\', 'é', '', 'a\\'), tie('written')), {
        maxLength: 4,
      }),
    }),
  ),
}));

const escaped = (name: string) =>
  `"${[...name].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;

function textOf(value: Written, nameText: (name: string) => string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if ('list' in value) return `[${value.list.map((one) => textOf(one, nameText)).join(' , ')}]`;
  return `{${value.members.map(([name, one]) => `${nameText(name)} :${textOf(one, nameText)}`).join(',')}}`;
}

function hasTwins(value: Written): boolean {
  if (value === null || typeof value !== 'object') return false;
  if ('list' in value) return value.list.some(hasTwins);
  const names = value.members.map(([name]) => name);
  return new Set(names).size < names.length || value.members.some(([, one]) => hasTwins(one));
}

it('Finds twins wherever they are, and nothing else, in plain and in escaped names', () => {
  fc.assert(
    fc.property(written, fc.infiniteStream(fc.boolean()), (value, coins) => {
      const text = textOf(value, (name) => (coins.next().value ? escaped(name) : JSON.stringify(name)));
      JSON.parse(text);
      expect(jsonFaultOf(text)?.kind ?? null).toBe(hasTwins(value) ? 'duplicate_name' : null);
    }),
    { numRuns: 1000 },
  );
});
