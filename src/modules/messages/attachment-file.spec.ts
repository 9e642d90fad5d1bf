import { describe, expect, it } from 'vitest';
import { preparedFile } from './attachment-file.js';

const file = (name: string, content: Buffer | string, type = 'application/octet-stream') =>
  preparedFile({ name, bytes: Buffer.from(content as string, 'latin1'), type });

describe('an uploaded file', () => {
  it.each([
    ['a.pdf', '%PDF-1.7 ...', 'text/plain', 'application/pdf'],
    ['a.gif', 'GIF89a\x01\0\x01\0', 'text/html', 'image/gif'],
    ['a.csv', 'MZ;city\nmore;words', 'text/csv', 'text/csv'],
    ['a.txt', 'words', 'text/plain; charset=utf-8', 'text/plain'],
    ['a.svg', '<?xml version="1.0"?><svg/>', 'image/svg+xml', 'image/svg+xml'],
    ['a.zip', 'PK\x03\x04', 'image/png', 'application/zip'],
    ['a.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/msword', 'application/msword'],
    ['a.bin', 'words', 'not a type', 'application/octet-stream'],
    ['a.eml', 'From: x', 'message/rfc822', 'application/octet-stream'],
  ])('%s of %j, declared as %s, is %s', async (name, content, declared, type) => {
    expect(await file(name, content, declared)).toMatchObject({ name, type });
  });

  it.each([
    ['setup.exe', 'words'],
    ['photo.png', 'MZ\x90\0\x03\0\0\0'],
    ['photo.png', '\x7fELF\x02\x01\x01\0'],
    ['photo.png\\..\\run.bat', 'words'],
  ])('%j of %j is refused as a program', async (name, content) => {
    await expect(file(name, content)).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'file', code: 'ATTACHMENT_TYPE' }],
    });
  });

  it('without a byte is refused', async () => {
    await expect(file('a.txt', '')).rejects.toMatchObject({ errors: [{ code: 'ATTACHMENT_EMPTY' }] });
  });
});
