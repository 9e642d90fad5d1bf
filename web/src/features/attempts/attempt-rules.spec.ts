import { expect, it } from 'vitest';
import { exportPath, instantOf, wallTimeOf, wordsOf } from './attempt-rules';

it('A time of this clock goes into the address as an instant, and comes back the same', () => {
  const instant = instantOf('2026-12-31T09:30');
  expect(instant).toBe(new Date(2026, 11, 31, 9, 30).toISOString());
  expect(wallTimeOf(instant)).toBe('2026-12-31T09:30');
  expect([instantOf(null), instantOf('abc'), wallTimeOf(undefined), wallTimeOf('abc')]).toEqual([
    undefined,
    undefined,
    null,
    null,
  ]);
});

it('The file has the rows of the filter', () => {
  expect(exportPath({})).toBe('/api/v1/attempts/export');
  expect(exportPath({ status: 'fail', from: '2026-01-01T00:00:00.000Z' })).toBe(
    '/api/v1/attempts/export?status=fail&from=2026-01-01T00%3A00%3A00.000Z',
  );
});

it('What the server said stands on one line', () => {
  expect(wordsOf({ reply: '250-a\r\n250 b', error: null })).toBe('250-a 250 b');
  expect(wordsOf({ reply: null, error: 'connect ECONNREFUSED' })).toBe('connect ECONNREFUSED');
});
