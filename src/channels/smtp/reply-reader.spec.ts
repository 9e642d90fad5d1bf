import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptReplyBytes, maxReplyBytes, ReplyReader } from './reply-reader.js';

type Event = ReturnType<ReplyReader['push']>[number];

function read(...chunks: (string | Buffer)[]): Event[] {
  const reader = new ReplyReader();
  return chunks.flatMap((chunk) =>
    reader.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, 'latin1')),
  );
}

const reply = (code: number, text: string) => ({ kind: 'reply', code, text });

describe('what a reply is', () => {
  it.each([
    ['one line', '250 2.0.0 OK\r\n', [reply(250, '250 2.0.0 OK')]],
    ['many lines', '250-one\r\n250-two\r\n250 three\r\n', [reply(250, '250-one\n250-two\n250 three')]],
    ['a bare code', '250\r\n', [reply(250, '250')]],
    ['a bare code among lines', '250-a\r\n250\r\n', [reply(250, '250-a\n250')]],
    ['bare line feeds', '250-a\n250 b\n', [reply(250, '250-a\n250 b')]],
    ['two at once', '250 a\r\n354 b\r\n', [reply(250, '250 a'), reply(354, '354 b')]],
    ['UTF-8', Buffer.from('550 нет такого\r\n'), [reply(550, '550 нет такого')]],
    ['NUL and escapes, kept for the cleaner', '550 \0\x1b[31m\r\n', [reply(550, '550 \0\x1b[31m')]],
    ['a return inside a line', '250 a\rb\r\n', [reply(250, '250 a\rb')]],
    ['nothing yet', '250 OK', []],
    ['nothing yet, in many lines', '250-OK\r\n250-', []],
  ])('%s', (_, bytes, events) => {
    expect(read(bytes)).toEqual(events);
  });

  it.each([
    '2lol',
    '999 x',
    '99',
    '25',
    '2500 x',
    '250_x',
    '150 x',
    '260 x',
    '050 x',
    'hello',
    '',
    ' 250 x',
    '-250 x',
  ])('%j is none', (line) => {
    expect(read(`${line}\r\n`)).toEqual([{ kind: 'fault', reason: 'not an SMTP reply', text: line }]);
  });

  it('has one code', () => {
    expect(read('250-a\r\n550 b\r\n')).toEqual([
      { kind: 'fault', reason: 'one reply with two codes', text: '250-a\n550 b' },
    ]);
  });

  it('is nothing any more after a fault', () => {
    expect(read('lol\r\n250 OK\r\n', '250 OK\r\n')).toHaveLength(1);
  });
});

describe('limits', () => {
  it('a long line is read whole and kept in part', () => {
    const [event] = read(`550 ${'x'.repeat(100_000)}\r\n`);
    expect(event).toMatchObject({ kind: 'reply', code: 550 });
    expect(event!.text).toHaveLength(keptReplyBytes);
  });

  it('many lines are read whole and kept in part', () => {
    const [event] = read(`${'250-x\r\n'.repeat(50_000)}250 end\r\n`);
    expect(event).toMatchObject({ kind: 'reply', code: 250 });
    expect(event!.text.length).toBeLessThanOrEqual(keptReplyBytes);
  });

  it.each([
    ['lines', Buffer.from('250-x\r\n'.repeat(1_000))],
    ['bytes of one line', Buffer.from('250 '.padEnd(7_000, 'x'))],
  ])('endless %s are a fault after 4 MiB', (_, chunk) => {
    const reader = new ReplyReader();
    let events: Event[] = [];
    for (let bytes = 0; bytes <= maxReplyBytes + chunk.length && events.length === 0; bytes += chunk.length) {
      events = reader.push(chunk);
    }
    expect(events).toMatchObject([{ kind: 'fault', reason: 'a reply without end' }]);
  });

  it('a long line that can be no reply is a fault at once', () => {
    expect(read('x'.repeat(5_000))).toMatchObject([{ kind: 'fault', reason: 'not an SMTP reply' }]);
  });
});

describe('for any stream', () => {
  const code = fc.integer({ min: 200, max: 559 }).filter((one) => Math.floor(one / 10) % 10 <= 5);
  const words = fc.string({ unit: 'binary-ascii', maxLength: 20 }).map((text) => text.replace(/[\r\n]/g, ''));
  const whole = fc
    .tuple(code, fc.array(words, { minLength: 1, maxLength: 4 }))
    .map(([number, lines]) =>
      lines.map((line, at) => `${number}${at === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join(''),
    );
  const garbage = fc.string({ unit: 'binary-ascii', maxLength: 30 });
  const stream = fc
    .array(fc.oneof({ weight: 4, arbitrary: whole }, garbage), { maxLength: 6 })
    .map((all) => all.join(''));

  it('cutting it anywhere changes nothing', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(200)), (bytes, cuts) => {
        const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
        const chunks = at.slice(1).map((end, index) => bytes.slice(at[index], end));
        expect(read(...chunks)).toEqual(read(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('whole replies are all found', () => {
    fc.assert(
      fc.property(fc.array(whole), (all) => {
        expect(read(all.join(''))).toHaveLength(all.length);
      }),
    );
  });

  it('garbage is never a 250', () => {
    const isReply = /(^|\n)250([ -]|\r?\n)/;
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
        (bytes) => {
          fc.pre(!isReply.test(bytes.toString('latin1')));
          for (const event of read(bytes)) expect(event.kind === 'reply' && event.code === 250).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('a 250 with one wrong byte before its text is none', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from('250 OK\r\n');
        fc.pre(bytes[at] !== byte && !(at === 3 && (byte === 45 || byte === 13 || byte === 10)));
        bytes[at] = byte;
        for (const event of read(bytes)) expect(event.kind === 'reply' && event.code === 250).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
