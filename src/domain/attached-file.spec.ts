import { describe, expect, it } from 'vitest';
import { cleanFileName, cleanMediaType, extendedValue, isProgramName } from './attached-file.js';

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['Отчёт за март.pdf', 'Отчёт за март.pdf'],
    ['и\u0306од.txt', 'йод.txt'],
    ['👨‍👩‍👧 семья 🏴󠁧󠁢󠁥󠁮󠁧󠁿.png', '👨‍👩‍👧 семья 🏴󠁧󠁢󠁥󠁮󠁧󠁿.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Ann\\a.txt', 'a.txt'],
    ['a/', 'attachment'],
    ['', 'attachment'],
    ['...', 'attachment'],
    ['.env', 'env'],
    ['a\r\nBcc: e@x.org\r\n\r\n.txt', 'aBcc_ e@x.org.txt'],
    ['cod\u202efdp.txt', 'codfdp.txt'],
    ['in\u200bvis\ufeffible\u00ad.txt', 'invisible.txt'],
    ['nul\0.txt', 'nul.txt'],
    ['half \ud83d.txt', 'half .txt'],
    ['what?<b>"x"|*.txt', 'what__b__x___.txt'],
    ['a  \t b.txt. . ', 'a b.txt'],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanFileName(given)).toBe(expected);
  });

  it.each(['ж'.repeat(300) + '.pdf', '🙂'.repeat(200) + '.pdf', 'x'.repeat(100_000) + '.pdf'])(
    'is cut to what a file system takes, its extension kept',
    (given) => {
      const name = cleanFileName(given);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      expect(name).toMatch(/^(ж+|🙂+|x+)\.pdf$/u);
      expect(cleanFileName(name)).toBe(name);
    },
  );

  it.each([
    'setup.exe',
    'SETUP.EXE',
    'invoice.pdf.js',
    'a.cmd',
    'a.scr',
    '.bat',
    'ｅｖｉｌ.ｅｘｅ',
    'a.e\u200dxe',
    'a.exe. .',
  ])('%j is a program’s', (name) => {
    expect(isProgramName(name)).toBe(true);
  });

  it.each(['report.pdf', 'exe.pdf', 'a.json', 'Makefile', 'a.zip', 'com', 'setup.exe.txt', ''])(
    '%j is not',
    (name) => {
      expect(isProgramName(name)).toBe(false);
    },
  );
});

it.each([
  ['application/pdf', 'application/pdf'],
  ['Text/HTML; charset="x"', 'text/html'],
  ['image/svg+xml', 'image/svg+xml'],
  ['', 'application/octet-stream'],
  ['pdf', 'application/octet-stream'],
  ['a/b\r\nBcc: x', 'application/octet-stream'],
  ['a/b c', 'application/octet-stream'],
  ['message/rfc822', 'application/octet-stream'],
  ['multipart/mixed; boundary=x', 'application/octet-stream'],
  [`a/${'b'.repeat(65)}`, 'application/octet-stream'],
])('the type %j becomes %j', (declared, expected) => {
  expect(cleanMediaType(declared)).toBe(expected);
});

it('an extended value has attr-chars alone, and comes back', () => {
  const name = `"Ё"; 100%'s (1)*.txt 🙂`;
  const value = extendedValue(name);
  expect(value).toMatch(/^UTF-8''[\w!#$&+\-.^`|~%]+$/);
  expect(decodeURIComponent(value.slice("UTF-8''".length))).toBe(name);
});
