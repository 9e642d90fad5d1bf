import { describe, expect, it } from 'vitest';
import { slotValuesOf } from './slot-values.js';

const anna = { fullName: 'Anna', email: null, phone: '79265942750', operatorCode: '926', attributes: {} };

describe('the values of the slots of a client', () => {
  it('are its fields', () => {
    expect(slotValuesOf({ ...anna, email: 'anna@example.com' })).toEqual({
      fullName: 'Anna',
      email: 'anna@example.com',
      phone: '79265942750',
      operatorCode: '926',
    });
  });

  it('leave out what the client lacks, so that fallbacks speak', () => {
    const attributes = { city: '', street: null };
    expect(slotValuesOf({ ...anna, phone: null, operatorCode: null, attributes })).toEqual({
      fullName: 'Anna',
    });
  });

  it('are texts, whatever the attribute was', () => {
    const attributes = { city: 'Омск', visits: 0, ratio: 1.5, vip: false };
    expect(slotValuesOf({ ...anna, attributes })).toMatchObject({
      'attributes.city': 'Омск',
      'attributes.visits': '0',
      'attributes.ratio': '1.5',
      'attributes.vip': 'false',
    });
  });
});
