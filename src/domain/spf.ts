// SPF (RFC 7208): who may send mail that comes back to a domain.
import { isInNetwork, numberOfAddress } from './network-address.js';
import type { DnsAnswer, Verdict } from './sender-finding.js';

const mechanisms = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'] as const;

export interface SpfTerm {
  qualifier: '+' | '-' | '~' | '?';
  mechanism: (typeof mechanisms)[number];
  /** A domain or an address; empty: the domain of the record. */
  value: string;
  /** Leading bits that count, for IPv4 and for IPv6. */
  bits: readonly [number, number];
}

export interface SpfRecord {
  terms: SpfTerm[];
  redirect: string | null;
}

/** RFC 7208, section 4.6.4. */
export const mostSpfLookups = 10;

/** Those of the texts that are SPF records (section 4.5). */
export function spfRecordsAmong(texts: readonly string[]): string[] {
  return texts.filter((text) => /^v=spf1( |$)/i.test(text));
}

/** Null where the text breaks the grammar (section 12). */
export function parseSpf(text: string): SpfRecord | null {
  const terms: SpfTerm[] = [];
  let redirect: string | null = null;
  for (const word of text.split(/ +/).slice(1).filter(Boolean)) {
    const [, modifier, modified] = /^([a-z][a-z0-9_.-]*)=(.*)$/i.exec(word) ?? [];
    if (modifier !== undefined) {
      if (modifier.toLowerCase() !== 'redirect') continue;
      if (redirect !== null || !modified) return null;
      redirect = modified.toLowerCase();
      continue;
    }
    const term = termOf(word);
    if (!term) return null;
    terms.push(term);
  }
  return { terms, redirect: terms.some(({ mechanism }) => mechanism === 'all') ? null : redirect };
}

function termOf(word: string): SpfTerm | null {
  const parts =
    /^([+?~-]?)([a-z0-9]+)(?::([^/]+(?:\/(?!\d|\/)[^/]*)*))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/i.exec(word);
  const isSix = /^[+?~-]?ip6:/i.test(word);
  if (!parts) return null;
  const mechanism = mechanisms.find((name) => name === parts[2]!.toLowerCase());
  const value = (parts[3] ?? '').toLowerCase();
  const needsValue = ['include', 'ip4', 'ip6', 'exists'].includes(mechanism ?? '');
  if (!mechanism || (needsValue && value === '') || (mechanism === 'all' && parts[3] !== undefined))
    return null;
  const first = parts[4] === undefined ? undefined : Number(parts[4]);
  const second = parts[5] === undefined ? undefined : Number(parts[5]);
  const bits = isSix ? ([32, first ?? 128] as const) : ([first ?? 32, second ?? 128] as const);
  if (bits[0] > 32 || bits[1] > 128) return null;
  if (mechanism === 'ip4' && numberOfAddress(value)?.bits !== 32) return null;
  if (mechanism === 'ip6' && numberOfAddress(value)?.bits !== 128) return null;
  return { qualifier: (parts[1] || '+') as SpfTerm['qualifier'], mechanism, value, bits };
}

/** Does asking for this term need the DNS? Those are counted. */
export function needsLookup({ mechanism }: SpfTerm): boolean {
  return ['include', 'a', 'mx', 'ptr', 'exists'].includes(mechanism);
}

/** A record with all that it leads to. */
export interface SpfTree {
  state: 'unknown' | 'none' | 'many' | 'broken' | 'read';
  texts: readonly string[];
  branches: readonly SpfBranch[];
  redirect: SpfTree | null;
}

export interface SpfBranch extends SpfTerm {
  /** Of `a` and `mx`. */
  addresses?: DnsAnswer;
  /** Of `include`. */
  included?: SpfTree;
}

export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'unknown';
const resultOf = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;

/** What a receiver makes of mail from this address (section 4.6); macros and `ptr` match nothing here. */
export function spfResultFor(ip: string, tree: SpfTree): SpfResult {
  if (tree.state !== 'read') return 'unknown';
  for (const branch of tree.branches) {
    const isMatch = matches(ip, branch);
    if (isMatch === null) return 'unknown';
    if (isMatch) return resultOf[branch.qualifier];
  }
  return tree.redirect ? spfResultFor(ip, tree.redirect) : 'neutral';
}

function matches(ip: string, { mechanism, value, bits, addresses, included }: SpfBranch): boolean | null {
  const prefix = numberOfAddress(ip)?.bits === 32 ? bits[0] : bits[1];
  switch (mechanism) {
    case 'all':
      return true;
    case 'ip4':
    case 'ip6':
      return isInNetwork(ip, value, prefix);
    case 'a':
    case 'mx':
      return addresses ? addresses.some((one) => isInNetwork(ip, one, prefix)) : null;
    case 'include': {
      if (!included) return false;
      const result = spfResultFor(ip, included);
      return result === 'unknown' ? null : result === 'pass';
    }
    case 'ptr':
    case 'exists':
      return false;
  }
}

export type SpfReason =
  | 'dns_silent'
  | 'spf_none'
  | 'spf_many'
  | 'spf_broken'
  | 'spf_lookups'
  | 'spf_everybody'
  | 'spf_relay_unseen'
  | 'spf_not_covered'
  | 'spf_ok';

export interface SpfFacts {
  domain: string;
  tree: SpfTree;
  lookups: number;
  /** Of the relay, as the world sees them; null: not known. */
  addresses: DnsAnswer;
  /** The relay wants a log-in: a service that may send on from addresses of its own. */
  isService: boolean;
}

export function judgeSpf({ domain, tree, lookups, addresses, isService }: SpfFacts): Verdict<SpfReason> {
  const found = tree.texts.length > 0 ? tree.texts.join(' | ') : null;
  const own = isService ? [] : (addresses ?? []);
  const networks = own.map((ip) => `${ip.includes(':') ? 'ip6' : 'ip4'}:${ip}`);
  const values = { domain, lookups: String(lookups), addresses: (addresses ?? []).join(', ') };
  const line = (value: string) => ({ type: 'TXT', name: domain, value }) as const;
  const first = firstFault(tree);
  if (first === 'unknown') return { status: 'unknown', reason: 'dns_silent', found, values };
  if (tree.state === 'none') {
    const mend = networks.length > 0 ? { line: line(`v=spf1 ${networks.join(' ')} ~all`) } : {};
    return { status: 'missing', reason: 'spf_none', found, values, ...mend };
  }
  if (tree.state === 'many') return { status: 'warning', reason: 'spf_many', found, values };
  if (lookups > mostSpfLookups) return { status: 'warning', reason: 'spf_lookups', found, values };
  if (first !== null) return { status: 'warning', reason: 'spf_broken', found, values };
  if (letsEverybodySend(tree)) {
    const mended = found!.replace(/(^| )\+?all(?= |$)/gi, '$1~all');
    return {
      status: 'warning',
      reason: 'spf_everybody',
      found,
      values,
      ...(mended === found ? {} : { line: line(mended) }),
    };
  }
  if (!addresses || addresses.length === 0)
    return { status: 'unknown', reason: 'spf_relay_unseen', found, values };
  const outside = addresses.filter((ip) => spfResultFor(ip, tree) !== 'pass');
  if (outside.length === 0) return { status: 'ok', reason: 'spf_ok', found, values };
  const added = outside.map((ip) => `${ip.includes(':') ? 'ip6' : 'ip4'}:${ip}`).join(' ');
  return {
    status: 'warning',
    reason: 'spf_not_covered',
    found,
    values: { ...values, addresses: outside.join(', ') },
    ...(isService ? {} : { line: line(found!.replace(/^v=spf1/i, `v=spf1 ${added}`)) }),
  };
}

/** The worst of what keeps the tree from being read: an included record that is missing breaks the whole (section 5.2). */
function firstFault(tree: SpfTree): 'unknown' | 'broken' | null {
  if (tree.state === 'unknown') return 'unknown';
  if (tree.state !== 'read') return 'broken';
  const below = [...tree.branches.map(({ included }) => included), tree.redirect];
  const faults = below.map((one) => (one ? firstFault(one) : null));
  const isSilent = tree.branches.some(({ addresses }) => addresses === null);
  if (faults.includes('unknown') || isSilent) return 'unknown';
  return faults.includes('broken') ? 'broken' : null;
}

function letsEverybodySend(tree: SpfTree): boolean {
  const isOpen = ({ qualifier, mechanism, value, bits, included }: SpfBranch) =>
    qualifier === '+' &&
    (mechanism === 'all' ||
      (mechanism === 'ip4' && bits[0] === 0) ||
      (mechanism === 'ip6' && bits[1] === 0 && value !== '') ||
      (mechanism === 'include' && included !== undefined && letsEverybodySend(included)));
  return tree.branches.some(isOpen) || (tree.redirect !== null && letsEverybodySend(tree.redirect));
}
