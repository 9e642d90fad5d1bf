import { expect, it } from 'vitest';
import type { Mailing } from '../mailing-rules';
import {
  audienceOf,
  bodyOf,
  changesOf,
  draftOf,
  emptyDraft,
  gapsOf,
  leftOver,
  localDay,
  momentOf,
  onSameDay,
  wallTimeIn,
} from './draft-rules';

const moscow = 'Europe/Moscow';
const ready = { ...emptyDraft(moscow), messageId: 'm', startAt: '2026-12-31T09:30' };

it('A wall time is read in the zone of the mailing, wherever the browser is', () => {
  expect(wallTimeIn('2026-12-31T06:30:00.000Z', moscow)).toBe('2026-12-31T09:30');
  expect(new Date(momentOf('2026-12-31T09:30', moscow)).toISOString()).toBe('2026-12-31T06:30:00.000Z');
  expect(localDay('2026-12-31T22:30:00.000Z', moscow)).toBe('2027-01-01');
});

it('An audience is all, a filter or a list, and nobody is not asked for', () => {
  expect(audienceOf(ready)).toEqual({ filter: {} });
  expect(audienceOf({ ...ready, audience: 'filter', operatorCodes: ['916'], tags: [] })).toEqual({
    filter: { operatorCodes: ['916'] },
  });
  expect(audienceOf({ ...ready, audience: 'clients' })).toBeNull();
  expect(audienceOf({ ...ready, audience: 'clients', clients: [{ id: 'c', name: 'Анна' }] })).toEqual({
    clientIds: ['c'],
  });
});

it('Every step says what it still lacks', () => {
  expect(gapsOf(ready)).toEqual([]);
  expect(gapsOf(emptyDraft(moscow)).map(({ gap }) => gap)).toEqual(['message', 'startAt']);
  expect(gapsOf({ ...ready, isByHand: true, startAt: null })).toEqual([]);
  expect(gapsOf({ ...ready, writesHere: true, subject: 'Тема' })).toEqual([
    { step: 'message', gap: 'subject' },
  ]);
  expect(gapsOf({ ...ready, endAt: ready.startAt })).toEqual([{ step: 'time', gap: 'order' }]);
  expect(gapsOf({ ...ready, hasWindow: true, windowTo: '25:00' })).toEqual([{ step: 'time', gap: 'window' }]);
});

it('Only what was changed is sent, and a new zone sends its times again', () => {
  const before = bodyOf(ready, 'm');
  expect(changesOf(before, bodyOf({ ...ready, name: 'Зима' }, 'm'))).toEqual({ name: 'Зима' });
  expect(changesOf(before, bodyOf({ ...ready, timezone: 'Asia/Tokyo' }, 'm'))).toEqual({
    timezone: 'Asia/Tokyo',
    startAt: '2026-12-31T09:30',
    endAt: null,
  });
});

it('A stored mailing opens as it was written', () => {
  const stored = {
    ...bodyOf({ ...ready, hasWindow: true, periodicity: 'daily' }, 'm'),
    startAt: '2026-12-31T06:30:00.000Z',
  } as unknown as Mailing;
  expect(draftOf(stored)).toEqual({ ...ready, hasWindow: true, periodicity: 'daily' });
});

it('What does not fit before the end is counted at the measured pace', () => {
  expect(leftOver(5_000, 10, 0, 60_000)).toBe(4_400);
  expect(leftOver(500, 10, 0, 60_000)).toBe(0);
  expect(leftOver(5, 10, 60_000, 0)).toBe(5);
});

it('A day is taken in the zone of the mailing, not in that of the browser', () => {
  const other = { nextRunAt: '2026-12-30T21:30:00.000Z' } as Mailing;
  expect(onSameDay([other], ['2026-12-31T06:30:00.000Z'], moscow)).toEqual([other]);
  expect(onSameDay([other], ['2026-12-31T06:30:00.000Z'], 'UTC')).toEqual([]);
});
