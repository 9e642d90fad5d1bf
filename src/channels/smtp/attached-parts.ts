// The files of a run as the last parts of its letters: encoded once, and the same bytes go out with every letter.
import { extendedValue } from '../../domain/attached-file.js';
import type { LetterFile } from '../../sending/ports.js';

/** RFC 2045, section 6.8: lines of 76 characters, which stand for 57 bytes. */
const bytesPerLine = 57;
const maxLine = 76;
const lineEnd = '\r\n';

/**
 * All files as parts of the multipart that `boundary` divides, from the first delimiter to the closing one. No line of
 * it begins with a dot, and it is in DKIM's relaxed form already (RFC 6376, section 3.4.4), so that it is neither
 * stuffed nor rewritten for a letter.
 */
export function encodedFiles(files: readonly LetterFile[], boundary: string): Buffer {
  const heads = files.map((file) => `--${boundary}${lineEnd}${headersOf(file)}${lineEnd}`);
  const end = `--${boundary}--${lineEnd}`;
  const sizes = files.map(({ bytes }, index) => heads[index]!.length + encodedLength(bytes.length));
  const parts = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size, end.length));
  let at = 0;
  for (const [index, { bytes }] of files.entries()) {
    at += parts.write(heads[index]!, at, 'latin1');
    at = writeBase64(parts, at, bytes);
  }
  parts.write(end, at, 'latin1');
  return parts;
}

function encodedLength(size: number): number {
  return Math.ceil(size / 3) * 4 + Math.ceil(size / bytesPerLine) * lineEnd.length;
}

/** Line by line, so that the file is never in memory a third time. Answers where it ended. */
function writeBase64(parts: Buffer, start: number, bytes: Buffer): number {
  let at = start;
  for (let from = 0; from < bytes.length; from += bytesPerLine) {
    const line = bytes.toString('base64', from, Math.min(from + bytesPerLine, bytes.length));
    at += parts.write(line, at, 'latin1');
    parts[at++] = 13;
    parts[at++] = 10;
  }
  return at;
}

function headersOf({ name, type }: LetterFile): string {
  return (
    `Content-Type: ${type}${lineEnd}` +
    `Content-Transfer-Encoding: base64${lineEnd}` +
    `Content-Disposition: attachment;${lineEnd} ${fileNameParameter(name)}${lineEnd}`
  );
}

/** RFC 2183, section 2.3; names in other scripts, and long ones, as RFC 2231, sections 3 and 4. */
function fileNameParameter(name: string): string {
  const quoted = `filename="${name}"`;
  // A cleaned name has neither quotes nor backslashes; two spaces would not survive a relaxed signature.
  if (/^(?!.* {2})[ !#-[\]-~]+$/.test(name) && quoted.length < maxLine) return quoted;
  const pieces: string[] = [''];
  // No %XX is cut in two.
  for (const sign of extendedValue(name).match(/%..|[^]/g)!) {
    const prefix = ` filename*${pieces.length}*=;`.length;
    if (prefix + pieces.at(-1)!.length + sign.length > maxLine) pieces.push('');
    pieces[pieces.length - 1] += sign;
  }
  return pieces.map((piece, index) => `filename*${index}*=${piece}`).join(`;${lineEnd} `);
}
