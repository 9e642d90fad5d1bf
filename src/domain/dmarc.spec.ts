import { expect, it } from 'vitest';
import { areAligned, dmarcDomainsOf, type DmarcFacts, dmarcRecordsAmong, judgeDmarc } from './dmarc.js';

const facts = (records: string[] | null, more: Partial<DmarcFacts> = {}): DmarcFacts => ({
  domain: 'a.de',
  records,
  foundAt: 'a.de',
  dkimDomain: 'a.de',
  envelopeDomain: 'a.de',
  ...more,
});

it.each<[string, DmarcFacts, string, string]>([
  ['silence', facts(null), 'unknown', 'dns_silent'],
  ['nothing', facts([]), 'missing', 'dmarc_none'],
  ['two', facts(['v=DMARC1; p=none', 'v=DMARC1; p=none']), 'warning', 'dmarc_many'],
  ['p=none', facts(['v=DMARC1; p=none']), 'ok', 'dmarc_watching'],
  ['p=Reject', facts(['v=DMARC1;p=Reject;']), 'ok', 'dmarc_ok'],
  ['no p', facts(['v=DMARC1;']), 'warning', 'dmarc_broken'],
  ['no p but reports', facts(['v=DMARC1; rua=mailto:a@a.de']), 'ok', 'dmarc_watching'],
  ['an unknown p', facts(['v=DMARC1; p=maybe']), 'warning', 'dmarc_broken'],
  ['p twice', facts(['v=DMARC1; p=none; p=reject']), 'warning', 'dmarc_broken'],
  ['sp above', facts(['v=DMARC1; p=reject; sp=none'], { domain: 'x.a.de' }), 'ok', 'dmarc_watching'],
  [
    'neither',
    facts(['v=DMARC1; p=none'], { dkimDomain: 'b.de', envelopeDomain: 'c.de' }),
    'warning',
    'dmarc_not_aligned',
  ],
  ['no signature, own bounces', facts(['v=DMARC1; p=none'], { dkimDomain: null }), 'ok', 'dmarc_watching'],
  [
    'bounces below',
    facts(['v=DMARC1; p=none'], { dkimDomain: null, envelopeDomain: 'b.a.de' }),
    'ok',
    'dmarc_watching',
  ],
  [
    'bounces below, strictly',
    facts(['v=DMARC1; p=none; aspf=s'], { dkimDomain: null, envelopeDomain: 'b.a.de' }),
    'warning',
    'dmarc_not_aligned',
  ],
])('With %s', (_, given, status, reason) => {
  expect(judgeDmarc(given)).toMatchObject({ status, reason });
});

it.each<[string, string, boolean, string, boolean]>([
  ['a.de', 'a.de', true, 'a.de', true],
  ['a.de', 'A.DE', true, 'a.de', true],
  ['a.de', 'b.a.de', true, 'a.de', false],
  ['a.de', 'b.a.de', false, 'a.de', true],
  ['b.a.de', 'a.de', false, 'b.a.de', true],
  ['b.a.de', 'c.a.de', false, 'a.de', true],
  ['b.a.de', 'c.a.de', false, 'b.a.de', false],
  ['a.de', 'aa.de', false, 'a.de', false],
  ['a.de', 'a.de.evil.com', false, 'a.de', false],
])('%s and %s (strictly: %j, record at %s) agree: %j', (domain, proof, isStrict, at, expected) => {
  expect(areAligned(domain, proof, isStrict, at)).toBe(expected);
});

it('The record is looked for at the domain and above it, at most eight times', () => {
  expect(dmarcDomainsOf('x.y.a.de')).toEqual(['x.y.a.de', 'y.a.de', 'a.de']);
  expect(dmarcDomainsOf('a.de')).toEqual(['a.de']);
  const deep = dmarcDomainsOf(`${'x.'.repeat(60)}a.de`);
  expect([deep.length, deep[0], deep.at(-1)]).toEqual([8, `${'x.'.repeat(60)}a.de`, 'a.de']);
});

it('Other texts at the place of the record are none', () => {
  expect(
    dmarcRecordsAmong([
      'v=spf1 -all',
      'v=DMARC1',
      'v=DMARC1; p=none',
      'v=dmarc1; p=none',
      'v=DMARC10; p=none',
    ]),
  ).toEqual(['v=DMARC1', 'v=DMARC1; p=none']);
});
