// What nobody sends by mistake alone: texts, numbers, times and shapes at the edges of what is allowed, and beyond.
import * as fc from 'fast-check';

const strangeTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800', // half of a character
  'x\udc00y',
  '\u202eevil\u202c', // right to left
  '\u200b\u200d\ufeff', // zero width
  '\u2028',
  'مرحبا',
  'e\u0301'.repeat(300),
  '😀'.repeat(500),
  'İıſK', // letters whose case is no pair
  '٣٤٥',
  "'; DROP TABLE users; --",
  "' OR '1'='1",
  '\\',
  '%',
  '_%_',
  '%00',
  '{{fullName',
  '{{constructor}}',
  '{{attributes.__proto__}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  'a\r\nBcc: someone@example.com',
  'null',
  'NaN',
  '-0',
  '1e400',
  '9'.repeat(400),
  'a'.repeat(300),
  'ﷺ'.repeat(2_000),
  'x'.repeat(100_000),
];

const strangeAddresses = [
  'a@b',
  '@example.com',
  'anna@',
  'anna@example.com\n',
  '"anna petrova"@example.com',
  'anna@[127.0.0.1]',
  'анна@пример.рф',
  'anna@xn--80akhbyknj4f',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b.'.repeat(200)}com`,
  'Anna <anna@example.com>',
  'anna@example.com,eva@example.com',
];

const strangeTimes = [
  '31.02.33 10:00',
  '13.13.33 10:00',
  '29.02.2032 23:59',
  '2030-02-30T10:00:00Z',
  '2030-03-14T25:00:00Z',
  '2030-03-14T09:30',
  '2016-12-31T23:59:60Z',
  '9999-12-31T23:59:59.999999999+14:00',
  '+275760-09-13T00:00:00Z',
  '+275760-09-13T00:00:01Z',
  '+999999-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '2030-03-14T09:30:00+24:00',
  '2031-03-30T02:30:00[Europe/Berlin]',
  '24:00',
  '9:5',
];

const strangeZones = ['Etc/GMT+12', 'Pacific/Apia', '+03:00', 'UTC+25', 'europe/moscow', 'Europe/Atlantis'];
const strangePhones = ['79265942750\n', '+79265942750', '7926594275', '٧٩٢٦٥٩٤٢٧٥٠', '7926594275a'];

/** Ids that are none, or nobody's. */
export const strangeIds = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01920000-0000-7000-8000-000000000000',
  '01920000-0000-7000-8000-00000000000G',
  '{01920000-0000-7000-8000-000000000000}',
  '01920000000070008000000000000000',
  '1',
  '-1',
  "1' OR '1'='1",
];

const strangeNumbers = [0, -0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 5e-324];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...strangeTexts) },
  { weight: 2, arbitrary: fc.constantFrom(...strangeAddresses) },
  { weight: 3, arbitrary: fc.constantFrom(...strangeTimes) },
  { weight: 1, arbitrary: fc.constantFrom(...strangeZones, ...strangePhones) },
  { weight: 1, arbitrary: fc.constantFrom(...strangeIds) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
);

const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 10, arbitrary: hostileText },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...strangeNumbers) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], [{}]) },
  { weight: 1, arbitrary: fc.integer({ min: 9, max: 500 }).map(nested) },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(...[1_001, 10_001].map(manyIds)) },
  { weight: 1, arbitrary: fc.dictionary(fc.string({ unit: 'binary', maxLength: 8 }), fc.jsonValue()) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

function manyIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    return `01920000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
  });
}
