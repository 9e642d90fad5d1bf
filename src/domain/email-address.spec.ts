import { describe, expect, it } from 'vitest';
import { emailAddressOrNull, EmailAddressError, isSameAddress, parseEmailAddress } from './email-address.js';

function codeOf(text: unknown): unknown {
  try {
    return parseEmailAddress(text);
  } catch (error) {
    return error instanceof EmailAddressError ? error.code : error;
  }
}

const labels = (length: number) => `${'d'.repeat(61)}.`.repeat(5).slice(0, length - 3) + '.de';

describe('An address is read', () => {
  it.each([
    ['anna@example.com', 'anna@example.com'],
    ['Anna.Karenina+Post@Example.COM', 'Anna.Karenina+Post@example.com'],
    ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
    ["!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
    ['a@b.c', 'a@b.c'],
    ['1@1.de', '1@1.de'],
    ['a@xn--bcher-kva.de', 'a@xn--bcher-kva.de'],
    ['a@bücher.de', 'a@xn--bcher-kva.de'],
    ['a@BÜCHER.de', 'a@xn--bcher-kva.de'],
    ['a@bu\u0308cher.de', 'a@xn--bcher-kva.de'],
    ['info@почта.рф', 'info@xn--80a1acny.xn--p1ai'],
    ['a@ｅｘａｍｐｌｅ.com', 'a@example.com'],
    [`${'l'.repeat(64)}@example.com`, `${'l'.repeat(64)}@example.com`],
    [`a@${'d'.repeat(63)}.de`, `a@${'d'.repeat(63)}.de`],
    [`a@${labels(252)}`, `a@${labels(252)}`],
  ])('%s', (text, address) => {
    expect(parseEmailAddress(text)).toEqual({
      address,
      domain: address.slice(address.indexOf('@') + 1),
      isConfusable: false,
    });
  });
});

describe('What is no address is refused', () => {
  it.each([
    '',
    'a',
    'a@',
    '@b.c',
    '@',
    'a@b',
    'a b@c.de',
    'a@b c.de',
    'a@b..de',
    'a@.b.de',
    'a@b.de.',
    '.a@b.de',
    'a.@b.de',
    'a..a@b.de',
    'a@-b.de',
    'a@b-.de',
    'a@b.c0m_',
    'a@b_c.de',
    'a@b.123',
    'a@1.2.3.4',
    'a@[1.2.3.4]',
    'a@b.0x1f',
    'a@@b.de',
    'a@b@c.de',
    '"a b"@c.de',
    '"a"@c.de',
    'a(comment)@b.de',
    'Anna <a@b.de>',
    '<a@b.de>',
    'a@b.de,c@d.de',
    'a@b.de;c@d.de',
    'mailto:a@b.de',
    ' a@b.de',
    'a@b.de ',
    'a@b.de\n',
    'a@b.de\r\nBcc: e@z.de',
    'a\0@b.de',
    'a@b\0.de',
    'a@b.de:25',
    'a@b.de/x',
    'a@b%2ede',
    'a@xn--a.de',
    'a@b。de',
    'a\u200B@b.de',
    'a@b\u200B.de',
    'a@b\u00AD.de',
    'a@b\uFE0F.de',
    'a@b\u202E.de',
    'a@\uD83D.de',
    'a@👍.de',
    '👍@b.de',
    'ü@b',
    null,
    undefined,
    42,
    {},
    ['a@b.de'],
  ])('%j', (text) => {
    expect(codeOf(text)).toBe('EMAIL_INVALID');
  });

  it.each([
    ['local part of 65', `${'l'.repeat(65)}@example.com`],
    ['label of 64', `a@${'d'.repeat(64)}.de`],
    ['255 in all', `ab@${labels(252)}`],
    ['label of 64 once it is ASCII', `a@${'ü'.repeat(60)}.de`],
    ['255 once it is ASCII', `a@${'üd.'.repeat(30)}de`],
    ['a megabyte', 'a'.repeat(1_000_000)],
  ])('for its length: %s', (_, text) => {
    expect(codeOf(text)).toBe('EMAIL_TOO_LONG');
  });

  it.each(['müller@example.com', 'анна@почта.рф'])('%s would need SMTPUTF8', (text) => {
    expect(codeOf(text)).toBe('SMTPUTF8_UNSUPPORTED');
  });
});

describe('A domain that may pass for another one', () => {
  it.each([
    ['a@pаypal.com', true],
    ['a@mail.gооgle.com', true],
    ['a@αpple.com', true],
    ['a@яндекс.рф', false],
    ['a@яндекс.com', false],
    ['a@日本語mail.jp', false],
  ])('%s: %s', (text, isConfusable) => {
    expect(parseEmailAddress(text).isConfusable).toBe(isConfusable);
  });
});

it('Where the reason does not matter, what is no address is null', () => {
  expect(emailAddressOrNull('Anna@Example.com')).toBe('Anna@example.com');
  expect(emailAddressOrNull('a@b')).toBeNull();
  expect(emailAddressOrNull(null)).toBeNull();
});

it('Case makes no difference between addresses', () => {
  expect(isSameAddress('Anna@example.com', 'anna@example.com')).toBe(true);
  expect(isSameAddress('anna@example.com', 'anna@example.org')).toBe(false);
});
