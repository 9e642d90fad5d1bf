// What a check of the sender finds: the bare fact. The sentences for people are made of it elsewhere.

export const senderChecks = [
  'spf',
  'bounce_spf',
  'dkim',
  'dmarc',
  'ptr',
  'sender_mx',
  'bounce_mx',
  'tls',
  'unsubscribe',
] as const;
export type SenderCheck = (typeof senderChecks)[number];

/** `unknown`: the DNS did not answer, or what has to be known cannot be seen from here. */
export const checkStatuses = ['ok', 'warning', 'missing', 'unknown'] as const;
export type CheckStatus = (typeof checkStatuses)[number];

/** Why there is nothing to ask the DNS. */
export type TrialReason = 'no_relay' | 'built_in' | 'relay_here' | 'reserved_sender';

/** What the DNS says; empty: it says that there is nothing; null: it did not answer. */
export type DnsAnswer = readonly string[] | null;

export interface DnsLine {
  type: 'TXT' | 'MX' | 'PTR';
  name: string;
  value: string;
}

export interface Verdict<Reason extends string = string> {
  status: CheckStatus;
  reason: Reason;
  /** What stands there now, as it was found. */
  found: string | null;
  /** The line that mends it, where it can be known. */
  line?: DnsLine;
  /** What the sentence names. */
  values?: Readonly<Record<string, string>>;
}

/** A tag list `a=b; c=d` (RFC 6376, section 3.2): names in lower case, in their order. Null where it is none. */
export function tagsOf(text: string): Map<string, string> | null {
  const tags = new Map<string, string>();
  const parts = text.split(';');
  if (parts.at(-1)?.trim() === '') parts.pop();
  for (const part of parts) {
    const [, name, value] = /^\s*([a-z][a-z0-9_]*)\s*=([^]*)$/i.exec(part) ?? [];
    if (name === undefined || tags.has(name.toLowerCase())) return null;
    tags.set(name.toLowerCase(), (value ?? '').trim());
  }
  return tags;
}
