import { describe, expect, it } from 'vitest';
import {
  classifyReply,
  cleanReply,
  enhancedCodeOf,
  isPositiveFinalReply,
  type ReplyClass,
  type SmtpStage,
} from './smtp-reply.js';

describe('A reply means', () => {
  it.each<[SmtpStage, number | null, string | null, ReplyClass]>([
    ['connect', null, null, 'relay_temporary'],
    ['greeting', null, null, 'relay_temporary'],
    ['greeting', 421, null, 'relay_temporary'],
    ['greeting', 450, null, 'relay_temporary'],
    ['greeting', 554, '5.7.1', 'relay_permanent'],
    ['greeting', 250, null, 'relay_temporary'],
    ['ehlo', 550, null, 'relay_permanent'],
    ['ehlo', 421, '4.3.2', 'relay_temporary'],
    ['tls', null, null, 'relay_temporary'],
    ['tls', 454, '4.7.0', 'relay_temporary'],
    ['tls', 502, null, 'relay_permanent'],
    ['auth', 535, '5.7.8', 'relay_permanent'],
    ['auth', 454, '4.7.0', 'relay_temporary'],
    ['auth', 421, null, 'relay_temporary'],
    ['mail', 550, '5.1.1', 'relay_permanent'],
    ['mail', 530, '5.7.0', 'relay_permanent'],
    ['mail', 451, null, 'relay_temporary'],
    ['mail', null, null, 'relay_temporary'],
    ['rcpt', 450, '4.2.0', 'client_temporary'],
    ['rcpt', 452, '4.2.2', 'client_temporary'],
    ['rcpt', 421, '4.2.0', 'relay_temporary'],
    ['rcpt', 450, '4.7.28', 'relay_temporary'],
    ['rcpt', 550, '5.1.1', 'client_permanent'],
    ['rcpt', 550, '5.2.1', 'client_permanent'],
    ['rcpt', 550, null, 'client_permanent'],
    ['rcpt', 550, '5.7.1', 'content'],
    ['rcpt', 554, '5.6.0', 'content'],
    ['rcpt', 250, null, 'relay_temporary'],
    ['rcpt', null, null, 'relay_temporary'],
    ['data', 451, null, 'client_temporary'],
    ['data', 421, null, 'relay_temporary'],
    ['data', 554, null, 'content'],
    ['data', 550, '5.1.1', 'client_permanent'],
    ['data', 250, null, 'relay_temporary'],
    ['dot', 250, null, 'accepted'],
    ['dot', 250, '2.0.0', 'accepted'],
    ['dot', 251, null, 'unknown'],
    ['dot', 200, null, 'unknown'],
    ['dot', 354, null, 'unknown'],
    ['dot', 0, null, 'unknown'],
    ['dot', 600, null, 'unknown'],
    ['dot', 999, null, 'unknown'],
    ['dot', null, null, 'unknown'],
    ['dot', 451, '4.7.1', 'client_temporary'],
    ['dot', 421, '4.3.2', 'client_temporary'],
    ['dot', 421, '4.7.28', 'relay_temporary'],
    ['dot', 550, '5.7.1', 'content'],
    ['dot', 554, '5.6.0', 'content'],
    ['dot', 554, null, 'content'],
    ['mail', 552, null, 'content'],
    ['mail', 552, '5.3.4', 'content'],
    ['mail', 552, '5.2.2', 'relay_permanent'],
    ['dot', 552, '5.2.2', 'client_permanent'],
    ['dot', 550, '5.1.1', 'client_permanent'],
    ['dot', 550, '5.11.1', 'content'],
  ])('%s %s %s: %s', (stage, code, enhancedCode, expected) => {
    expect(classifyReply(stage, code, enhancedCode)).toBe(expected);
  });

  it('Nothing but 250 after the dot is ever accepted, whatever number a server sends', () => {
    const stages: SmtpStage[] = ['connect', 'greeting', 'ehlo', 'tls', 'auth', 'mail', 'rcpt', 'data', 'dot'];
    const accepted = stages.flatMap((stage) =>
      Array.from({ length: 1000 }, (_, code) => [stage, code] as const).filter(
        ([, code]) => classifyReply(stage, code, '2.0.0') === 'accepted',
      ),
    );
    expect(accepted).toEqual([['dot', 250]]);
  });

  it('Before RCPT no reply touches the client', () => {
    const stages: SmtpStage[] = ['connect', 'greeting', 'ehlo', 'tls', 'auth', 'mail'];
    const classes = stages.flatMap((stage) =>
      Array.from({ length: 1000 }, (_, code) => classifyReply(stage, code, '5.1.1')),
    );
    expect([...new Set(classes)].toSorted()).toEqual(['relay_permanent', 'relay_temporary']);
  });
});

describe('The line that takes the mail', () => {
  it.each(['250 ok', '250-first', '250 '])('%j does', (line) => {
    expect(isPositiveFinalReply(line)).toBe(true);
  });

  it.each(['2lol', '250', '2500 ok', '251 ok', ' 250 ok', '25', '', '220 hello', 'x\n250 ok', '250\tok'])(
    '%j does not',
    (line) => {
      expect(isPositiveFinalReply(line)).toBe(false);
    },
  );
});

describe('The enhanced code', () => {
  it.each([
    ['5.1.1 no such user', '5.1.1'],
    ['550 5.1.1 no such user', '5.1.1'],
    ['550-5.7.26 more follows', '5.7.26'],
    ['4.7.28', '4.7.28'],
    ['2.0.0\nok', '2.0.0'],
    ['no such user 5.1.1', null],
    ['3.1.1 no class', null],
    ['5.1 short', null],
    ['5.1.1234 long', null],
    ['5.1.1.1 an address', null],
    ['5.1.1: punctuation', null],
    ['', null],
  ])('of %j is %s', (text, expected) => {
    expect(enhancedCodeOf(text)).toBe(expected);
  });
});

describe("A server's words are cleaned", () => {
  it.each([
    ['plain text stays', '550 5.1.1 нет такого', '550 5.1.1 нет такого'],
    ['CR goes, LF stays', '250-a\r\n250 b', '250-a\n250 b'],
    ['NUL', 'a\0b', 'a\uFFFDb'],
    ['ANSI codes', '\u001B[31mred', '\uFFFD[31mred'],
    ['C1', 'a\u009Bb', 'a\uFFFDb'],
    ['bidi', 'a\u202Eb', 'a\uFFFDb'],
    ['half of a pair', 'a\uD83Db', 'a\uFFFDb'],
    ['markup is text', '<script>', '<script>'],
    ['emoji stay', '👍', '👍'],
  ])('%s', (_, text, expected) => {
    expect(cleanReply(text)).toBe(expected);
    expect(cleanReply(new TextEncoder().encode(text))).toBe(expected);
  });

  it('Bytes that are no UTF-8 become U+FFFD', () => {
    expect(cleanReply(Uint8Array.from([0x61, 0xff, 0xc3, 0x62]))).toBe('a\uFFFD\uFFFDb');
  });

  it.each(['a', 'я', '€', '👍', '\0', 'a\r\n'])(
    'Megabytes of %j are cut at 4 KiB between characters',
    (unit) => {
      const text = unit.repeat(2_000_000 / unit.length);
      for (const reply of [cleanReply(text), cleanReply(new TextEncoder().encode(text))]) {
        const bytes = new TextEncoder().encode(reply).length;
        expect(bytes).toBeLessThanOrEqual(4096);
        expect(bytes).toBeGreaterThan(4096 - 4);
        expect(new TextDecoder('utf-8', { fatal: true }).decode(new TextEncoder().encode(reply))).toBe(reply);
      }
    },
  );
});
