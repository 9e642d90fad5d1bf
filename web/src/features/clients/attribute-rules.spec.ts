import { expect, it } from 'vitest';
import { attributesOf, rowsOf } from './attribute-rules';

it('Untouched values keep their kind, and numbers stay numbers while they are some', () => {
  const stored = { city: 'Казань', visits: 3, vip: true, note: null };
  const rows = rowsOf(stored);
  expect(attributesOf(rows)).toEqual(stored);
  const typed = rows.map((row) => ({
    ...row,
    value: { city: 'Уфа', visits: '4', vip: 'false' }[row.name] ?? '',
  }));
  expect(attributesOf(typed)).toEqual({ city: 'Уфа', visits: 4, vip: false, note: null });
  expect(attributesOf([{ ...rows[1]!, value: 'много' }])).toEqual({ visits: 'много' });
});

it('Empty rows are none', () => {
  expect(attributesOf([{ key: 1, name: ' ', value: '' }])).toEqual({});
});
