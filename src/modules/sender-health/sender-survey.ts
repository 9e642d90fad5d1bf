// Gathers what the DNS and the settings say of the sender, and has the rules judge it.
import type { AppConfig } from '../../config/app-config.js';
import { parseSmtpUrl } from '../../config/smtp-url.js';
import { judgeDkim } from '../../domain/dkim-record.js';
import { dmarcDomainsOf, dmarcRecordsAmong, judgeDmarc } from '../../domain/dmarc.js';
import { numberOfAddress, reachOf } from '../../domain/network-address.js';
import type { DnsAnswer, SenderCheck, TrialReason, Verdict } from '../../domain/sender-finding.js';
import {
  isReservedName,
  judgeBounceMx,
  judgePtr,
  judgeSenderMx,
  judgeTls,
  judgeUnsubscribe,
  type NamedAddress,
} from '../../domain/sender-route.js';
import { judgeSpf } from '../../domain/spf.js';
import { DnsLookup } from './dns-lookup.js';
import type { Reason } from './sender-health-texts.js';
import { signingKeyOf } from './signing-key.js';
import { walkSpf } from './spf-walk.js';

export interface Finding extends Verdict<Reason> {
  name: SenderCheck;
}

export interface SenderSurvey {
  domain: string;
  trial: TrialReason | null;
  /** In the order of `senderChecks`; none in a set-up for trying out. */
  findings: Finding[];
}

interface Relay {
  host: string;
  /** As the world sees them; null: not known, or none that the world reaches. */
  addresses: DnsAnswer;
  isInside: boolean;
  isHere: boolean;
  isEncrypted: boolean;
  isService: boolean;
}

/** Ends within the time of `DnsLookup`, whoever answers or not. */
export async function surveySender(config: AppConfig): Promise<SenderSurvey> {
  const domain = domainOf(config.mail.from.address);
  const trialWith = (trial: TrialReason): SenderSurvey => ({ domain, trial, findings: [] });
  if (config.smtp.url === undefined) return trialWith(config.isProduction ? 'no_relay' : 'built_in');
  if (isReservedName(domain)) return trialWith('reserved_sender');
  const dns = new DnsLookup(config.dns.servers);
  try {
    const relay = await relayAt(config.smtp.url, dns);
    if (relay.isHere && !config.isProduction) return trialWith('relay_here');
    return { domain, trial: null, findings: await findingsOf(config, domain, relay, dns) };
  } finally {
    dns.close();
  }
}

async function findingsOf(
  config: AppConfig,
  domain: string,
  relay: Relay,
  dns: DnsLookup,
): Promise<Finding[]> {
  const bounceDomain = config.bounces.domain ?? domain;
  const hasBounceDomain = bounceDomain !== domain;
  const url = new URL(config.http.publicUrl);
  const findings = await Promise.all([
    named('spf', spfOf(domain, relay, dns)),
    ...(hasBounceDomain ? [named('bounce_spf', spfOf(bounceDomain, relay, dns))] : []),
    named('dkim', dkimOf(config, dns)),
    named('dmarc', dmarcOf(config, domain, bounceDomain, dns)),
    named('ptr', ptrOf(relay, dns)),
    named('sender_mx', routeOf(domain, dns).then(judgeSenderMx)),
    ...(hasBounceDomain ? [named('bounce_mx', routeOf(bounceDomain, dns).then(judgeBounceMx))] : []),
    named('tls', judgeTls(relay)),
    named(
      'unsubscribe',
      judgeUnsubscribe({
        isHttps: url.protocol === 'https:',
        host: url.hostname,
        text: config.http.publicUrl,
      }),
    ),
  ]);
  return findings;
}

async function named(
  name: SenderCheck,
  verdict: Verdict<Reason> | Promise<Verdict<Reason>>,
): Promise<Finding> {
  return { name, ...(await verdict) };
}

async function relayAt(smtpUrl: string, dns: DnsLookup): Promise<Relay> {
  const { host, requireTls, user } = parseSmtpUrl(smtpUrl);
  const isAddress = numberOfAddress(host) !== null;
  const isLocalhost = /^(.+\.)?localhost\.?$/i.test(host);
  const all = isAddress ? [host] : isLocalhost ? ['127.0.0.1'] : await dns.addresses(host);
  const reaches = (all ?? []).map(reachOf);
  const seen = (all ?? []).filter((ip) => reachOf(ip) === 'everywhere');
  return {
    host,
    addresses: seen.length > 0 ? seen : null,
    isInside: reaches.length > 0 && !reaches.includes('everywhere'),
    isHere: reaches.length > 0 && reaches.every((reach) => reach === 'this_machine'),
    isEncrypted: requireTls,
    isService: user !== undefined,
  };
}

async function spfOf(domain: string, { addresses, isService }: Relay, dns: DnsLookup) {
  return judgeSpf({ domain, ...(await walkSpf(domain, dns)), addresses, isService });
}

async function dkimOf({ dkim }: AppConfig, dns: DnsLookup) {
  if (!dkim) return judgeDkim(null, null);
  const texts = await dns.texts(`${dkim.selector}._domainkey.${dkim.domain}`);
  return judgeDkim(signingKeyOf(dkim), texts);
}

async function dmarcOf({ dkim }: AppConfig, domain: string, envelopeDomain: string, dns: DnsLookup) {
  let records: DnsAnswer = [];
  let foundAt = domain;
  for (const name of dmarcDomainsOf(domain)) {
    const texts = await dns.texts(`_dmarc.${name}`);
    [records, foundAt] = [texts && dmarcRecordsAmong(texts), name];
    if (records === null || records.length > 0) break;
  }
  return judgeDmarc({ domain, records, foundAt, dkimDomain: dkim?.domain ?? null, envelopeDomain });
}

async function ptrOf({ addresses, host }: Relay, dns: DnsLookup) {
  return judgePtr(addresses && (await Promise.all(addresses.map((ip) => namedAddress(ip, dns)))), host);
}

/** A few names are enough to find one that leads back. */
const mostNames = 5;

async function namedAddress(ip: string, dns: DnsLookup): Promise<NamedAddress> {
  const names = await dns.namesOf(ip);
  const back = await Promise.all((names ?? []).slice(0, mostNames).map((name) => dns.addresses(name)));
  const own = numberOfAddress(ip)?.value;
  const isConfirmed = back.some((addresses) => addresses?.some((one) => numberOfAddress(one)?.value === own));
  return { ip, names, isConfirmed: isConfirmed || (back.includes(null) ? null : false) };
}

async function routeOf(domain: string, dns: DnsLookup) {
  const [mx, addresses] = await Promise.all([dns.mailServers(domain), dns.addresses(domain)]);
  return { domain, mx, addresses };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
