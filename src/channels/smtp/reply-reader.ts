// Reads SMTP replies (RFC 5321 4.2) from a stream that may be cut anywhere, lie, babble or never end.

/** One whole reply. */
export interface Reply {
  kind: 'reply';
  code: number;
  /** The server's own words with their codes, lines joined by LF, cut to `keptReplyBytes`. */
  text: string;
}

/** The stream is not SMTP any more; nothing after it can be believed. */
export interface ProtocolFault {
  kind: 'fault';
  reason: string;
  /** What the server said instead, cut to `keptReplyBytes`. */
  text: string;
}

/** More than this is never shown or stored; the rest of a long reply is read and thrown away. */
export const keptReplyBytes = 4096;

/** A reply longer than this is a fault: no real server says so much, and an endless one must stop somewhere. */
export const maxReplyBytes = 4 * 1024 * 1024;

const lineFeed = 10;
const carriageReturn = 13;

/** The code of a line, then `-` where more lines follow, a space or nothing where none does. */
const lineStart = /^([2-5][0-5][0-9])([ -]|$)/;

export class ReplyReader {
  /** Kept bytes of the unfinished reply, one character each. */
  private kept = '';
  /** First bytes of the unfinished line, without its end. */
  private head = '';
  private replyBytes = 0;
  private lineBytes = 0;
  private codeSoFar = '';
  private lastByte = 0;
  private isBroken = false;

  /** True while no byte of an unfinished reply is here. */
  get isBetweenReplies(): boolean {
    return this.replyBytes === 0;
  }

  /** What has come of an unfinished reply. */
  get unfinished(): string {
    return utf8(this.kept);
  }

  /** Takes the next bytes and returns what they completed. After a fault everything is passed over. */
  push(chunk: Buffer): (Reply | ProtocolFault)[] {
    const found: (Reply | ProtocolFault)[] = [];
    let start = 0;
    while (start < chunk.length && !this.isBroken) {
      const end = chunk.indexOf(lineFeed, start);
      const upTo = end === -1 ? chunk.length : end;
      this.take(chunk, start, upTo);
      const event = end === -1 ? this.tooLong() : this.endOfLine();
      if (event !== null) found.push(event);
      start = upTo + 1;
    }
    return found;
  }

  private take(chunk: Buffer, start: number, end: number): void {
    if (end === start) return;
    const bytes = end - start;
    if (this.lineBytes < 4)
      this.head += chunk.toString('latin1', start, Math.min(end, start + 4 - this.lineBytes));
    const room = keptReplyBytes - this.kept.length;
    if (room > 0) this.kept += chunk.toString('latin1', start, Math.min(end, start + room));
    this.lineBytes += bytes;
    this.replyBytes += bytes;
    this.lastByte = chunk[end - 1]!;
  }

  private endOfLine(): Reply | ProtocolFault | null {
    this.replyBytes += 1;
    const endsInReturn = this.lineBytes > 0 && this.lastByte === carriageReturn;
    if (endsInReturn && this.kept.endsWith('\r')) this.kept = this.kept.slice(0, -1);
    const head = endsInReturn && this.lineBytes <= 4 ? this.head.slice(0, -1) : this.head;
    const match = lineStart.exec(head);
    if (match === null) return this.fault('not an SMTP reply');
    const code = match[1]!;
    if (this.codeSoFar !== '' && this.codeSoFar !== code) return this.fault('one reply with two codes');
    if (this.replyBytes > maxReplyBytes) return this.tooLong();
    this.head = '';
    this.lineBytes = 0;
    if (match[2] === '-') {
      this.codeSoFar = code;
      if (this.kept.length < keptReplyBytes) this.kept += '\n';
      return null;
    }
    const text = utf8(this.kept);
    this.kept = '';
    this.replyBytes = 0;
    this.codeSoFar = '';
    return { kind: 'reply', code: Number(code), text };
  }

  private tooLong(): ProtocolFault | null {
    if (this.replyBytes > maxReplyBytes) return this.fault('a reply without end');
    const cannotBecomeReply = this.lineBytes > keptReplyBytes && !lineStart.test(this.head);
    return cannotBecomeReply ? this.fault('not an SMTP reply') : null;
  }

  private fault(reason: string): ProtocolFault {
    this.isBroken = true;
    return { kind: 'fault', reason, text: utf8(this.kept) };
  }
}

/** Reply text has no fixed charset; UTF-8 is what servers use, other bytes show as U+FFFD. */
function utf8(bytes: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly the ASCII range is meant
  return /^[\x00-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}
