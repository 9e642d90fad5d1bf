// Signs letters so that their receivers know whose they are (RFC 6376; Ed25519 by RFC 8463).
import { createHash, createPrivateKey, sign, type Hash, type KeyObject } from 'node:crypto';
import type { DkimKey } from '../../config/dkim-key.js';

/** In their order; those that a letter lacks are left out. List-* are among them because RFC 8058 4 wants them signed. */
const signedFields = [
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
];
const maxLine = 72;
const headEnd = Buffer.from('\r\n\r\n');
const pieceBytes = 1024 * 1024;

interface LetterToSign {
  body: Buffer;
  rest?: Buffer;
}

export class DkimSigner {
  private readonly key: KeyObject;
  private readonly isEd25519: boolean;
  private readonly frame: string;

  /** Throws when the key cannot be read. */
  constructor({ domain, selector, privateKey }: DkimKey) {
    this.key = createPrivateKey(privateKey);
    this.isEd25519 = this.key.asymmetricKeyType === 'ed25519';
    const algorithm = this.isEd25519 ? 'ed25519-sha256' : 'rsa-sha256';
    this.frame = `v=1; a=${algorithm}; c=relaxed/relaxed; d=${domain}; s=${selector};\r\n`;
  }

  /**
   * The letter with its signature before it; `now` is an instant in milliseconds. The letter must end in CRLF. `rest` is
   * what is sent after it: signed as well, but not part of the answer. It must be in relaxed form.
   */
  async signed({ body: letter, rest }: LetterToSign, now: number): Promise<Buffer> {
    const end = letter.indexOf(headEnd);
    const head = letter.toString('latin1', 0, end);
    const text = relaxedLines(letter.subarray(end + headEnd.length));
    const bodyHash = createHash('sha256').update(rest ? text : withoutEmptyEnd(text), 'latin1');
    if (rest) await updateInPieces(bodyHash, rest);
    const fields = fieldsOf(head);
    const names = signedFields.filter((name) => fields.has(name));
    const unsigned =
      `DKIM-Signature: ${this.frame} t=${Math.floor(now / 1000)};\r\n` +
      ` h=${foldedNames(names)};\r\n bh=${bodyHash.digest('base64')};\r\n b=`;
    const content =
      names.map((name) => `${name}:${fields.get(name)}\r\n`).join('') +
      `dkim-signature:${relaxedValue(unsigned.slice(unsigned.indexOf(':') + 1))}`;
    const signature = await this.signatureOf(Buffer.from(content, 'latin1'));
    return Buffer.concat([Buffer.from(`${unsigned}${folded(signature)}\r\n`, 'latin1'), letter]);
  }

  /** In a thread of the system's pool: an RSA signature costs half a millisecond that the engine does not have. */
  private signatureOf(content: Buffer): Promise<string> {
    // RFC 8463 3: Ed25519 signs the hash.
    const data = this.isEd25519 ? createHash('sha256').update(content).digest() : content;
    return new Promise((resolve, reject) => {
      sign(this.isEd25519 ? null : 'sha256', data, this.key, (error, signature) =>
        error ? reject(error) : resolve(signature.toString('base64')),
      );
    });
  }
}

/** The values of the header fields by name, relaxed; of a field that comes twice, the last (RFC 6376 5.4.2). */
function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const field of head.split(/\r\n(?![ \t])/)) {
    const colon = field.indexOf(':');
    fields.set(field.slice(0, colon).trim().toLowerCase(), relaxedValue(field.slice(colon + 1)));
  }
  return fields;
}

/** RFC 6376 3.4.2. */
function relaxedValue(value: string): string {
  return value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** RFC 6376 3.4.4: white space within lines. */
function relaxedLines(body: Buffer): string {
  return body
    .toString('latin1')
    .replace(/[ \t]+/g, ' ')
    .replaceAll(' \r\n', '\r\n');
}

/** RFC 6376 3.4.4: empty lines at the end. */
function withoutEmptyEnd(text: string): string {
  const kept = text.replace(/(\r\n)+$/, '\r\n');
  return kept === '\r\n' ? '' : kept;
}

/** Ten megabytes at once would hold up every other letter. */
async function updateInPieces(hash: Hash, bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    hash.update(bytes.subarray(from, from + pieceBytes));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function foldedNames(names: readonly string[]): string {
  const lines = [''];
  for (const [index, name] of names.entries()) {
    const word = index === names.length - 1 ? name : `${name}:`;
    if (lines.at(-1)!.length + word.length > maxLine) lines.push('');
    lines[lines.length - 1] += word;
  }
  return lines.join('\r\n ');
}

function folded(signature: string): string {
  return signature.replace(new RegExp(`.{${maxLine}}(?=.)`, 'g'), '$&\r\n ');
}
