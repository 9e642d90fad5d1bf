import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from '../../domain/attached-file.js';
import type { LetterFile, RunSnapshot } from '../../sending/ports.js';
import { CompiledMessage } from './compiled-message.js';

const run: RunSnapshot = {
  id: '01900000-0000-7000-8000-000000000001',
  mailingId: 'm',
  ownerId: 'o',
  messageId: 'x',
  channel: 'email',
  subject: 'Hello {{fullName}}',
  html: '<p>Hello {{fullName}}</p>',
  text: 'Hello {{fullName}}',
  sender: { name: 'The Shop', address: 'shop@example.com' },
  endsAt: null,
};
const delivery = {
  number: 1,
  id: '01900000-0000-7000-8000-0000000000aa',
  epoch: 1,
  clientId: 'c',
  recipient: 'ann@example.org',
  recipientName: 'Ann',
  slots: { fullName: 'Ann' },
  attempts: 0,
  firstAttemptAt: null,
};

const fileOf = (name: string, bytes: Buffer, type = 'application/pdf'): LetterFile => ({ name, type, bytes });

function letterWith(files: LetterFile[], changes: Partial<RunSnapshot> = {}) {
  const mail = new CompiledMessage({ ...run, ...changes }, files).mailFor(delivery, 0);
  return { mail, whole: Buffer.concat([mail.body, mail.rest ?? Buffer.alloc(0)]) };
}

/** Names, types and bytes as a receiver finds them. */
async function filesIn(whole: Buffer) {
  const { attachments } = await PostalMime.parse(whole);
  return attachments.map(({ filename, mimeType, disposition, content }) => ({
    name: filename,
    type: mimeType,
    disposition,
    bytes: Buffer.from(content as ArrayBuffer),
  }));
}

const asFound = (files: LetterFile[]) => files.map((file) => ({ ...file, disposition: 'attachment' }));

describe('a letter with files', () => {
  it.each([
    ['text and html', {}],
    ['text alone', { html: null }],
    ['text alone, with empty lines at its end', { html: null, text: 'Hello\n\n\n' }],
    ['html alone, in base64', { text: null, html: '<p>Привет, друзья и подруги</p>' }],
  ])('of %s has the same texts as one without', async (_, changes) => {
    const files = [fileOf('a.pdf', randomBytes(1_000)), fileOf('b.txt', Buffer.from('b'), 'text/plain')];
    const { whole } = letterWith(files, changes);
    const [found, plain] = [
      await PostalMime.parse(whole),
      await PostalMime.parse(letterWith([], changes).whole),
    ];
    const texts = ({ text, html, subject }: typeof found) => [text?.trimEnd(), html?.trimEnd(), subject];
    expect(texts(found)).toEqual(texts(plain));
    expect(await filesIn(whole)).toEqual(asFound(files));
  });

  it.each([0, 1, 2, 3, 56, 57, 58, 114, 57 * 1000, 57 * 1000 + 1])(
    'brings %i bytes back as they were',
    async (size) => {
      const files = [fileOf('a.bin', randomBytes(size))];
      expect(await filesIn(letterWith(files).whole)).toEqual(asFound(files));
    },
  );

  it.each([
    'Отчёт за март 2026 года, окончательный.pdf',
    '🎉👨‍👩‍👧‍👦 праздник.png',
    'two words.pdf',
    `${'long '.repeat(30)}.pdf`,
    `100% 'sure' (1)*.pdf`,
    'a;b=c,d.pdf',
    'x',
  ])('brings the name %j back as it was', async (name) => {
    const files = [fileOf(name, Buffer.from('x'))];
    expect(await filesIn(letterWith(files).whole)).toEqual(asFound(files));
  });

  it('keeps to lines of 76 characters that begin with no dot, whatever the name and the bytes', async () => {
    const anything = fc.tuple(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.uint8Array({ maxLength: 500 }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async ([given, content]) => {
        const files = [fileOf(cleanFileName(given), Buffer.from(content))];
        const { mail, whole } = letterWith(files);
        const raw = whole.toString('latin1');
        expect(raw).toMatch(/^[\t\r\n -~]*\r\n$/);
        for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
        // In the form that a relaxed signature is made of, and with nothing to stuff.
        expect(mail.rest!.toString('latin1')).not.toMatch(/^\.|\r\n\.|[ \t]{2}|\t|[ \t]\r\n|\r\n\r\n$/);
        expect(await filesIn(whole)).toEqual(asFound(files));
      }),
      { numRuns: 300 },
    );
  });

  it('shares one buffer with every other letter of its run', () => {
    const compiled = new CompiledMessage(run, [fileOf('a.pdf', randomBytes(100_000))]);
    const [one, other] = [compiled.mailFor(delivery, 0), compiled.mailFor({ ...delivery, number: 2 }, 1)];
    expect(one.rest).toBe(other.rest);
    expect(one.body.length).toBeLessThan(2_000);
  });

  it('has nothing of the kind without files', () => {
    const { mail, whole } = letterWith([]);
    expect(mail.rest).toBeUndefined();
    expect(whole.toString('latin1')).not.toContain('mixed');
  });
});
