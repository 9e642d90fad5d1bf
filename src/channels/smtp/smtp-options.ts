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
