// Follows an SPF record to all that it leads to (RFC 7208, section 5), and counts the questions as receivers do.
import {
  mostSpfLookups,
  needsLookup,
  parseSpf,
  type SpfBranch,
  spfRecordsAmong,
  type SpfTerm,
  type SpfTree,
} from '../../domain/spf.js';
import type { DnsAnswer } from '../../domain/sender-finding.js';
import type { DnsLookup } from './dns-lookup.js';

/** RFC 7208, section 4.6.4: of more than these a receiver asks no addresses. */
const mostMailServers = 10;

export interface SpfWalk {
  tree: SpfTree;
  /** More than `mostSpfLookups`: it was not followed to its end. */
  lookups: number;
}

export async function walkSpf(domain: string, dns: DnsLookup): Promise<SpfWalk> {
  const count = { lookups: 0 };
  return { tree: await treeOf(domain, dns, count), lookups: count.lookups };
}

async function treeOf(domain: string, dns: DnsLookup, count: { lookups: number }): Promise<SpfTree> {
  const answer = await dns.texts(domain);
  const texts = spfRecordsAmong(answer ?? []);
  const leaf = (state: SpfTree['state']): SpfTree => ({ state, texts, branches: [], redirect: null });
  if (!answer) return leaf('unknown');
  if (texts.length !== 1) return leaf(texts.length === 0 ? 'none' : 'many');
  const record = parseSpf(texts[0]!);
  if (!record) return leaf('broken');
  const branches: SpfBranch[] = [];
  for (const term of record.terms) {
    if (needsLookup(term) && (count.lookups += 1) > mostSpfLookups) break;
    branches.push(await branchOf(term, domain, dns, count));
  }
  const goesOn =
    record.redirect !== null && count.lookups <= mostSpfLookups && (count.lookups += 1) <= mostSpfLookups;
  const redirect = goesOn ? await treeOf(record.redirect!, dns, count) : null;
  return { state: 'read', texts, branches, redirect };
}

/** Names with macros (section 7) depend on each letter; they are asked by nobody here and match nothing. */
async function branchOf(
  term: SpfTerm,
  domain: string,
  dns: DnsLookup,
  count: { lookups: number },
): Promise<SpfBranch> {
  const name = term.value || domain;
  if (name.includes('%')) return { ...term, ...(term.mechanism === 'include' ? {} : { addresses: [] }) };
  switch (term.mechanism) {
    case 'include':
      return { ...term, included: await treeOf(name, dns, count) };
    case 'a':
      return { ...term, addresses: await dns.addresses(name) };
    case 'mx':
      return { ...term, addresses: await addressesOfServers(await dns.mailServers(name), dns) };
    default:
      return term;
  }
}

async function addressesOfServers(servers: DnsAnswer, dns: DnsLookup): Promise<DnsAnswer> {
  if (!servers) return null;
  const asked = await Promise.all(servers.slice(0, mostMailServers).map((name) => dns.addresses(name)));
  return asked.includes(null) ? null : asked.flatMap((addresses) => addresses ?? []);
}
