// Which encoding a file has, judged while it passes by: spreadsheets save UTF-8, UTF-16 and Windows-1251 alike.
import { isAscii, isUtf8 } from 'node:buffer';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251'] as const;
export type Encoding = (typeof encodings)[number];

export interface EncodingVerdict {
  encoding: Encoding;
  /** False where bytes may not be text of this encoding: U+FFFD then stands for what is lost. */
  isClean: boolean;
}

/** Beginnings of files that people rename to .csv: zip and new Excel, old Excel, gzip, PDF, PNG. */
const foreignSignatures = ['504b0304', '504b0506', 'd0cf11e0', '1f8b', '25504446', '89504e47'];

/** So many lines that are not ASCII settle the matter; a file of millions need not be judged line by line. */
const enoughLines = 20_000;

/** True for the beginning of a file that is no text at all. */
export function isForeign(head: Buffer): boolean {
  const start = head.subarray(0, 4).toString('hex');
  if (foreignSignatures.some((signature) => start.startsWith(signature))) return true;
  return utf16Of(head) === null && countZeros(head, 0, 1) > head.length / 100;
}

/** Takes the pieces of a file in their order; the first must have the beginning, at least 64 bytes where there are. */
export class EncodingSniffer {
  private marked: Encoding | null | undefined;
  private tail = Buffer.alloc(0);
  private goodLines = 0;
  private badLines = 0;

  add(chunk: Buffer): void {
    if (this.marked === undefined) this.marked = markOf(chunk) ?? utf16Of(chunk);
    if (this.marked && this.marked !== 'utf-8') return;
    if (this.tail.length === 0 && isAscii(chunk)) return;
    const bytes = Buffer.concat([this.tail, chunk]);
    const end = endOfLastLine(bytes);
    this.judge(bytes.subarray(0, end));
    this.tail = Buffer.from(bytes.subarray(end));
  }

  verdict(): EncodingVerdict {
    this.judge(this.tail);
    this.tail = Buffer.alloc(0);
    if (this.marked && this.marked !== 'utf-8') return { encoding: this.marked, isClean: false };
    const isUnicode = this.marked === 'utf-8' || this.badLines === 0 || this.goodLines > this.badLines;
    return isUnicode
      ? { encoding: 'utf-8', isClean: this.badLines === 0 }
      : { encoding: 'windows-1251', isClean: true };
  }

  /** Counts lines that are not plain ASCII: good UTF-8 ones, and ones that cannot be UTF-8. */
  private judge(bytes: Buffer): void {
    if (isAscii(bytes)) return;
    const isGood = isUtf8(bytes);
    if (this.badLines > 0 && this.goodLines + this.badLines > enoughLines) return;
    for (const line of linesOf(bytes)) {
      if (isAscii(line)) continue;
      if (isGood || isUtf8(line)) this.goodLines += 1;
      else this.badLines += 1;
      if (this.goodLines + this.badLines > enoughLines) return;
    }
    if (!isGood && this.badLines === 0) this.badLines = 1;
  }
}

function markOf(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** Without a mark, UTF-16 shows itself by the zero bytes of its separators and digits, all on one side. */
function utf16Of(head: Buffer): Encoding | null {
  const marked = markOf(head);
  if (marked) return marked === 'utf-8' ? null : marked;
  const [even, odd] = [countZeros(head, 0, 2), countZeros(head, 1, 2)];
  const most = Math.max(even, odd);
  if (Math.min(even, odd) > 0 || most < 2 || most < head.length / 50) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function countZeros(bytes: Buffer, from: number, step: number): number {
  let count = 0;
  for (let index = from; index < bytes.length; index += step) if (bytes[index] === 0) count += 1;
  return count;
}

function endOfLastLine(bytes: Buffer): number {
  return Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1 || bytes.length;
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  const separator = bytes.includes(0x0a) ? 0x0a : 0x0d;
  let start = 0;
  for (let end = bytes.indexOf(separator); end !== -1; end = bytes.indexOf(separator, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}
