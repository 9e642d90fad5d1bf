// A run's message as MIME with slots: all that is the same for every client is encoded once per run.
import { parseEmailAddress } from '../../domain/email-address.js';
import { escapeHeader } from '../../domain/header-text.js';
import { escapeHtml, fillTemplate, parseTemplate, type Part } from '../../domain/personalization.js';
import type { ClaimedDelivery, Letter, LetterFile, RunSnapshot } from '../../sending/ports.js';
import { encodedFiles } from './attached-parts.js';
import { base64Lines, mailboxHeader, quotedPrintableLine, textHeader } from './mime-encoding.js';
import type { SmtpMail } from './smtp-dialogue.js';

type Slots = Readonly<Record<string, string>>;

/** One text of the letter, with its own headers. */
interface Body {
  headers: string;
  /** The encoded text for one client; ends in CRLF. */
  filled(slots: Slots): string;
}

const asIs = (value: string) => value;

export class CompiledMessage implements Letter {
  private readonly sender: { address: string; domain: string };
  private readonly fromHeader: string;
  private readonly subject: Part[];
  private readonly bodies: Body[];
  private readonly boundary: string;
  private readonly mixedBoundary: string;
  /** The files, where there are any: one buffer for all letters. */
  private readonly files: Buffer | undefined;

  /** Throws when the run has neither html nor text, a broken template or a sender that is no address. */
  constructor(
    readonly run: RunSnapshot,
    files: readonly LetterFile[] = [],
  ) {
    this.sender = parseEmailAddress(run.sender.address);
    this.fromHeader = mailboxHeader('From', run.sender.name, this.sender.address);
    this.subject = parseTemplate(run.subject);
    this.bodies = [];
    // RFC 2046 5.1.4: the plainest first.
    if (run.text !== null) this.bodies.push(compileBody('text/plain', run.text, asIs));
    if (run.html !== null) this.bodies.push(compileBody('text/html', run.html, escapeHtml));
    if (this.bodies.length === 0) throw new Error('the message has neither html nor text');
    // "=_" can stand neither in quoted-printable nor in base64 (RFC 2045 6.7), so no text can imitate the boundary.
    this.boundary = `=_${run.id}`;
    // Neither may begin like the other (RFC 2046 5.1.2).
    this.mixedBoundary = `=_mixed_${run.id}`;
    this.files = files.length > 0 ? encodedFiles(files, this.mixedBoundary) : undefined;
  }

  /** The letter for one client. Throws when its recipient is no e-mail address. */
  mailFor(delivery: ClaimedDelivery, now: number): SmtpMail {
    const to = parseEmailAddress(delivery.recipient).address;
    const head =
      this.fromHeader +
      mailboxHeader('To', delivery.recipientName, to) +
      textHeader('Subject', fillTemplate(this.subject, delivery.slots, escapeHeader)) +
      `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}\r\n` +
      // The same for every attempt, so that a mail that came twice can be known by it.
      `Message-ID: <${delivery.id}@${this.sender.domain}>\r\n` +
      this.listHeaders(delivery) +
      'MIME-Version: 1.0\r\n';
    return {
      from: this.sender.address,
      to,
      body: Buffer.from(head + this.content(delivery.slots), 'latin1'),
      rest: this.files,
    };
  }

  /** RFC 2369, RFC 8058 and RFC 2919: mail programs show a button for it, and large providers ask for them. */
  private listHeaders({ slots }: ClaimedDelivery): string {
    const url = slots['unsubscribeUrl'];
    if (!url) return '';
    return (
      `List-Unsubscribe: <${url}>\r\n` +
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n' +
      `List-Id: <${this.run.mailingId}.${this.sender.domain}>\r\n`
    );
  }

  /** RFC 2046 5.1.3: the texts are the first part, and the files follow. */
  private content(slots: Slots): string {
    if (this.files === undefined) return this.texts(slots);
    const { mixedBoundary } = this;
    return (
      `Content-Type: multipart/mixed;\r\n boundary="${mixedBoundary}"\r\n\r\n` +
      `--${mixedBoundary}\r\n${this.texts(slots)}`
    );
  }

  private texts(slots: Slots): string {
    if (this.bodies.length === 1)
      return this.bodies.map((body) => `${body.headers}\r\n${body.filled(slots)}`).join('');
    let content = `Content-Type: multipart/alternative;\r\n boundary="${this.boundary}"\r\n\r\n`;
    for (const body of this.bodies)
      content += `--${this.boundary}\r\n${body.headers}\r\n${body.filled(slots)}`;
    return `${content}--${this.boundary}--\r\n`;
  }
}

function compileBody(type: string, template: string, escape: (value: string) => string): Body {
  const parts = parseTemplate(template.replace(/\r\n|\r|\n/g, '\r\n'));
  const encoding = isMostlyAscii(template) ? 'quoted-printable' : 'base64';
  const headers = `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n`;
  const filled = encoding === 'base64' ? base64Body(parts, escape) : quotedPrintableBody(parts, escape);
  return { headers, filled };
}

/** Quoted-printable keeps ASCII readable; for other scripts it would be three times as long as base64. */
function isMostlyAscii(text: string): boolean {
  let others = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 126) others += 1;
  return others * 6 <= text.length;
}

function base64Body(parts: Part[], escape: (value: string) => string): Body['filled'] {
  const fill = (slots: Slots) => base64Lines(fillTemplate(parts, slots, escape));
  if (parts.some(isSlot)) return fill;
  const same = fill({});
  return () => same;
}

/** A soft line break: gone once it is decoded (RFC 2045 6.7, rule 5). */
const softBreak = '=\r\n';
const lineEnd = '\r\n';
/** From here on, text beside a slot is worth its own lines, which are encoded once for all clients. */
const longText = 200;

/** What is encoded for each client, and how the line goes on after it. */
interface Filling {
  parts: Part[];
  end: typeof softBreak | typeof lineEnd;
}

/** Only what stands near a slot is encoded per client; programs write whole letters in one line. */
function quotedPrintableBody(parts: Part[], escape: (value: string) => string): Body['filled'] {
  const pieces: (string | Filling)[] = [];
  for (const line of linesOf(parts)) {
    for (const piece of piecesOf(line, escape)) {
      const last = pieces.at(-1);
      if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
      else pieces.push(piece);
    }
  }
  return (slots) => {
    let text = '';
    for (const piece of pieces) {
      text +=
        typeof piece === 'string'
          ? piece
          : encodedLines(fillTemplate(piece.parts, slots, escape)) + piece.end;
    }
    return text;
  };
}

/** One line of the text, cut where it is long and the same for every client. */
function piecesOf(line: Part[], escape: (value: string) => string): (string | Filling)[] {
  if (!line.some(isSlot)) return [encodedLines(fillTemplate(line, {}, escape)) + lineEnd];
  const pieces: (string | Filling)[] = [];
  let near: Part[] = [];
  const closeNear = (end: Filling['end']) => {
    if (near.length > 0) pieces.push({ parts: near, end });
    near = [];
  };
  for (const [index, part] of line.entries()) {
    if (isSlot(part) || part.length < longText) {
      near.push(part);
      continue;
    }
    closeNear(softBreak);
    pieces.push(encodedLines(part) + (index === line.length - 1 ? lineEnd : softBreak));
  }
  closeNear(lineEnd);
  return pieces;
}

/** A value may bring line breaks of its own. */
function encodedLines(text: string): string {
  if (!/[\r\n]/.test(text)) return quotedPrintableLine(text);
  return text
    .split(/\r\n|\r|\n/)
    .map(quotedPrintableLine)
    .join(lineEnd);
}

function linesOf(parts: Part[]): Part[][] {
  const lines: Part[][] = [[]];
  for (const part of parts) {
    if (isSlot(part)) {
      lines.at(-1)!.push(part);
      continue;
    }
    const [first, ...more] = part.split('\r\n');
    lines.at(-1)!.push(first!);
    for (const line of more) lines.push([line]);
  }
  return lines;
}

function isSlot(part: Part): part is Exclude<Part, string> {
  return typeof part !== 'string';
}
