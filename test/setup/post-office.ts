// A mail server for whole mailings: takes every letter, unless a test says otherwise for an address or a domain.
import {
  type ReceivedMail,
  type ScriptedSmtpServer,
  type SmtpServerSession,
} from './scripted-smtp-server.js';
import { startSmtpSink } from './scripted-smtp-server.js';

export interface PostOffice {
  readonly url: string;
  readonly server: ScriptedSmtpServer;
  /** The answers to RCPT for this address, one after the other; when they are used up it is accepted. */
  answerRcpt(address: string, ...replies: string[]): void;
  /** What happens at the final dots for this address or domain, one after the other; then all are taken. */
  atDot(addressOrDomain: string, ...reactions: DotReaction[]): void;
  /** Every final dot for this domain is answered only after `ms`; 0 puts it right. */
  slowDown(domain: string, ms: number): void;
  /** Letters to this domain whose final dot came and was answered by 250, in their order. */
  lettersTo(domain: string): ReceivedMail[];
  close(): Promise<void>;
}

type DotReaction = string | ((session: SmtpServerSession) => void);

export async function openPostOffice(): Promise<PostOffice> {
  const replies = new Map<string, string[]>();
  const reactions = new Map<string, DotReaction[]>();
  const delays = new Map<string, number>();
  const taken: ReceivedMail[] = [];
  const server = await startSmtpSink({ replyTo: (address) => replies.get(address)?.shift() });
  server.script.dot = (session) => {
    const address = session.to[0] ?? '';
    const domain = domainOf(address);
    const reaction = reactions.get(address)?.shift() ?? reactions.get(domain)?.shift();
    if (typeof reaction === 'function') return reaction(session);
    if (typeof reaction === 'string') return session.write(`${reaction}\r\n`);
    taken.push(server.mails.at(-1)!);
    const answer = `250 2.0.0 taken as number ${taken.length}\r\n`;
    const delayMs = delays.get(domain) ?? 0;
    if (delayMs === 0) return session.write(answer);
    setTimeout(() => session.write(answer), delayMs);
  };
  return {
    url: server.url,
    server,
    answerRcpt: (address, ...answers) => void replies.set(address, answers),
    atDot: (addressOrDomain, ...given) => void reactions.set(addressOrDomain, given),
    slowDown: (domain, ms) => void delays.set(domain, ms),
    lettersTo: (domain) => taken.filter(({ to }) => to.some((address) => domainOf(address) === domain)),
    close: () => server.close(),
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** The value of a header, unfolded; null where there is none. */
export function headerOf({ raw }: ReceivedMail, name: string): string | null {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? null;
}
