// The public half of a DKIM key as it stands in the DNS (RFC 6376, section 3.6.1).
import { type DnsAnswer, tagsOf, type Verdict } from './sender-finding.js';

export type DkimReason =
  | 'dns_silent'
  | 'dkim_off'
  | 'dkim_none'
  | 'dkim_many'
  | 'dkim_broken'
  | 'dkim_revoked'
  | 'dkim_other_key'
  | 'dkim_testing'
  | 'dkim_short'
  | 'dkim_ed25519'
  | 'dkim_ok';

/** The key that signs here. */
export interface SigningKey {
  domain: string;
  selector: string;
  type: 'rsa' | 'ed25519';
  bits: number;
  /** In base64, in each form in which it may stand in the DNS; the usual one first. */
  publicKeys: readonly string[];
}

/** RFC 8301, section 3.2: signers should have at least so many. */
const enoughBits = 2048;

/** The line for the DNS. */
export function dkimLineOf({ domain, selector, type, publicKeys }: SigningKey) {
  const name = `${selector}._domainkey.${domain}`;
  return { type: 'TXT', name, value: `v=DKIM1; k=${type}; p=${publicKeys[0]}` } as const;
}

/** `texts`: what stands at the name of the line. Without a key nothing is signed here. */
export function judgeDkim(key: SigningKey | null, texts: DnsAnswer): Verdict<DkimReason> {
  if (!key) return { status: 'missing', reason: 'dkim_off', found: null };
  const found = texts && texts.length > 0 ? texts.join(' | ') : null;
  const line = dkimLineOf(key);
  const bits = String(key.bits);
  const faulty = (reason: DkimReason): Verdict<DkimReason> => ({ status: 'warning', reason, found, line });
  if (!texts) return { status: 'unknown', reason: 'dns_silent', found, values: { domain: line.name } };
  if (texts.length === 0) return { status: 'missing', reason: 'dkim_none', found, line };
  if (texts.length > 1) return faulty('dkim_many');
  const tags = tagsOf(texts[0]!);
  const published = tags?.get('p')?.replace(/\s/g, '');
  if (!tags || published === undefined || !/^dkim1$/i.test(tags.get('v') ?? 'DKIM1'))
    return faulty('dkim_broken');
  if (published === '') return faulty('dkim_revoked');
  const isSameType = (tags.get('k') ?? 'rsa').toLowerCase() === key.type;
  if (!isSameType || !key.publicKeys.includes(published)) return faulty('dkim_other_key');
  const allows = (tag: string, needed: string) =>
    (tags.get(tag) ?? '*').split(':').some((one) => ['*', needed].includes(one.trim().toLowerCase()));
  if (!allows('s', 'email') || (tags.has('h') && !allows('h', 'sha256'))) return faulty('dkim_broken');
  if ((tags.get('t') ?? '').split(':').some((flag) => flag.trim() === 'y')) return faulty('dkim_testing');
  if (key.type === 'ed25519') return { status: 'warning', reason: 'dkim_ed25519', found };
  if (key.bits < enoughBits) return { status: 'warning', reason: 'dkim_short', found, values: { bits } };
  return { status: 'ok', reason: 'dkim_ok', found, values: { bits } };
}
