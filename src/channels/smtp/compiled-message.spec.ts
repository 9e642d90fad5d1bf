import * as fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { ClaimedDelivery, RunSnapshot } from '../../sending/ports.js';
import { CompiledMessage } from './compiled-message.js';
import { dotStuffed } from './smtp-dialogue.js';

const now = Date.UTC(2026, 10, 21, 5, 4, 3);

function letterOf(run: Partial<RunSnapshot>, delivery: Partial<ClaimedDelivery> = {}) {
  const compiled = new CompiledMessage({
    id: '01900000-0000-7000-8000-000000000001',
    mailingId: 'm',
    ownerId: 'o',
    messageId: 'x',
    channel: 'email',
    subject: 'Hello',
    html: null,
    text: 'Hello',
    sender: { name: 'The Shop', address: 'shop@example.com' },
    endsAt: null,
    ...run,
  });
  const mail = compiled.mailFor(
    {
      number: 1,
      id: '01900000-0000-7000-8000-0000000000aa',
      epoch: 1,
      clientId: 'c',
      recipient: 'ann@example.org',
      recipientName: 'Ann',
      slots: {},
      attempts: 0,
      firstAttemptAt: null,
      ...delivery,
    },
    now,
  );
  return { ...mail, raw: mail.body.toString('latin1') };
}

const parsed = (letter: { body: Buffer }) => PostalMime.parse(letter.body);

/** What every letter must keep to, whatever stands in it (RFC 5322 2.1.1, RFC 5321 2.3.8). */
function expectSoundLines(raw: string) {
  expect(raw.endsWith('\r\n')).toBe(true);
  expect(raw).toMatch(/^[\t\r\n -~]*$/);
  expect(raw.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
}

describe('the headers', () => {
  it('are these, once each', () => {
    const { raw, from, to } = letterOf({});
    expect(raw.split('\r\n\r\n')[0]!.split('\r\n')).toEqual([
      'From: The Shop <shop@example.com>',
      'To: Ann <ann@example.org>',
      'Subject: Hello',
      'Date: Sat, 21 Nov 2026 05:04:03 +0000',
      'Message-ID: <01900000-0000-7000-8000-0000000000aa@example.com>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
    ]);
    expect({ from, to }).toEqual({ from: 'shop@example.com', to: 'ann@example.org' });
  });

  it.each([
    'Привет, Анна! Магазин открылся, и мы ждём тебя в гости каждый день с девяти до девяти',
    'Ünïcödé',
    '👋🏽 smile 👨‍👩‍👧‍👦'.repeat(8),
    'a plain subject that is much too long for one line and so has to be folded at one of its spaces',
    'x'.repeat(200),
    '=?UTF-8?B?SGk=?= is not decoded',
    'two  spaces',
    '"quoted" (and) <more>, \\ too',
    '',
  ])('the subject %j comes back as it was', async (subject) => {
    const letter = letterOf({ subject });
    expectSoundLines(letter.raw);
    expect((await parsed(letter)).subject ?? '').toBe(subject);
  });

  it.each([
    'Анна Каренина-Облонская, урождённая княжна Щербацкая',
    'Ann "Annie" O\'Neil, Jr. <x@y>',
    'back\\slash',
    '=?x?=',
    'a.b@c',
    'x'.repeat(150),
    'Ann',
  ])('the name %j comes back as it was', async (name) => {
    const letter = letterOf({ sender: { name, address: 'shop@example.com' } }, { recipientName: name });
    expectSoundLines(letter.raw);
    const mail = await parsed(letter);
    expect(mail.from).toMatchObject({ name, address: 'shop@example.com' });
    expect(mail.to).toMatchObject([{ name, address: 'ann@example.org' }]);
  });

  it.each([
    '\r\nBcc: evil@example.org',
    '\nBcc: e@x',
    '\rBcc: e@x',
    'a\0b',
    'a\u2028Bcc: e@x',
    'a\u202eb',
    '\r\n\r\nbody',
  ])('%j in a name, a slot or the subject starts nothing new', async (evil) => {
    const letter = letterOf(
      { subject: `Hello {{fullName}} ${evil}`, sender: { name: `Shop${evil}`, address: 'shop@example.com' } },
      { recipientName: `Ann${evil}`, slots: { fullName: `Ann${evil}` } },
    );
    expectSoundLines(letter.raw);
    const mail = await parsed(letter);
    expect(mail.headers.map((header) => header.key)).toEqual([
      'from',
      'to',
      'subject',
      'date',
      'message-id',
      'mime-version',
      'content-type',
      'content-transfer-encoding',
    ]);
    expect(mail.to).toHaveLength(1);
    expect(mail.text).toBe('Hello\n');
  });

  it('nobody without a name gets an empty one', () => {
    expect(letterOf({}, { recipientName: ' ' }).raw).toContain('\r\nTo: ann@example.org\r\n');
  });

  it.each([
    'ann',
    'ann@example.org, evil@example.org',
    'ann@example.org\r\nBcc: e@x.org',
    '<ann@example.org>',
    '',
  ])('the recipient %j is refused', (recipient) => {
    expect(() => letterOf({}, { recipient })).toThrow(/./);
  });

  it('a sender that is no address is refused when the run is compiled', () => {
    expect(() => letterOf({ sender: { name: 'x', address: 'not an address' } })).toThrow(/./);
  });

  it('a message without texts is refused when the run is compiled', () => {
    expect(() => letterOf({ text: null })).toThrow(/neither html nor text/);
  });
});

describe('the texts', () => {
  const texts = {
    'plain ASCII': 'Hello Ann,\n\nhow are you?\n',
    'lines that end in spaces': 'a \nb\t\n c',
    'lines that begin with dots': '.\n..\n.x',
    'a very long line': 'word '.repeat(2_000),
    'a long line of one sign': '='.repeat(300),
    'mostly ASCII': `caf\u00e9 ${'and so on '.repeat(30)}`,
    Russian: 'Привет, Анна!\nМагазин открылся.\n'.repeat(10),
    emoji: '👋🏽'.repeat(100),
    'old Mac and Windows lines': 'a\rb\r\nc',
    boundaries: '--=_01900000-0000-7000-8000-000000000001--\n',
    empty: '',
  };
  it.each(Object.entries(texts))('%s comes back as it was', async (_, text) => {
    const letter = letterOf({ text, html: `<p>${text}</p>` });
    expectSoundLines(letter.raw);
    const mail = await parsed(letter);
    const lines = text.replace(/\r\n|\r/g, '\n');
    expect(trimmed(mail.text)).toBe(trimmed(lines));
    expect(trimmed(mail.html)).toBe(trimmed(`<p>${lines}</p>`));
  });

  it('slots are filled, escaped in html only', async () => {
    const letter = letterOf(
      {
        subject: 'Hi {{fullName|friend}}',
        text: 'Dear {{fullName}},\nbye',
        html: '<p>Dear {{fullName}}</p>\n<p>bye</p>',
      },
      { slots: { fullName: 'A & <b>B</b>' } },
    );
    const mail = await parsed(letter);
    expect(mail.subject).toBe('Hi A & <b>B</b>');
    expect(mail.text).toBe('Dear A & <b>B</b>,\nbye\n');
    expect(mail.html).toMatch(/Dear A (&amp;|&#38;) (&lt;|&#60;)b/);
  });

  it('a line of ASCII stays readable in the raw letter', () => {
    expect(letterOf({ text: 'Dear {{fullName}}!' }, { slots: { fullName: 'Ann' } }).raw).toContain(
      '\r\nDear Ann!\r\n',
    );
  });

  it('a whole letter in one line comes back as it was, and only what is near a slot differs', async () => {
    const long = 'Ваш магазин = our shop, «открыт» every day. '.repeat(20).trimEnd();
    const html = `<p>Dear {{fullName}}, ${long}</p><p>{{fullName|friend}}</p> ${long}{{attributes.city}} `;
    const html8bit = `${'a'.repeat(4_000)}${html}`;
    const [anna, boris] = [{ fullName: 'Anna', 'attributes.city': 'Köln\nOst' }, { fullName: 'Борис' }];
    for (const slots of [anna, boris]) {
      const letter = letterOf({ html: html8bit }, { slots });
      expectSoundLines(letter.raw);
      const filled = html8bit
        .replace('{{fullName}}', slots.fullName)
        .replace('{{fullName|friend}}', slots.fullName)
        .replace('{{attributes.city}}', slots['attributes.city' as keyof typeof slots] ?? '');
      expect((await parsed(letter)).html?.replace(/\r\n/g, '\n').trimEnd()).toBe(filled.trimEnd());
    }
  });

  it('html alone is one part, both are alternatives with the text first', () => {
    expect(letterOf({ text: null, html: '<p>x</p>' }).raw).toContain(
      'Content-Type: text/html; charset=utf-8\r\n',
    );
    const both = letterOf({ html: '<p>x</p>' }).raw;
    expect(both).toContain('Content-Type: multipart/alternative;\r\n boundary="=_');
    expect(both.indexOf('text/plain')).toBeLessThan(both.indexOf('text/html'));
  });

  it('any value leaves a sound letter and comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 120 }), async (value) => {
        const slots = { fullName: value };
        const run = {
          subject: '{{fullName}}',
          text: 'Dear {{fullName}}.\nПривет',
          html: '<p>{{fullName}}</p>',
        };
        const letter = letterOf(run, { slots, recipientName: value });
        expectSoundLines(letter.raw);
        const mail = await parsed(letter);
        // A blank value is no value: it would take the slot's fallback, if there were one.
        const filled = value.trim() === '' ? '' : value;
        expect(trimmed(mail.text)).toBe(trimmed(`Dear ${filled}.\nПривет`));
        expect(mail.to).toHaveLength(1);
        expect(mail.to![0]!.address).toBe('ann@example.org');
      }),
      { numRuns: 300 },
    );
  });

  function trimmed(text: string | undefined): string {
    return (text ?? '').replace(/\r\n|\r/g, '\n').replace(/\n+$/, '');
  }
});

describe('dot-stuffing', () => {
  it.each([
    ['.\r\n', '..\r\n'],
    ['a\r\n.\r\n.b\r\n', 'a\r\n..\r\n..b\r\n'],
    ['\r\n.\r\n.\r\n', '\r\n..\r\n..\r\n'],
    ['a.b\r\nc.\r\n', 'a.b\r\nc.\r\n'],
  ])('%j', (body, stuffed) => {
    expect(dotStuffed(Buffer.from(body)).toString()).toBe(stuffed);
  });

  it('leaves no end of data inside', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('.', '\r\n', 'a'), { maxLength: 12 }), (pieces) => {
        expect(`\r\n${dotStuffed(Buffer.from(pieces.join(''))).toString()}`).not.toContain('\r\n.\r\n');
      }),
    );
  });
});
