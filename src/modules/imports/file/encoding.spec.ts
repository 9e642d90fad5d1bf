import { describe, expect, it } from 'vitest';
import { EncodingSniffer, isForeign } from './encoding.js';

const table = 'email;ФИО\r\nanna@example.com;Анна Ёлкина\r\nbob@example.com;Боб\r\n';

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16();
}

/** Windows-1251 has the Russian letters in the order of Unicode, from 0xC0. */
export function windows1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (character) => {
      const code = character.codePointAt(0)!;
      if (code < 0x80) return code;
      if (character === 'Ё') return 0xa8;
      if (character === 'ё') return 0xb8;
      return code - 0x410 + 0xc0;
    }),
  );
}

function verdictOn(bytes: Buffer, pieceSize = bytes.length) {
  const sniffer = new EncodingSniffer();
  for (let at = 0; at < bytes.length; at += pieceSize) sniffer.add(bytes.subarray(at, at + pieceSize));
  return sniffer.verdict();
}

const utf16 = Buffer.from(table, 'utf16le');
const mark = Buffer.from('\ufeff', 'utf16le');

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(table), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${table}`), 'utf-8'],
    ['ASCII', Buffer.from('email\na@example.com\n'), 'utf-8'],
    ['Windows-1251', windows1251(table), 'windows-1251'],
    ['UTF-16 with a mark', Buffer.concat([mark, utf16]), 'utf-16le'],
    ['big-endian UTF-16 with a mark', swapped(Buffer.concat([mark, utf16])), 'utf-16be'],
    ['UTF-16 without a mark', utf16, 'utf-16le'],
    ['big-endian UTF-16 without a mark', swapped(utf16), 'utf-16be'],
  ])('%s is told, in one piece and in many', (_, bytes, encoding) => {
    expect(verdictOn(bytes).encoding).toBe(encoding);
    expect(verdictOn(bytes, 70).encoding).toBe(encoding);
    expect(isForeign(bytes)).toBe(false);
  });

  it('is UTF-8 in pieces of any size: no character is taken apart', () => {
    for (let size = 64; size < 90; size += 1) {
      expect(verdictOn(Buffer.from(table.repeat(5)), size)).toEqual({ encoding: 'utf-8', isClean: true });
    }
  });

  it('stays UTF-8 where a single line is broken, and is not clean', () => {
    const bytes = Buffer.concat([Buffer.from(table), Buffer.from([0xd0, 0x0a])]);
    expect(verdictOn(bytes)).toEqual({ encoding: 'utf-8', isClean: false });
  });

  it('is Windows-1251 where the first letter beyond ASCII comes late', () => {
    const bytes = windows1251(`${'a@example.com;A\n'.repeat(50_000)}b@example.com;Яна\n`);
    expect(verdictOn(bytes, 65_536)).toEqual({ encoding: 'windows-1251', isClean: true });
  });
});

describe('what is no table', () => {
  it.each([
    ['a zip or a new workbook', Buffer.from('504b030414000600', 'hex')],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a gzip', Buffer.from('1f8b0800', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['bytes with zeros all over', Buffer.from([1, 0, 0, 2, 0, 0, 3, 4])],
  ])('%s is told', (_, bytes) => expect(isForeign(bytes)).toBe(true));

  it.each([
    ['a table', Buffer.from(table)],
    ['a table with a stray zero', Buffer.from(`${table.repeat(3)}\0`)],
  ])('%s is let through', (_, bytes) => expect(isForeign(bytes)).toBe(false));
});
