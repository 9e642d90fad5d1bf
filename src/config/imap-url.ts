// How a BOUNCE_IMAP_URL reads.
import { isLoopback } from '../domain/network-address.js';

/** Where a mailbox is and how to log in to it. */
export interface ImapAccount {
  host: string;
  port: number;
  /** TLS from the first byte (`imaps://`). */
  secure: boolean;
  /** Refuse to go on without TLS. */
  requireTls: boolean;
  user: string;
  password: string;
  folder: string;
}

const form = 'imaps://user:password@host[:port][/folder]';

/**
 * Reads `imaps://user:password@host[:port][/folder]` (TLS from the start) and `imap://…` (STARTTLS, required but for
 * this machine itself). Without a port: 993 and 143; without a folder: INBOX. Throws an `Error` in one line that never
 * repeats the URL, for it holds the password.
 */
export function parseImapUrl(text: string): ImapAccount {
  const url = parsedUrl(text);
  const secure = url.protocol === 'imaps:';
  if (!secure && url.protocol !== 'imap:') throw new Error(`an IMAP URL looks like ${form} or imap://…`);
  if (url.hostname === '') throw new Error('the IMAP URL has no host');
  if (url.search !== '') throw new Error('the IMAP URL has a "?"; it takes no parameters');
  if (url.hash !== '') throw new Error('the IMAP URL has a "#"; write %23 in a password or folder');
  const user = decoded(url.username, 'user');
  const password = decoded(url.password, 'password');
  if (user === '') throw new Error('the IMAP URL has no user');
  if (password === '') throw new Error('the IMAP URL has no password');
  const host = decoded(url.hostname, 'host').replace(/^\[|\]$/g, '');
  return {
    host,
    port: portOf(url, secure),
    secure,
    requireTls: secure || !isLoopback(host),
    user,
    password,
    folder: decoded(url.pathname.slice(1), 'folder') || 'INBOX',
  };
}

function parsedUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new Error(
      `the IMAP URL cannot be read; it looks like ${form}, with %xx for signs such as "/" or "@"`,
    );
  }
}

/** Decoded; a control would end an IMAP command early. */
function decoded(part: string, what: string): string {
  let value: string;
  try {
    value = decodeURIComponent(part);
  } catch {
    throw new Error(`the ${what} in the IMAP URL has a "%" that is not followed by two hex digits`);
  }
  if (/\p{Cc}/u.test(value)) throw new Error(`the ${what} in the IMAP URL has a control character`);
  return value;
}

function portOf(url: URL, secure: boolean): number {
  if (url.port === '') return secure ? 993 : 143;
  const port = Number(url.port);
  if (port < 1) throw new Error('the port in the IMAP URL is from 1 to 65535');
  return port;
}
