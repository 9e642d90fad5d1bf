import { describe, expect, it } from 'vitest';
import { changedClient, newClient } from './client-rules.js';

const anna = newClient({
  email: 'anna@example.com',
  phone: '79265942750',
  fullName: 'Anna',
  comment: 'first',
  tags: ['vip'],
  timezone: 'Europe/Moscow',
  attributes: { city: 'Omsk' },
});

describe('a new client', () => {
  it.each([
    ['digits 2 to 4 of the phone', { phone: '79265942750' }, '926'],
    ['the code that is given', { phone: '79265942750', operatorCode: '495' }, '495'],
    ['a given code without a phone', { email: 'a@example.com', operatorCode: '495' }, '495'],
    ['no code without a phone', { email: 'a@example.com' }, null],
    ['the code of the phone where null is given', { phone: '79265942750', operatorCode: null }, '926'],
  ])('has %s', (_, given, code) => {
    expect(newClient({ fullName: 'Anna', ...given }).operatorCode).toBe(code);
  });

  it('keeps each tag once, in the order given', () => {
    const { tags } = newClient({ fullName: 'Anna', email: 'a@example.com', tags: ['b', 'a', 'b'] });
    expect(tags).toEqual(['b', 'a']);
  });

  it('loses the spaces around its name', () => {
    expect(newClient({ fullName: '  Anna  ', email: 'a@example.com' }).fullName).toBe('Anna');
  });

  it.each([{}, { email: null }, { phone: null, email: null }, { operatorCode: '926' }])(
    'cannot be out of reach: %j',
    (given) => {
      expect(() => newClient({ fullName: 'Anna', ...given })).toThrow('email or phone is required');
    },
  );
});

describe('a changed client', () => {
  it('keeps what is left out', () => {
    expect(changedClient(anna, {})).toEqual(anna);
  });

  it('loses what null clears', () => {
    const cleared = { email: null, comment: null, tags: null, timezone: null, attributes: null };
    expect(changedClient(anna, cleared)).toEqual({
      ...anna,
      ...{ email: null, comment: '', tags: [], timezone: null, attributes: {} },
    });
  });

  it.each([
    ['a new phone brings its code', { phone: '79031112233' }, '903'],
    [
      'a new phone does not change a code given with it',
      { phone: '79031112233', operatorCode: '495' },
      '495',
    ],
    ['a code alone is taken', { operatorCode: '495' }, '495'],
    ['a cleared code is derived again', { operatorCode: null }, '926'],
    ['a cleared phone takes its code along', { phone: null }, null],
    ['another field leaves the code', { comment: 'x' }, '926'],
  ])('%s', (_, given, code) => {
    expect(changedClient(anna, given).operatorCode).toBe(code);
  });

  it('keeps a ported number’s own code when something else changes', () => {
    const ported = changedClient(anna, { operatorCode: '495' });
    expect(changedClient(ported, { phone: anna.phone, comment: 'x' }).operatorCode).toBe('495');
  });

  it('cannot lose its last contact', () => {
    const phoneOnly = changedClient(anna, { email: null });
    expect(() => changedClient(phoneOnly, { phone: null })).toThrow('email or phone is required');
  });
});
