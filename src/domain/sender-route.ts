// What stands around a letter besides its proofs: the relay's name, where answers go, encryption, the way out.
import { reachOf } from './network-address.js';
import type { DnsAnswer, Verdict } from './sender-finding.js';

export type RouteReason =
  | 'dns_silent'
  | 'ptr_relay_unseen'
  | 'ptr_none'
  | 'ptr_not_confirmed'
  | 'ptr_ok'
  | 'mx_none'
  | 'mx_null'
  | 'mx_address_only'
  | 'mx_ok'
  | 'bounce_mx_none'
  | 'bounce_mx_ok'
  | 'tls_inside'
  | 'tls_optional'
  | 'tls_ok'
  | 'unsubscribe_not_https'
  | 'unsubscribe_unreachable'
  | 'unsubscribe_ok';

/** One address of the relay, the names it has (PTR), and whether one of them leads back to it. */
export interface NamedAddress {
  ip: string;
  names: DnsAnswer;
  isConfirmed: boolean | null;
}

/** RFC 1912, section 2.1: every address has a name, and the name that address. `host` is the relay's in the settings. */
export function judgePtr(relay: readonly NamedAddress[] | null, host: string): Verdict<RouteReason> {
  if (!relay || relay.length === 0) return { status: 'unknown', reason: 'ptr_relay_unseen', found: null };
  const found = relay.map(({ ip, names }) => `${ip} → ${names?.length ? names.join(', ') : '-'}`).join(' | ');
  const of = (bad: NamedAddress[]) => ({ addresses: bad.map(({ ip }) => ip).join(', ') });
  const nameless = relay.filter(({ names }) => names?.length === 0);
  if (nameless.length > 0) {
    const name = reverseNameOf(nameless[0]!.ip);
    const line =
      name && /[a-z]/i.test(host) && !host.includes(':') ? { type: 'PTR' as const, name, value: host } : null;
    return { status: 'missing', reason: 'ptr_none', found, values: of(nameless), ...(line ? { line } : {}) };
  }
  const unconfirmed = relay.filter(({ names, isConfirmed }) => names !== null && isConfirmed === false);
  if (unconfirmed.length > 0) {
    return { status: 'warning', reason: 'ptr_not_confirmed', found, values: of(unconfirmed) };
  }
  const isSilent = relay.some(({ names, isConfirmed }) => names === null || isConfirmed === null);
  if (isSilent) return { status: 'unknown', reason: 'dns_silent', found, values: { domain: host } };
  return { status: 'ok', reason: 'ptr_ok', found, values: of([...relay]) };
}

/** RFC 1035, section 3.5; null for IPv6, whose names are too long to be typed. */
function reverseNameOf(ip: string): string | null {
  return ip.includes(':') ? null : `${ip.split('.').toReversed().join('.')}.in-addr.arpa`;
}

export interface MailRoute {
  domain: string;
  /** Names of mail servers; `.` alone: it says that it takes no mail (RFC 7505). */
  mx: DnsAnswer;
  /** Mail goes there where there is no MX (RFC 5321, section 5.1). */
  addresses: DnsAnswer;
}

/** Can answers to the sender arrive? */
export function judgeSenderMx({ domain, mx, addresses }: MailRoute): Verdict<RouteReason> {
  const values = { domain };
  if (!mx) return { status: 'unknown', reason: 'dns_silent', found: null, values };
  const found = mx.join(', ') || null;
  if (mx.length === 1 && mx[0] === '.') return { status: 'warning', reason: 'mx_null', found, values };
  if (mx.length > 0) return { status: 'ok', reason: 'mx_ok', found, values };
  if (!addresses) return { status: 'unknown', reason: 'dns_silent', found, values };
  if (addresses.length > 0) {
    return { status: 'warning', reason: 'mx_address_only', found: addresses.join(', '), values };
  }
  return { status: 'missing', reason: 'mx_none', found, values };
}

/** Can bounces arrive? */
export function judgeBounceMx(route: MailRoute): Verdict<RouteReason> {
  const verdict = judgeSenderMx(route);
  if (verdict.status === 'unknown') return verdict;
  const arrives = verdict.reason === 'mx_ok' || verdict.reason === 'mx_address_only';
  if (arrives) return { ...verdict, status: 'ok', reason: 'bounce_mx_ok' };
  return { ...verdict, status: 'missing', reason: 'bounce_mx_none' };
}

export interface RelayAccess {
  /** TLS or nothing. */
  isEncrypted: boolean;
  /** Every known address of it is of this machine or of a network that nobody outside reaches. */
  isInside: boolean;
}

export function judgeTls({ isEncrypted, isInside }: RelayAccess): Verdict<RouteReason> {
  if (isEncrypted) return { status: 'ok', reason: 'tls_ok', found: null };
  if (isInside) return { status: 'ok', reason: 'tls_inside', found: null };
  return { status: 'warning', reason: 'tls_optional', found: null };
}

/** One-click unsubscribing (RFC 8058, section 3.1) wants https, and a host that mailbox providers can reach. */
export function judgeUnsubscribe(publicUrl: {
  isHttps: boolean;
  host: string;
  text: string;
}): Verdict<RouteReason> {
  const { isHttps, host, text: found } = publicUrl;
  if (isReservedName(host) || reachOf(host.replace(/^\[|\]$/g, '')) !== 'everywhere') {
    return { status: 'missing', reason: 'unsubscribe_unreachable', found };
  }
  if (!isHttps) return { status: 'missing', reason: 'unsubscribe_not_https', found };
  return { status: 'ok', reason: 'unsubscribe_ok', found };
}

const reservedTops = ['localhost', 'localdomain', 'local', 'test', 'example', 'invalid', 'internal'];

/** A name that means nothing to the world (RFC 2606, RFC 6761, RFC 6762). */
export function isReservedName(name: string): boolean {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  if (name.includes(':')) return false;
  return (
    labels.length < 2 ||
    reservedTops.includes(labels.at(-1)!) ||
    /^example\.(com|net|org)$/.test(labels.slice(-2).join('.'))
  );
}
