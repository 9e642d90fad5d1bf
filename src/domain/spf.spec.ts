import { describe, expect, it } from 'vitest';
import {
  judgeSpf,
  parseSpf,
  type SpfBranch,
  type SpfFacts,
  spfRecordsAmong,
  spfResultFor,
  type SpfTree,
} from './spf.js';

/** The tree of a text; `below` gives what its includes and its redirect lead to, and the addresses of `a` and `mx`. */
function treeOf(text: string, below: Record<string, SpfTree | string[] | null> = {}): SpfTree {
  const record = parseSpf(text);
  if (!record) return { state: 'broken', texts: [text], branches: [], redirect: null };
  const branches = record.terms.map((term): SpfBranch => {
    const led = below[term.value || 'self'];
    if (term.mechanism === 'include') return { ...term, included: led as SpfTree };
    return led === undefined ? term : { ...term, addresses: led as string[] | null };
  });
  const redirect = record.redirect === null ? null : (below[record.redirect] as SpfTree);
  return { state: 'read', texts: [text], branches, redirect };
}

const leaf = (state: SpfTree['state'], ...texts: string[]): SpfTree => ({
  state,
  texts,
  branches: [],
  redirect: null,
});

it.each<[string, boolean]>([
  ['v=spf1', true],
  ['v=spf1 -all', true],
  ['V=SPF1 -all', true],
  ['v=spf10 -all', false],
  ['v=spf2.0/pra', false],
  [' v=spf1 -all', false],
])('%j is an SPF record: %j', (text, expected) => {
  expect(spfRecordsAmong([text])).toEqual(expected ? [text] : []);
});

describe('reading', () => {
  it.each([
    'v=spf1 all:x -all',
    'v=spf1 include -all',
    'v=spf1 include: -all',
    'v=spf1 ip4:1.2.3 -all',
    'v=spf1 ip4:1.2.3.4/33 -all',
    'v=spf1 ip4:2001:db8::1 -all',
    'v=spf1 ip6:1.2.3.4 -all',
    'v=spf1 ip6:2001:db8::/129 -all',
    'v=spf1 a/33 -all',
    'v=spf1 unknown:x -all',
    'v=spf1 redirect=a.de redirect=b.de',
    'v=spf1 redirect=',
    'v=spf1 ,-all',
    'v=spf1 -al',
  ])('%s is broken', (text) => {
    expect(parseSpf(text)).toBeNull();
  });

  it('takes every form of the grammar', () => {
    const text =
      'v=spf1  +a:B.de/24//64 ?mx/25 ~include:_x.DE ip4:1.2.3.0/24 IP6:2001:db8::/32 exists:%{i}.x.de ptr exp=e.de new=1 redirect=r.de';
    expect(parseSpf(text)).toEqual({
      redirect: 'r.de',
      terms: [
        { qualifier: '+', mechanism: 'a', value: 'b.de', bits: [24, 64] },
        { qualifier: '?', mechanism: 'mx', value: '', bits: [25, 128] },
        { qualifier: '~', mechanism: 'include', value: '_x.de', bits: [32, 128] },
        { qualifier: '+', mechanism: 'ip4', value: '1.2.3.0', bits: [24, 128] },
        { qualifier: '+', mechanism: 'ip6', value: '2001:db8::', bits: [32, 32] },
        { qualifier: '+', mechanism: 'exists', value: '%{i}.x.de', bits: [32, 128] },
        { qualifier: '+', mechanism: 'ptr', value: '', bits: [32, 128] },
      ],
    });
  });

  it('passes over a redirect beside all', () => {
    expect(parseSpf('v=spf1 -all redirect=r.de')?.redirect).toBeNull();
  });

  it('of a hostile text ends soon', () => {
    const startedAt = performance.now();
    for (const text of [
      '/'.repeat(100_000),
      'a:' + 'x/'.repeat(50_000),
      ' '.repeat(100_000),
      'a='.repeat(50_000),
    ]) {
      parseSpf(`v=spf1 ${text}`);
    }
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe('mail from 203.0.113.5', () => {
  const inner = treeOf('v=spf1 ip4:203.0.113.0/24 -all');
  const refusing = treeOf('v=spf1 -all');
  it.each<[string, Record<string, SpfTree | string[] | null>, string]>([
    ['v=spf1 ip4:203.0.113.5 -all', {}, 'pass'],
    ['v=spf1 ip4:203.0.113.4/30 -all', {}, 'pass'],
    ['v=spf1 ip4:203.0.113.4/31 -all', {}, 'pass'],
    ['v=spf1 ip4:203.0.113.4 -all', {}, 'fail'],
    ['v=spf1 ip6:2001:db8::/1 ~all', {}, 'softfail'],
    ['v=spf1', {}, 'neutral'],
    ['v=spf1 ?all', {}, 'neutral'],
    ['v=spf1 -ip4:203.0.113.0/24 +all', {}, 'fail'],
    ['v=spf1 a -all', { self: ['198.51.100.1', '203.0.113.5'] }, 'pass'],
    ['v=spf1 a/24 -all', { self: ['203.0.113.200'] }, 'pass'],
    ['v=spf1 mx:m.de -all', { 'm.de': [] }, 'fail'],
    ['v=spf1 mx:m.de -all', { 'm.de': null }, 'unknown'],
    ['v=spf1 include:i.de -all', { 'i.de': inner }, 'pass'],
    ['v=spf1 include:i.de ~all', { 'i.de': refusing }, 'softfail'],
    ['v=spf1 -include:i.de +all', { 'i.de': inner }, 'fail'],
    ['v=spf1 include:i.de -all', { 'i.de': leaf('unknown') }, 'unknown'],
    ['v=spf1 redirect=r.de', { 'r.de': inner }, 'pass'],
    ['v=spf1 redirect=r.de', { 'r.de': refusing }, 'fail'],
    ['v=spf1 ptr exists:x.de -all', {}, 'fail'],
  ])('under %s: %j → %s', (text, below, expected) => {
    expect(spfResultFor('203.0.113.5', treeOf(text, below))).toBe(expected);
  });
});

describe('the verdict', () => {
  const facts = (tree: SpfTree, more: Partial<SpfFacts> = {}): SpfFacts => ({
    domain: 'a.de',
    tree,
    lookups: 0,
    addresses: ['203.0.113.5', '2001:db8::5'],
    isService: false,
    ...more,
  });
  const good = 'v=spf1 ip4:203.0.113.5 ip6:2001:db8::/32 -all';

  it.each<[string, SpfFacts, string, string | undefined]>([
    ['silence', facts(leaf('unknown')), 'dns_silent', undefined],
    ['no record', facts(leaf('none')), 'spf_none', 'v=spf1 ip4:203.0.113.5 ip6:2001:db8::5 ~all'],
    ['no record, a service', facts(leaf('none'), { isService: true }), 'spf_none', undefined],
    ['no record, an unseen relay', facts(leaf('none'), { addresses: null }), 'spf_none', undefined],
    ['two records', facts(leaf('many', 'v=spf1 a', 'v=spf1 mx')), 'spf_many', undefined],
    ['a mistake', facts(treeOf('v=spf1 -al')), 'spf_broken', undefined],
    [
      'an include of nothing',
      facts(treeOf('v=spf1 include:i.de', { 'i.de': leaf('none') })),
      'spf_broken',
      undefined,
    ],
    [
      'an include that is silent',
      facts(treeOf('v=spf1 include:i.de', { 'i.de': leaf('unknown') })),
      'dns_silent',
      undefined,
    ],
    ['an mx that is silent', facts(treeOf('v=spf1 mx -all', { self: null })), 'dns_silent', undefined],
    ['ten questions', facts(treeOf(good), { lookups: 10 }), 'spf_ok', undefined],
    ['eleven questions', facts(treeOf(good), { lookups: 11 }), 'spf_lookups', undefined],
    ['+all', facts(treeOf('v=spf1 a:x.de +all', { 'x.de': [] })), 'spf_everybody', 'v=spf1 a:x.de ~all'],
    ['all', facts(treeOf('v=spf1 all')), 'spf_everybody', 'v=spf1 ~all'],
    ['the whole net', facts(treeOf('v=spf1 ip4:0.0.0.0/0 -all')), 'spf_everybody', undefined],
    [
      '+all in an include',
      facts(treeOf('v=spf1 include:i.de -all', { 'i.de': treeOf('v=spf1 +all') })),
      'spf_everybody',
      undefined,
    ],
    ['an unseen relay', facts(treeOf(good), { addresses: null }), 'spf_relay_unseen', undefined],
    [
      'one address of two',
      facts(treeOf('v=spf1 ip4:203.0.113.5 -all')),
      'spf_not_covered',
      'v=spf1 ip6:2001:db8::5 ip4:203.0.113.5 -all',
    ],
    [
      'the address of a service',
      facts(treeOf('v=spf1 -all'), { isService: true }),
      'spf_not_covered',
      undefined,
    ],
    ['all that is needed', facts(treeOf(good)), 'spf_ok', undefined],
  ])('on %s', (_, given, reason, line) => {
    const verdict = judgeSpf(given);
    expect([verdict.reason, verdict.line?.value]).toEqual([reason, line]);
  });
});
