// What the SMTP channel is told from outside.
import type { DkimKey } from '../../config/dkim-key.js';
import type { SmtpServer } from '../../config/smtp-url.js';

export interface SmtpOptions extends SmtpServer {
  /** For all of connecting, and again for all of a letter up to its final dot, whatever the server does. */
  sendTimeoutMs: number;
  /** For the answer to the final dot. */
  replyTimeoutMs: number;
  /** The name we give in EHLO. */
  ehloName: string;
  /** Signs every letter. */
  dkim?: DkimKey;
  /** The envelope's sender, where bounces of this delivery come to; without it the letter's From. */
  bounceAddressOf?: (deliveryNumber: number) => string;
}

/** True for names and addresses that never leave this machine (RFC 6761 6.3, RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  return /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}
