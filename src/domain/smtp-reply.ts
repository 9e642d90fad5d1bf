// What a mail server's answer means for us: the stage first, then the code.
import type { AttemptStage } from './delivery-status.js';
import { cutToBytes, unsafeCharacters } from './safe-text.js';

export const replyClasses = [
  'accepted',
  'client_temporary',
  'client_permanent',
  'relay_temporary',
  'relay_permanent',
  'content',
  'unknown',
] as const;
export type ReplyClass = (typeof replyClasses)[number];

/** The stages of a dialogue over SMTP; a gateway, the console and reports have their own rules. */
export type SmtpStage = Exclude<AttemptStage, 'gateway' | 'console' | 'report'>;

export function isSmtpStage(stage: AttemptStage): stage is SmtpStage {
  return stage !== 'gateway' && stage !== 'console' && stage !== 'report';
}

/**
 * Classifies the final reply of a stage by the table in docs/delivery.md. `code` is null when there was no valid
 * reply: nothing, nonsense, a timeout, a lost connection. A refused certificate has no code either: whoever knows
 * about it reports `relay_permanent` itself.
 *
 * The stage counts first, so that a fault of the relay never becomes a bounce of the client.
 */
export function classifyReply(
  stage: SmtpStage,
  code: number | null,
  enhancedCode: string | null,
): ReplyClass {
  if (stage === 'dot') return classifyAfterTheDot(code, enhancedCode);
  if (code === 421 || isRateLimit(enhancedCode)) return 'relay_temporary';
  const weight = weightOf(code);
  // Without a refusal the dialogue broke off or went astray; nothing was sent, so another try is safe.
  if (weight === null) return 'relay_temporary';
  switch (stage) {
    case 'rcpt':
      if (weight === 'temporary') return 'client_temporary';
      return isAboutContent(enhancedCode) ? 'content' : 'client_permanent';
    case 'data':
      return weight === 'temporary' ? 'client_temporary' : refusalOfTheMail(enhancedCode);
    case 'mail':
      if (isAboutSize(code, enhancedCode)) return 'content';
      return weight === 'temporary' ? 'relay_temporary' : 'relay_permanent';
    default:
      return weight === 'temporary' ? 'relay_temporary' : 'relay_permanent';
  }
}

/** RFC 1870 section 6.1: the letter is too large for the server, which may take others. */
function isAboutSize(code: number | null, enhancedCode: string | null): boolean {
  return enhancedCode === '5.3.4' || (code === 552 && enhancedCode === null);
}

/**
 * After the dot a 4xx or 5xx, 421 included, says that the mail was not taken (RFC 5321 section 4.2.1), so it may be
 * sent again. Only 250 says that it was taken; anything else says nothing.
 */
function classifyAfterTheDot(code: number | null, enhancedCode: string | null): ReplyClass {
  if (code === 250) return 'accepted';
  const weight = weightOf(code);
  if (weight === null) return 'unknown';
  if (weight === 'permanent') return refusalOfTheMail(enhancedCode);
  return isRateLimit(enhancedCode) ? 'relay_temporary' : 'client_temporary';
}

function weightOf(code: number | null): 'temporary' | 'permanent' | null {
  if (code === null || code < 400 || code > 599) return null;
  return code < 500 ? 'temporary' : 'permanent';
}

/** 4.7.28: the relay's own rate is too high for the server; no client is to blame. */
function isRateLimit(enhancedCode: string | null): boolean {
  return enhancedCode === '4.7.28';
}

/** RFC 3463 sections 3.7 and 3.8: the content cannot be carried, or a policy forbids it. */
function isAboutContent(enhancedCode: string | null): boolean {
  return enhancedCode !== null && /^5\.[67]\./.test(enhancedCode);
}

/** A server that waited for the mail before it spoke: about the address or the mailbox only where it says so. */
function refusalOfTheMail(enhancedCode: string | null): ReplyClass {
  return enhancedCode !== null && /^5\.[12]\./.test(enhancedCode) ? 'client_permanent' : 'content';
}

/**
 * How a refusal speaks of the mailbox itself (RFC 3463, sections 3.2 and 3.3): `gone` for an address that is none or is
 * disabled, `full` for a mailbox over its quota. 5.1.7 and 5.1.8 are about the sender's address. Null: it does not.
 */
export function mailboxFaultOf(enhancedCode: string | null): 'gone' | 'full' | null {
  if (enhancedCode === '5.2.2') return 'full';
  return enhancedCode !== null && /^5\.(1\.(?![78]$)\d{1,3}|2\.1)$/.test(enhancedCode) ? 'gone' : null;
}

/** An address is given up whose mailbox was full for this many letters within this many days. */
export const fullMailboxLimit = { letters: 3, days: 30 } as const;

/** True for a line that takes the mail. Other replies that start with "2" promise nothing. */
export function isPositiveFinalReply(line: string): boolean {
  return /^250[ -]/.test(line);
}

/** The RFC 3463 code at the beginning of a reply's text, with or without the reply code before it (RFC 2034). */
export function enhancedCodeOf(text: string): string | null {
  return /^(?:\d{3}[ -])?([245]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(text)?.[1] ?? null;
}

/**
 * A server's words, fit to be stored and shown: UTF-8, at most `limitBytes`, lines separated by LF, and U+FFFD for
 * controls, bidi controls, halves of pairs and bytes that are no text.
 */
export function cleanReply(reply: Uint8Array | string, limitBytes = 4096): string {
  // Only the beginning is looked at: replies of megabytes must cost nothing. Twice the limit, because CRs go.
  const beginning = reply.slice(0, 2 * limitBytes);
  const text = typeof beginning === 'string' ? beginning : new TextDecoder().decode(beginning);
  const cleaned = text
    .replaceAll('\r', '')
    .replace(unsafeCharacters, (character) => (character === '\n' ? '\n' : '\uFFFD'));
  return cutToBytes(cleaned, limitBytes);
}
