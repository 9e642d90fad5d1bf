// Cuts text into the records of a CSV file, so that a broken quote costs the line it stands in and not the rest of
// the file: a parser that has lost its place cannot know where the next record begins, whoever sees the lines can.

/** What is wrong with a record before its cells are looked at. */
export type RecordFault = 'ROW_PARSE' | 'ROW_TOO_LONG';

export interface RawRecord {
  /** Of its beginning; the first line of the file is 1. */
  line: number;
  /** Without the line break; only its beginning where it is too long. */
  text: string;
  fault?: RecordFault;
}

/** The longest legal client has 300,000 characters (50 attributes, all escaped); more is not one record. */
export const longestRecord = 1024 * 1024;
const shownOfTooLong = 200;

/** `wait`: the end has not arrived yet. */
type Cut = { end: number } | 'malformed' | 'wait';

export class RecordSplitter {
  private text = '';
  private at = 0;
  private line = 1;
  private isSkipping = false;
  private hasEnded = false;

  constructor(private readonly delimiter: string) {}

  /** The records that end in what has arrived so far. Empty lines are counted, but are no records. */
  push(text: string): RawRecord[] {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
    const records: RawRecord[] = [];
    while (this.at < this.text.length) {
      const before = this.at;
      const record = this.isSkipping ? this.skip() : this.next();
      if (record && record.text.trim() !== '') records.push(record);
      if (this.at === before) break;
    }
    return records;
  }

  /** The last record, where the file does not end with a line break. */
  end(): RawRecord[] {
    this.hasEnded = true;
    return this.push('');
  }

  private next(): RawRecord | null {
    const start = this.at;
    const lineEnd = this.lineEndFrom(start);
    // Only this line is searched: a file of a million short lines must not be searched a million times.
    const isPlain = lineEnd !== null && !this.text.slice(start, lineEnd).includes('"');
    const cut: Cut = isPlain ? { end: lineEnd } : this.cutFrom(start);
    if (cut === 'malformed') return this.refuseLine(lineEnd);
    if (cut !== 'wait') return cut.end - start > longestRecord ? this.tooLong(cut.end) : this.take(cut.end);
    if (this.text.length - start <= longestRecord) return null;
    return this.refuseLine(lineEnd);
  }

  /** Where the record that starts here ends, quoted line breaks included (RFC 4180, section 2). */
  private cutFrom(start: number): Cut {
    let at = start;
    for (;;) {
      if (this.text[at] === '"') {
        const closing = this.closingQuote(at + 1);
        if (closing === null) return this.hasEnded ? 'malformed' : 'wait';
        at = closing + 1;
      } else {
        at = this.nextOf(at);
      }
      if (at >= this.text.length) return this.hasEnded ? { end: at } : 'wait';
      const character = this.text[at];
      if (character === '\n' || character === '\r') {
        return character === '\r' && at + 1 === this.text.length && !this.hasEnded ? 'wait' : { end: at };
      }
      if (character !== this.delimiter) return 'malformed';
      at += 1;
    }
  }

  /** The quote that ends the cell; null where it is not there (yet). */
  private closingQuote(from: number): number | null {
    for (let at = this.text.indexOf('"', from); at !== -1; at = this.text.indexOf('"', at + 2)) {
      if (at + 1 >= this.text.length && !this.hasEnded) return null;
      if (this.text[at + 1] !== '"') return at;
    }
    return null;
  }

  /** Where the unquoted cell ends: a delimiter or a line break. */
  private nextOf(from: number): number {
    for (let at = from; at < this.text.length; at += 1) {
      const character = this.text[at];
      if (character === this.delimiter || character === '\n' || character === '\r') return at;
    }
    return this.text.length;
  }

  private lineBreakAfter = /[\r\n]/g;

  /** Where this line ends; null where its end has not arrived. */
  private lineEndFrom(start: number): number | null {
    this.lineBreakAfter.lastIndex = start;
    const at = this.lineBreakAfter.exec(this.text)?.index ?? null;
    if (at === null) return this.hasEnded ? this.text.length : null;
    // A CR at the very end may be half of a CRLF.
    return this.text[at] === '\r' && at + 1 === this.text.length && !this.hasEnded ? null : at;
  }

  private refuseLine(lineEnd: number | null): RawRecord | null {
    if (lineEnd !== null) {
      return lineEnd - this.at > longestRecord ? this.tooLong(lineEnd) : this.take(lineEnd, 'ROW_PARSE');
    }
    if (this.text.length - this.at <= longestRecord) return null;
    this.isSkipping = true;
    return this.beginningOf('ROW_TOO_LONG');
  }

  private tooLong(end: number): RawRecord {
    const record = this.beginningOf('ROW_TOO_LONG');
    this.take(end);
    return record;
  }

  private beginningOf(fault: RecordFault): RawRecord {
    return { line: this.line, text: this.text.slice(this.at, this.at + shownOfTooLong), fault };
  }

  /** Lets the rest of a line that is too long go by without keeping it. */
  private skip(): null {
    const end = this.lineEndFrom(this.at);
    if (end === null) {
      const isHalfBreak = this.text.endsWith('\r');
      this.at = this.text.length - (isHalfBreak ? 1 : 0);
      return null;
    }
    this.isSkipping = false;
    this.take(end);
    return null;
  }

  private take(end: number, fault?: RecordFault): RawRecord {
    const text = this.text.slice(this.at, end);
    const record = { line: this.line, text, ...(fault ? { fault } : {}) };
    this.line += 1 + (text.includes('"') ? (text.match(/\r\n?|\n/g)?.length ?? 0) : 0);
    this.at = end + (this.text.startsWith('\r\n', end) ? 2 : 1);
    return record;
  }
}
