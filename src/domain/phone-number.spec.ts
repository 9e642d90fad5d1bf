import { describe, expect, it } from 'vitest';
import { isOperatorCode, isPhoneNumber, operatorCodeOf } from './phone-number.js';

describe('A phone number', () => {
  it.each(['79265942750', '70000000000'])('%s is one', (phone) => {
    expect(isPhoneNumber(phone)).toBe(true);
  });

  it.each([
    '89265942750',
    '+79265942750',
    '7926594275',
    '792659427500',
    '7926594275a',
    '7 926 594 27 50',
    ' 79265942750',
    '79265942750\n',
    '٧٩٢٦٥٩٤٢٧٥٠',
    '',
    79265942750,
    79265942750n,
    null,
    undefined,
    ['79265942750'],
    {},
  ])('%s is none', (phone) => {
    expect(isPhoneNumber(phone)).toBe(false);
  });

  it('begins with its operator after the 7', () => {
    expect(operatorCodeOf('79265942750')).toBe('926');
  });
});

describe('An operator code', () => {
  it.each(['926', '000'])('%s is one', (code) => {
    expect(isOperatorCode(code)).toBe(true);
  });

  it.each(['92', '9266', '92a', '926\n', '', '٩٢٦', 926, null, undefined, ['926']])('%j is none', (code) => {
    expect(isOperatorCode(code)).toBe(false);
  });
});
