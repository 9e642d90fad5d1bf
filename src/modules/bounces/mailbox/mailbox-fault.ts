import type { ImapAccount } from '../../../config/imap-url.js';
import { cleanReply } from '../../../domain/smtp-reply.js';

const mostBytes = 200;

/** What imapflow and Node put on an error. */
interface Fault {
  message?: string;
  code?: string;
  authenticationFailed?: boolean;
  responseText?: string;
}

/** Why a mailbox cannot be read, in one line. A server may repeat what it was told, but never to us: no password. */
export function wordsOfFault(thrown: unknown, { user, password }: ImapAccount): string {
  const { message = 'unknown', code, authenticationFailed, responseText } = (thrown ?? {}) as Fault;
  const said = responseText ? `: ${responseText}` : '';
  const words = authenticationFailed
    ? `the log-in was refused${said}`
    : responseText
      ? `the server refused${said}`
      : `${message}${code && !message.includes(code) ? ` (${code})` : ''}`;
  const inOneLine = words.replace(/\s+/g, ' ').trim();
  return cleanReply(withoutSecrets(inOneLine, user, password), mostBytes);
}

/** The password as it may have gone over the wire: LOGIN in clear or quoted, AUTH PLAIN (RFC 4616), AUTH LOGIN. */
function withoutSecrets(words: string, user: string, password: string): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const secrets = [base64(`\0${user}\0${password}`), base64(password), quoted(password), password];
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), words);
}

function quoted(password: string): string {
  return password.replace(/["\\]/g, '\\$&');
}
