// DMARC (RFC 7489): what receivers make of mail that names a domain as its sender and cannot prove it.
import { type DnsAnswer, tagsOf, type Verdict } from './sender-finding.js';

export type DmarcReason =
  | 'dns_silent'
  | 'dmarc_none'
  | 'dmarc_many'
  | 'dmarc_broken'
  | 'dmarc_not_aligned'
  | 'dmarc_watching'
  | 'dmarc_ok';

/** No name has more labels above it that are worth a question. */
const mostNames = 8;

/**
 * The domain and those above it, nearest first, down to two labels: there its record is looked for. RFC 7489, section
 * 3.2 jumps to the organisational domain by a list of public suffixes; without the list the way up leads past it.
 */
export function dmarcDomainsOf(domain: string): string[] {
  const labels = domain.split('.');
  const above = labels.map((_, index) => labels.slice(index).join('.')).slice(0, -1);
  return above.length <= mostNames ? above : [domain, ...above.slice(1 - mostNames)];
}

/** Those of the texts that are DMARC records (section 6.6.3). */
export function dmarcRecordsAmong(texts: readonly string[]): string[] {
  return texts.filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/.test(text));
}

export interface DmarcFacts {
  /** Of the address that people see as the sender. */
  domain: string;
  /** What stands at `_dmarc.<name>`, for the first of `dmarcDomainsOf` where there is a record, or for the last. */
  records: DnsAnswer;
  /** That name. */
  foundAt: string;
  /** Of the signature; null: none is made here. */
  dkimDomain: string | null;
  /** Of the envelope's sender, where bounces go. */
  envelopeDomain: string;
}

export function judgeDmarc({ domain, records, foundAt, ...proofs }: DmarcFacts): Verdict<DmarcReason> {
  const found = records && records.length > 0 ? records.join(' | ') : null;
  const line = {
    type: 'TXT',
    name: `_dmarc.${domain}`,
    value: `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`,
  } as const;
  const values = { domain, dkim: proofs.dkimDomain ?? '-', envelope: proofs.envelopeDomain };
  if (!records) return { status: 'unknown', reason: 'dns_silent', found, values: { domain: line.name } };
  if (records.length === 0) return { status: 'missing', reason: 'dmarc_none', found, line, values };
  // Section 6.6.3, step 5: several count as none.
  if (records.length > 1) return { status: 'warning', reason: 'dmarc_many', found, values };
  const tags = tagsOf(records[0]!);
  const policy = policyOf(tags, domain !== foundAt);
  if (!tags || !policy) return { status: 'warning', reason: 'dmarc_broken', found, line, values };
  const isAligned = (proof: string | null, tag: 'adkim' | 'aspf') =>
    proof !== null && areAligned(domain, proof, tags.get(tag)?.toLowerCase() === 's', foundAt);
  if (!isAligned(proofs.dkimDomain, 'adkim') && !isAligned(proofs.envelopeDomain, 'aspf')) {
    return { status: 'warning', reason: 'dmarc_not_aligned', found, values };
  }
  return {
    status: 'ok',
    reason: policy === 'none' ? 'dmarc_watching' : 'dmarc_ok',
    found,
    values: { ...values, policy },
  };
}

const policies = ['none', 'quarantine', 'reject'];

/** Null where there is no valid one; with an address for reports it then counts as `none` (section 6.6.3, step 6). */
function policyOf(tags: Map<string, string> | null, isForSubdomain: boolean): string | null {
  const own = tags?.get('p')?.toLowerCase();
  const named = (isForSubdomain ? tags?.get('sp')?.toLowerCase() : undefined) ?? own;
  if (named !== undefined && policies.includes(named)) return named;
  return /^\s*mailto:/i.test(tags?.get('rua') ?? '') ? 'none' : null;
}

/** Section 3.1: strictly the same name, or names of the same organisation, which the place of the record tells. */
export function areAligned(domain: string, proof: string, isStrict: boolean, organisation: string): boolean {
  const [one, other, top] = [domain, proof, organisation].map((name) => name.toLowerCase()) as [
    string,
    string,
    string,
  ];
  if (one === other || isStrict) return one === other;
  const isBelow = (name: string, upper: string) => name === upper || name.endsWith(`.${upper}`);
  return isBelow(one, other) || isBelow(other, one) || (isBelow(one, top) && isBelow(other, top));
}
