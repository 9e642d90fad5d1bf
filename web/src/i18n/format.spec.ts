import { expect, it } from 'vitest';
import { formatIn } from './format';

const [ru, en] = [formatIn('ru'), formatIn('en')];
/** Intl puts spaces that do not break; a reader of this file sees no difference. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

it('A time names its zone by its offset, in the zone that is asked for', () => {
  const iso = '2026-12-31T06:30:00.000Z';
  expect(plain(ru.time(iso, 'Europe/Moscow'))).toBe('чт, 31.12.2026, 09:30 GMT+3');
  expect(plain(ru.time(iso, 'Asia/Tokyo'))).toBe('чт, 31.12.2026, 15:30 GMT+9');
  expect(plain(en.time(iso, 'Europe/Moscow'))).toBe('Thu, 31/12/2026, 09:30 GMT+3');
  expect(plain(ru.exactTime('2026-12-31T06:30:05.123Z', 'Europe/Moscow'))).toContain('09:30:05,123 GMT+3');
});

it('Sizes, durations and distances have their units', () => {
  expect(plain(ru.size(1_572_864))).toBe('1,5 МБ');
  expect(plain(ru.size(0))).toBe('0 Б');
  expect(plain(ru.duration(850))).toBe('850 мс');
  expect(plain(ru.duration(125_000))).toBe('2 мин 5 с');
  expect(plain(ru.fromNow('2026-01-01T00:05:00Z', Date.parse('2026-01-01T00:00:00Z')))).toBe('через 5 минут');
  expect(plain(en.number(1_234_567))).toBe('1,234,567');
});
