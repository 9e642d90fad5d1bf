// The parts of MIME that a letter needs: header words, mailboxes, quoted-printable and base64 (RFC 2045, 2047, 5322).
// Everything that comes out is ASCII without a control character but CRLF, in lines of at most 76 characters.
import { escapeHeader } from '../../domain/header-text.js';

const maxLine = 76;
const wordFrame = '=?UTF-8?B??='.length;

/** `Name: value` for free text such as a subject, folded and encoded where needed; ends in CRLF. */
export function textHeader(name: string, value: string): string {
  const text = oneLine(value);
  const prefix = `${name}: `;
  const folded = foldedAscii(text, prefix.length);
  return `${prefix}${folded ?? encodedWords(text, prefix.length)}\r\n`;
}

/** `Name: "Display" <address>`; ends in CRLF. The address must have been checked. */
export function mailboxHeader(name: string, displayName: string, address: string): string {
  const prefix = `${name}: `;
  const phrase = phraseOf(oneLine(displayName), prefix.length);
  if (phrase === '') return `${prefix}${address}\r\n`;
  const fits = !phrase.includes('\r\n') && prefix.length + phrase.length + address.length + 3 <= maxLine;
  return `${prefix}${phrase}${fits ? ' ' : '\r\n '}<${address}>\r\n`;
}

/** One line of text without its end as quoted-printable (RFC 2045 6.7), with soft breaks where it is long. */
export function quotedPrintableLine(line: string): string {
  const encoded = line.replace(/[^!-<>-~ \t]+|[ \t]$/gu, quotedBytes);
  if (encoded.length <= maxLine) return encoded;
  let lines = '';
  let start = 0;
  while (encoded.length - start > maxLine) {
    let end = start + maxLine - 1;
    // No `=XX` is cut in two.
    if (encoded[end - 1] === '=') end -= 1;
    else if (encoded[end - 2] === '=') end -= 2;
    lines += `${encoded.slice(start, end)}=\r\n`;
    start = end;
  }
  return lines + encoded.slice(start);
}

/** Base64 in lines of 76 characters; ends in CRLF (RFC 2045 6.8). */
export function base64Lines(text: string): string {
  const encoded = Buffer.from(text, 'utf8').toString('base64');
  let lines = '';
  for (let start = 0; start < encoded.length; start += maxLine)
    lines += `${encoded.slice(start, start + maxLine)}\r\n`;
  return lines;
}

/** No value can start another header. */
function oneLine(value: string): string {
  return escapeHeader(value).trim();
}

function foldedAscii(text: string, prefixLength: number): string | null {
  if (!/^[ -~]*$/.test(text) || text.includes('=?') || text.includes('  ')) return null;
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const room = maxLine - (lines.length === 0 ? prefixLength : 1);
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= room) {
      current = longer;
      continue;
    }
    if (current === '' || word.length > maxLine - 1) return null;
    lines.push(current);
    current = word;
  }
  lines.push(current);
  return lines.join('\r\n ');
}

/** RFC 2047 words; none is cut inside a character. */
function encodedWords(text: string, prefixLength: number): string {
  const words: string[] = [];
  let current = '';
  let bytes = 0;
  for (const sign of text) {
    const size = Buffer.byteLength(sign);
    const room = maxLine - (words.length === 0 ? prefixLength : 1) - wordFrame;
    if (bytes + size > Math.floor(room / 4) * 3) {
      words.push(current);
      current = '';
      bytes = 0;
    }
    current += sign;
    bytes += size;
  }
  words.push(current);
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`).join('\r\n ');
}

/** RFC 5322 3.2.5: atoms as they are, other ASCII quoted, the rest as encoded words. */
function phraseOf(name: string, prefixLength: number): string {
  if (!/^[ -~]*$/.test(name) || name.includes('=?') || name.length > 60)
    return encodedWords(name, prefixLength);
  if (/^[\w!#$%&'*+\-/=?^`{|}~ ]*$/.test(name)) return name;
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

function quotedBytes(signs: string): string {
  let quoted = '';
  for (const byte of Buffer.from(signs, 'utf8'))
    quoted += `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return quoted;
}
