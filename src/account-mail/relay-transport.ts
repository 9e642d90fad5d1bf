// The way out for single mails: asks for the relay with each mail, and gives up in time whatever the server does.
import { callbackify } from 'node:util';
import type { MailMessage, SentMessageInfo, Transport } from 'nodemailer';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import { parseSmtpUrl } from '../config/smtp-url.js';
import { isLoopback } from '../domain/network-address.js';
import { cleanReply, isPositiveFinalReply } from '../domain/smtp-reply.js';
import type { MailRelay } from '../dev-inbox/mail-relay.js';

/** After a mail is done with, its connection may take this long to close. */
const closingTimeMs = 1_000;

export class RelayTransport implements Transport {
  readonly name = 'relay';
  readonly version = '1';

  constructor(
    private readonly relay: Pick<MailRelay, 'url'>,
    private readonly deadlineMs: number,
  ) {}

  /** Every failure is an `Error` whose words can be stored: what a server said is cleaned and cut to 4 KiB. */
  send(mail: MailMessage, callback: (error: Error | null, info: SentMessageInfo) => void): void {
    callbackify(() => this.deliver(mail))((fault, info) => {
      callback(fault ? new Error(cleanReply(fault.message)) : null, info);
    });
  }

  private async deliver(mail: MailMessage): Promise<SentMessageInfo> {
    // nodemailer's own timers see inactivity only: a server that drips bytes would hold it for ever.
    const deadline = AbortSignal.timeout(this.deadlineMs);
    const hasPassed = new Promise<never>((_, reject) => {
      deadline.addEventListener('abort', () =>
        reject(new Error(`the mail server did not take the mail within ${this.deadlineMs / 1000} s`)),
      );
    });
    const info = await Promise.race([hasPassed, this.handOver(mail, deadline)]);
    // nodemailer takes anything that begins with a 2 for a yes.
    const reply = info.response ?? '';
    if (!isPositiveFinalReply(reply)) throw new Error(`the mail server answered "${reply}"`);
    return info;
  }

  private async handOver(mail: MailMessage, deadline: AbortSignal): Promise<SentMessageInfo> {
    const url = await this.relay.url();
    if (url === null) throw new Error('SMTP_URL is not set');
    const transport = new SMTPTransport(optionsOf(url));
    // Closes the connection when the deadline passes.
    mail.data.signal = deadline;
    return new Promise((resolve, reject) => {
      transport.send(mail as unknown as Parameters<typeof transport.send>[0], (error, info) =>
        error ? reject(error) : resolve(info!),
      );
    });
  }
}

function optionsOf(url: string): SMTPTransport.Options {
  const { host, port, secure, requireTls, user, password } = parseSmtpUrl(url);
  const isLocal = isLoopback(host);
  const hasPassword = user !== undefined;
  return {
    host,
    port,
    secure,
    // A password never crosses a network in clear.
    requireTLS: !secure && (requireTls || (hasPassword && !isLocal)),
    auth: hasPassword ? { user, pass: password } : undefined,
    tls: { rejectUnauthorized: !isLocal, minVersion: 'TLSv1.2' },
    socketCloseTimeout: closingTimeMs,
  };
}
