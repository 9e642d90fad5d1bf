// An SMTP server inside this process, for trying out: it takes every mail, and refuses by the name of the recipient.
import type { AddressInfo } from 'node:net';
import { domainToASCII } from 'node:url';
import type { SMTPServerDataStream } from 'smtp-server';
import { unsafeCharacters } from '../domain/safe-text.js';

/** A mail with its envelope, as the dialogue gave it. */
export interface TakenMail {
  /** Empty for the null sender (RFC 5321 section 4.5.5). */
  from: string;
  to: string[];
  raw: Buffer;
}

export interface DevMailServer {
  readonly port: number;
  /** Connections that are still open get 421 after half a second. */
  close(): Promise<void>;
}

/** RFC 1870: offered as SIZE, and kept to. A letter with 10 MB of files has 14 MB. */
const sizeLimitBytes = 20 * 1024 * 1024;
const maxRecipients = 100;
/** What a server grants at least: RFC 5321 section 4.5.3.2.7. */
const idleTimeoutMs = 5 * 60_000;
const closeTimeoutMs = 500;
/** Deferred addresses remembered; the oldest are forgotten, and deferred anew. */
const rememberedAddresses = 10_000;

class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    words: string,
  ) {
    super(words);
  }
}

/** Starts on a free port of the loopback interface; a mail is answered 250 once `keep` has resolved. */
export async function startDevMailServer(keep: (mail: TakenMail) => Promise<void>): Promise<DevMailServer> {
  // Loaded when it is needed: production never is in need of it.
  const { SMTPServer } = await import('smtp-server');
  const refusalOf = refusals();
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Postledger development mail server',
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    allowInsecureAuth: true,
    size: sizeLimitBytes,
    rejectOversized: true,
    maxRecipients,
    socketTimeout: idleTimeoutMs,
    closeTimeout: closeTimeoutMs,
    onAuth: (_auth, _session, answer) => answer(null, { user: 'anybody' }),
    onRcptTo: ({ address }, _session, answer) => answer(refusalOf(wireAddress(address))),
    onData: (stream, { envelope }, answer) => {
      bytesOf(stream)
        .then((raw) => {
          if (!raw) throw new SmtpRefusal(552, '5.3.4 the mail is larger than 20 MB');
          const from = envelope.mailFrom ? wireAddress(envelope.mailFrom.address) : '';
          return keep({ from, to: envelope.rcptTo.map(({ address }) => wireAddress(address)), raw });
        })
        .then(
          () => answer(null, '2.0.0 kept in the inbox'),
          (fault: unknown) =>
            answer(
              fault instanceof SmtpRefusal
                ? fault
                : new SmtpRefusal(451, '4.3.0 the inbox cannot be written now'),
            ),
        );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.removeAllListeners('error');
  // A connection that breaks concerns only whoever held it.
  server.on('error', () => {});
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The address as it goes over the wire: the domain in lower case and as A-labels; nothing a table row refuses. */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const written = at === -1 ? address : `${address.slice(0, at)}@${domainToASCII(domain) || domain}`;
  return written.replace(unsafeCharacters, '\uFFFD');
}

/** The beginning of the local part decides, so that each kind of failure can be tried out. */
function refusals(): (address: string) => SmtpRefusal | null {
  const deferredOnce = new Set<string>();
  return (address) => {
    const name = address.toLowerCase();
    if (name.startsWith('refused')) return new SmtpRefusal(550, `5.1.1 <${address}>: no such mailbox here`);
    if (name.startsWith('full')) return new SmtpRefusal(452, `4.2.2 <${address}>: the mailbox is full`);
    if (!name.startsWith('deferred') || deferredOnce.has(name)) return null;
    const [oldest] = deferredOnce;
    if (deferredOnce.size >= rememberedAddresses) deferredOnce.delete(oldest!);
    deferredOnce.add(name);
    return new SmtpRefusal(451, `4.2.0 <${address}>: try again later`);
  };
}

/** Null for a mail over the limit, which is read to its end but not kept. */
async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= sizeLimitBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= sizeLimitBytes ? Buffer.concat(chunks) : null;
}
