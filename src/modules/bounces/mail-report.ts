// What a mail from a mail server says about one of ours: a delivery status (RFC 3464) or a complaint (RFC 5965). Only
// its machine-readable parts count, never its subject or its prose.
import PostalMime, { type Email } from 'postal-mime';
import { cleanReply } from '../../domain/smtp-reply.js';

export interface MailReport {
  /** Every address that may be a bounce address of ours; whether it is, its signature says. */
  addresses: string[];
  verdict: Verdict | null;
}

export type Verdict =
  | { kind: 'failed'; enhancedCode: string | null; words: string }
  | { kind: 'delivered'; enhancedCode: string | null; words: string }
  | { kind: 'complaint' };

type Fields = ReadonlyMap<string, string>;

/** Rejects when the mail cannot be read at all. */
export async function readMailReport(mail: Uint8Array): Promise<MailReport> {
  const parsed = await PostalMime.parse(mail, { forceRfc822Attachments: true, maxNestingDepth: 20 });
  const status = textOf(parsed, 'message/delivery-status');
  const feedback = textOf(parsed, 'message/feedback-report');
  const original = textOf(parsed, 'message/rfc822') ?? textOf(parsed, 'text/rfc822-headers');
  const feedbackFields = feedback === null ? null : fieldsOf(feedback);
  return {
    addresses: [
      ...parsed.headers
        .filter(({ key }) => addressHeaders.has(key))
        .flatMap(({ value }) => addressesIn(value)),
      ...addressesIn(feedbackFields?.get('original-mail-from') ?? ''),
      ...addressesIn(original === null ? '' : (fieldsOf(original).get('return-path') ?? '')),
    ],
    verdict: feedbackFields ? complaintOf(feedbackFields) : status === null ? null : statusOf(status),
  };
}

/** Where the mail's own way to us shows. */
const addressHeaders = new Set(['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']);

function complaintOf(fields: Fields): Verdict | null {
  const type = fields.get('feedback-type')?.toLowerCase();
  return type === 'abuse' || type === 'fraud' ? { kind: 'complaint' } : null;
}

/** The first recipient's fields: each letter of ours has one recipient. */
function statusOf(report: string): Verdict | null {
  for (const group of report.split(/\r?\n\s*\r?\n/).slice(1)) {
    const fields = fieldsOf(group);
    const action = fields.get('action')?.toLowerCase().split(/[\s(]/)[0];
    const kind = action === 'failed' ? 'failed' : isArrival(action) ? 'delivered' : null;
    if (kind === null) continue;
    const enhancedCode = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null;
    const words = (fields.get('diagnostic-code') ?? '').replace(/^\s*smtp\s*;\s*/i, '');
    return { kind, enhancedCode, words: cleanReply(words || `${action} ${enhancedCode ?? ''}`.trim()) };
  }
  return null;
}

/** RFC 3464 2.3.3: `relayed` and `expanded` left the world of such reports; nothing more will be heard. */
function isArrival(action: string | undefined): boolean {
  return action === 'delivered' || action === 'relayed' || action === 'expanded';
}

function textOf(mail: Email, type: string): string | null {
  const part = mail.attachments.find(({ mimeType }) => mimeType.toLowerCase() === type);
  if (!part) return null;
  return typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
}

/** Header-like fields up to the first empty line, unfolded, by lower-case name; the first of a name counts. */
function fieldsOf(text: string): Fields {
  const fields = new Map<string, string>();
  const [head = ''] = text.replace(/^\s+/, '').split(/\r?\n\r?\n/, 1);
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** RFC 5321, section 4.5.3.1.3: no path is longer. */
const longestAddress = 256;
/** A report has a few addresses; each of them costs a signature. */
const mostAddresses = 20;

/** Split, not matched: a pattern that may begin anywhere takes seconds over a long text without an address. */
function addressesIn(text: string): string[] {
  return text
    .slice(0, 10_000)
    .split(/[\s<>,;:"()]+/)
    .filter((word) => word.length <= longestAddress && /.@./.test(word))
    .slice(0, mostAddresses);
}
