// Files that letters carry: how many, how large, and under which names and types they go out.
import { cutToBytes, unsafeCharacters } from './safe-text.js';

/** A file as lists and records show it. */
export interface AttachedFile {
  name: string;
  /** Media type without parameters. */
  type: string;
  /** Bytes. */
  size: number;
}

export const mostFiles = 10;
/** Bytes of all files of a message together. Base64 makes a third more of them, and large providers take 20 to 25 MB. */
export const mostFileBytes = 10 * 1024 * 1024;

/** File systems take 255 bytes; a counter such as ` (2)` must still fit. */
const longestNameBytes = 200;
const nameless = 'attachment';

/** Format characters that no one sees, but for those that hold emoji and some scripts together. */
const invisible = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}/gu;

/**
 * The last part of a path as a name that every system can store: one line, nothing invisible, none of the characters
 * that Windows refuses, at most 200 bytes of UTF-8 with its extension kept. Where nothing is left: `attachment`.
 */
export function cleanFileName(given: string): string {
  const name = given
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(unsafeCharacters, '')
    .replace(invisible, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+/, '');
  const extension = /\.[^.]{1,20}$/u.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length);
  const room = longestNameBytes - new TextEncoder().encode(extension).length;
  // Windows drops dots and spaces at the end.
  return (cutToBytes(stem, room) + extension).replace(/[ .]+$/, '') || nameless;
}

/** What large providers refuse whatever is in it: the list of Gmail. */
const refusedExtensions = new Set(
  (
    'ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg ex ex_ exe hta img ins iso ' +
    'isp jar jnlp js jse lib lnk mde mjs msc msi msix msixbundle msp mst nsh pif ps1 scr sct shb sys vb vbe vbs vhd ' +
    'vxd wsc wsf wsh xll'
  ).split(' '),
);

export function isProgramExtension(extension: string): boolean {
  return refusedExtensions.has(extension);
}

/** Would a mail program or Windows take it for a program? Trailing dots and look-alike characters change nothing. */
export function isProgramName(name: string): boolean {
  const plain = name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[ .]+$/, '')
    .toLowerCase();
  return isProgramExtension(/\.([^.]*)$/.exec(plain)?.[1] ?? '');
}

export const unknownType = 'application/octet-stream';

/**
 * The declared media type, lower case and without parameters. What is none, and the composite types that must not be
 * in base64 (RFC 2046, sections 5.1 and 5.2), become `application/octet-stream`.
 */
export function cleanMediaType(declared: string): string {
  const type = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}(?=\s*(;|$))/.exec(
    declared.trim().toLowerCase(),
  )?.[0];
  return type && !/^(multipart|message)\//.test(type) ? type : unknownType;
}

/** RFC 8187, section 3.2: `UTF-8''` and the text with everything but attr-chars percent-encoded. */
export function extendedValue(text: string): string {
  const encoded = encodeURIComponent(text).replace(
    /[*'()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `UTF-8''${encoded}`;
}
