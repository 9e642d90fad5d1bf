import { describe, expect, it } from 'vitest';
import { isTimezone, parseTime, WallTimeError } from './wall-time.js';

const read = (text: unknown, timezone = 'Europe/Moscow') => new Date(parseTime(text, timezone)).toISOString();

describe('A time with an offset is the same in every zone', () => {
  it.each([
    ['2027-03-14T09:30:00Z', '2027-03-14T09:30:00.000Z'],
    ['2027-03-14T09:30Z', '2027-03-14T09:30:00.000Z'],
    ['2027-03-14T09:30:15.250Z', '2027-03-14T09:30:15.250Z'],
    ['2027-03-14T09:30:15.5Z', '2027-03-14T09:30:15.500Z'],
    ['2027-03-14T09:30:15.123456789Z', '2027-03-14T09:30:15.123Z'],
    ['2027-03-14T09:30+03:00', '2027-03-14T06:30:00.000Z'],
    ['2027-03-14T09:30-0330', '2027-03-14T13:00:00.000Z'],
    ['2027-03-14T09:30+03', '2027-03-14T06:30:00.000Z'],
    ['1970-01-01T00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s', (text, expected) => {
    expect(read(text, 'America/New_York')).toBe(expected);
    expect(read(text, 'Asia/Tokyo')).toBe(expected);
  });
});

describe('A time without an offset is read on the wall clock of the zone', () => {
  it.each([
    ['11.11.33 15:00', 'Europe/Moscow', '2033-11-11T12:00:00.000Z'],
    ['11.11.2033 15:00', 'Europe/Moscow', '2033-11-11T12:00:00.000Z'],
    ['11.11.23 15:00', 'Europe/Moscow', '2023-11-11T12:00:00.000Z'],
    ['29.02.28 00:00', 'UTC', '2028-02-29T00:00:00.000Z'],
    ['2033-11-11T15:00', 'Europe/Moscow', '2033-11-11T12:00:00.000Z'],
    ['2033-11-11 15:00:30', 'Europe/Moscow', '2033-11-11T12:00:30.000Z'],
    ['2027-03-14T02:30', 'America/New_York', '2027-03-14T07:30:00.000Z'],
    ['2027-11-07T01:30', 'America/New_York', '2027-11-07T05:30:00.000Z'],
    ['2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-02T15:45:00.000Z'],
    ['30.04.27 00:00', 'Africa/Cairo', '2027-04-29T22:00:00.000Z'],
  ])('%s in %s', (text, timezone, expected) => {
    expect(read(text, timezone)).toBe(expected);
  });
});

describe('What is not a time is refused', () => {
  const codeOf = (text: unknown, timezone = 'Europe/Moscow') => {
    try {
      return `read as ${read(text, timezone)}`;
    } catch (error) {
      return error instanceof WallTimeError ? error.code : error;
    }
  };

  it.each([
    ['31.02.33 10:00', 'DATE_INVALID'],
    ['13.13.33 10:00', 'DATE_INVALID'],
    ['00.01.33 10:00', 'DATE_INVALID'],
    ['01.00.33 10:00', 'DATE_INVALID'],
    ['29.02.27 10:00', 'DATE_INVALID'],
    ['2027-02-30T10:00', 'DATE_INVALID'],
    ['2027-02-30T10:00Z', 'DATE_INVALID'],
    ['2027-02-30T10:00+03:00', 'DATE_INVALID'],
    ['1969-12-31T23:59:59Z', 'DATE_INVALID'],
    ['1970-01-01T00:00+01:00', 'DATE_INVALID'],
    ['0000-01-01T00:00Z', 'DATE_INVALID'],
    ['9999-12-31T23:59-01:00', 'DATE_INVALID'],
    ['abc', 'TIME_INVALID'],
    ['', 'TIME_INVALID'],
    ['25:00', 'TIME_INVALID'],
    ['11.11.33 25:00', 'TIME_INVALID'],
    ['11.11.33 24:00', 'TIME_INVALID'],
    ['11.11.33 10:60', 'TIME_INVALID'],
    ['11.11.33 10:00:00', 'TIME_INVALID'],
    ['11.11.33  10:00', 'TIME_INVALID'],
    ['11.11.333 10:00', 'TIME_INVALID'],
    ['1.1.33 10:00', 'TIME_INVALID'],
    ['11.11.33', 'TIME_INVALID'],
    ['11.11.33 10:00\n', 'TIME_INVALID'],
    [' 11.11.33 10:00', 'TIME_INVALID'],
    ['١١.١١.٣٣ ١٠:٠٠', 'TIME_INVALID'],
    ['2027-03-14', 'TIME_INVALID'],
    ['2027-03-14T24:00Z', 'TIME_INVALID'],
    ['2027-03-14T10:00:60Z', 'TIME_INVALID'],
    ['2027-03-14T10:00+24:00', 'TIME_INVALID'],
    ['2027-03-14T10:00+03:60', 'TIME_INVALID'],
    ['2027-03-14T10:00[Europe/Moscow]', 'TIME_INVALID'],
    ['+012027-03-14T10:00Z', 'TIME_INVALID'],
    ['1e400', 'TIME_INVALID'],
    [1_800_000_000_000, 'TIME_INVALID'],
    [null, 'TIME_INVALID'],
    [undefined, 'TIME_INVALID'],
    [['11.11.33 10:00'], 'TIME_INVALID'],
    [{}, 'TIME_INVALID'],
  ])('%j: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('An unknown zone is refused too', () => {
    expect(codeOf('11.11.33 10:00', 'Foo/Bar')).toBe('ZONE_UNKNOWN');
  });
});

describe('A time zone is the name of an IANA zone', () => {
  it.each([
    'Europe/Moscow',
    'UTC',
    'GMT',
    'Asia/Calcutta',
    'Asia/Kolkata',
    'Europe/Kyiv',
    'US/Eastern',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'Etc/GMT+3',
    'Australia/Lord_Howe',
  ])('%s is one', (name) => {
    expect(isTimezone(name)).toBe(true);
  });

  it.each([
    'EST5EDT',
    'EST',
    'CET',
    '+03:00',
    '-05',
    'Foo/Bar',
    'Europe/Atlantis',
    'Europe/',
    'Europe/Moscow\n',
    ' Europe/Moscow',
    '2020-01-01T00:00[Europe/Moscow]',
    'Z',
    '',
    'a'.repeat(1_000_000),
    null,
    undefined,
    3,
    {},
    ['Europe/Moscow'],
  ])('%j is none', (name) => {
    expect(isTimezone(name)).toBe(false);
  });

  it('Every zone of this machine that is a place is one', () => {
    const places = Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/'));
    expect(places.filter((name) => !isTimezone(name))).toEqual([]);
    expect(places.length).toBeGreaterThan(300);
  });
});
