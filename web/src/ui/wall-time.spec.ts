import { expect, it } from 'vitest';
import { readWallTime } from './wall-time';

it('A time is read as people write it, with two or four digits of the year', () => {
  const texts = [
    '31.12.2026 09:30',
    '31.12.26 09:30',
    ' 1.2.2027 7:05 ',
    '31.12.2026, 09:30',
    '2026-12-31T09:30',
  ];
  expect(texts.map(readWallTime)).toEqual([
    '2026-12-31T09:30',
    '2026-12-31T09:30',
    '2027-02-01T07:05',
    '2026-12-31T09:30',
    '2026-12-31T09:30',
  ]);
});

it('What is no time is none', () => {
  const texts = [
    '31.02.2033 10:00',
    '13.13.33 10:00',
    'abc',
    '31.12.2026',
    '31.12.2026 24:00',
    '29.02.2027 10:00',
    '',
  ];
  expect(texts.map(readWallTime)).toEqual(texts.map(() => null));
  expect(readWallTime('29.02.2028 10:00')).toBe('2028-02-29T10:00');
});
