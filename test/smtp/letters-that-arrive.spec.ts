// Letters as a careful receiver sees them: signed, readable without html, and with a way out.
import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DkimKey } from '../../src/config/dkim-key.js';
import type { LetterFile } from '../../src/sending/ports.js';
import { preparedLetter } from '../../src/modules/mailings/letter-preparation.js';
import { type ScriptedSmtpServer, startSmtpSink } from '../setup/scripted-smtp-server.js';
import { aDelivery, aRun, channelTo, never, yes } from './letters.js';

const { dkimVerify } = createRequire(import.meta.url)('mailauth/lib/dkim/verify') as {
  dkimVerify(
    mail: string | Buffer,
    options: { resolver(name: string, type: string): Promise<string[][]> },
  ): Promise<{
    results: { status: { result: string; comment?: string }; signingHeaders?: { keys: string } }[];
  }>;
};

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const keyOf = (privateKey: KeyObject): DkimKey => ({
  domain: 'example.com',
  selector: 'mail',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
});
const records = {
  rsa: `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  // RFC 8463 4.2: the bare 32 bytes.
  ed25519: `v=DKIM1; k=ed25519; p=${ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`,
};

let sink: ScriptedSmtpServer;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink?.close());

const letterOf = (texts: { subject?: string; html?: string | null; text?: string | null }) =>
  preparedLetter(aRun({ subject: 'Hello {{fullName}}', html: null, text: null, ...texts }), 'email');
const slotsOf = (index: number) => ({
  fullName: `Анна ${index}`,
  unsubscribeUrl: `https://post.example/api/v1/unsubscribe/${'t'.repeat(90)}${index % 10}`,
});

async function sent(
  letter: ReturnType<typeof aRun>,
  count: number,
  dkim?: DkimKey,
  files: LetterFile[] = [],
) {
  const before = sink.mails.length;
  const options = { sendTimeoutMs: 10_000, replyTimeoutMs: 10_000, ...(dkim ? { dkim } : {}) };
  const channel = channelTo(sink.url, options);
  const compiled = channel.compile(letter, files);
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(8, count) }, async () => {
      const connection = await channel.connect(never);
      while (next < count) {
        const index = next++;
        const delivery = aDelivery({
          id: `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`,
          recipient: `client${index}@example.org`,
          recipientName: `Анна "${index}"`,
          slots: slotsOf(index),
        });
        expect((await connection.send(compiled, delivery, yes)).class).toBe('accepted');
      }
      await connection.close();
    }),
  );
  return sink.mails.slice(before).map(({ raw }) => raw);
}

const verdictOn = async (mail: string, record: string) => {
  const resolver = async (name: string) => {
    expect(name).toBe('mail._domainkey.example.com');
    return [[record]];
  };
  const { results } = await dkimVerify(Buffer.from(mail, 'latin1'), { resolver });
  return results.map(({ status, signingHeaders }) => ({ ...status, fields: signingHeaders?.keys }));
};

const messy = letterOf({
  subject: 'Привет,   {{fullName}} — новости магазина, в которых много слов и потому строка длиннее одной',
  html: '<html><head><style>p{color:red}</style></head><body><p>Привет,  {{fullName}}</p>\n\n.\n<p>  два   пробела  </p></body></html>\n\n',
});

describe('a signature', () => {
  it('holds on every one of 1,000 letters, both List-Unsubscribe fields under it', async () => {
    const mails = await sent(messy, 1_000, keyOf(rsa.privateKey));
    expect(mails).toHaveLength(1_000);
    const verdicts = await Promise.all(mails.map((mail) => verdictOn(mail, records.rsa)));
    expect(new Set(verdicts.map(([verdict]) => verdict?.result))).toEqual(new Set(['pass']));
    for (const [verdict] of verdicts) {
      const fields = verdict!.fields!.toLowerCase().split(/\s*[:;]\s*/);
      expect(fields).toEqual(
        expect.arrayContaining(['from', 'list-unsubscribe', 'list-unsubscribe-post', 'list-id']),
      );
    }
    expect(mails.every((mail) => mail.split('\r\n').every((line) => line.length <= 998))).toBe(true);
  }, 60_000);

  it.each([
    ['Ed25519', messy, 'ed25519'],
    ['plain text', letterOf({ text: 'Hi\n\n' }), 'rsa'],
    ['an empty text', aRun({ text: '' }), 'rsa'],
    ['dots and spaces', letterOf({ text: '.\n..\n \n\t\nend  ' }), 'rsa'],
  ] as const)('holds for %s', async (_, letter, kind) => {
    const key = keyOf(kind === 'rsa' ? rsa.privateKey : ed25519.privateKey);
    const [mail] = await sent(letter, 1, key);
    expect(await verdictOn(mail!, records[kind])).toMatchObject([{ result: 'pass' }]);
  });

  it.each([
    ['text alone that ends in empty lines', letterOf({ text: 'Hi\n\n\n' }), 'rsa'],
    ['text and html', messy, 'rsa'],
    ['text and html', messy, 'ed25519'],
  ] as const)('holds for files after %s, and breaks with a byte of them', async (_, letter, kind) => {
    const key = keyOf(kind === 'rsa' ? rsa.privateKey : ed25519.privateKey);
    const files = [
      { name: 'Отчёт  🎁.pdf', type: 'application/pdf', bytes: randomBytes(2_500_000) },
      { name: 'two words.txt', type: 'text/plain', bytes: Buffer.from(' \r\n.\r\n\r\n') },
    ];
    const mails = await sent(letter, 3, key, files);
    for (const mail of mails)
      expect(await verdictOn(mail, records[kind])).toMatchObject([{ result: 'pass' }]);
    const inAFile = mails[0]!.length - 1_000_000;
    const other = mails[0]![inAFile] === 'A' ? 'B' : 'A';
    const changed = mails[0]!.slice(0, inAFile) + other + mails[0]!.slice(inAFile + 1);
    expect(await verdictOn(changed, records[kind])).not.toMatchObject([{ result: 'pass' }]);
  });

  it('breaks when somebody changes the link', async () => {
    const [mail] = await sent(messy, 1, keyOf(rsa.privateKey));
    const changed = mail!.replace(
      'List-Unsubscribe: <https://post.example',
      'List-Unsubscribe: <https://evil.example',
    );
    expect(await verdictOn(changed, records.rsa)).toMatchObject([{ result: 'fail' }]);
  });

  it('is not there without a key', async () => {
    const [mail] = await sent(messy, 1);
    expect(mail).not.toMatch(/^DKIM-Signature/im);
  });
});

describe('a letter of html alone', () => {
  it('has a plain text with the same words and its own link, and its styles on the elements', async () => {
    const [mail] = await sent(messy, 1);
    const parsed = await PostalMime.parse(Buffer.from(mail!, 'latin1'));
    expect(parsed.text).toContain('Привет, Анна 0');
    expect(parsed.text).toContain(`Отписаться от рассылки [${slotsOf(0).unsubscribeUrl}]`);
    expect(parsed.html).toContain('<p style="color: red;">Привет,  Анна 0</p>');
    expect(parsed.html).toContain(`<a href="${slotsOf(0).unsubscribeUrl}"`);
    expect(parsed.subject).toBe(
      'Привет,   Анна 0 — новости магазина, в которых много слов и потому строка длиннее одной',
    );
    expect(parsed.to).toEqual([{ name: 'Анна "0"', address: 'client0@example.org' }]);
  });

  it('goes to a domain of any script', async () => {
    const channel = channelTo(sink.url);
    const connection = await channel.connect(never);
    const letter = channel.compile(aRun({ sender: { name: 'Магазин', address: 'shop@пример.рф' } }));
    await connection.send(letter, aDelivery({ recipient: 'anna@почта.рф' }), yes);
    await connection.close();
    const { from, to, raw } = sink.mails.at(-1)!;
    expect([from, to]).toEqual(['shop@xn--e1afmkfd.xn--p1ai', ['anna@xn--80a1acny.xn--p1ai']]);
    expect(raw).toMatch(/^From: =\?UTF-8\?B\?[\w+/=]+\?= <shop@xn--e1afmkfd.xn--p1ai>\r$/m);
  });
});

it('bounces come to the letter’s own address', async () => {
  const channel = channelTo(sink.url, { bounceAddressOf: (number) => `b+${number}.mac@bounces.example` });
  const connection = await channel.connect(never);
  await connection.send(channel.compile(aRun()), aDelivery({ number: 77 }), yes);
  await connection.close();
  expect(sink.mails.at(-1)).toMatchObject({ from: 'b+77.mac@bounces.example' });
  expect(sink.mails.at(-1)!.raw).toMatch(/^From: "?The Shop"? <shop@example.com>\r$/m);
});
