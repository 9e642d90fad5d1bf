import { expect, it } from 'vitest';
import { reachOf } from './network-address.js';
import {
  isReservedName,
  judgeBounceMx,
  judgePtr,
  judgeSenderMx,
  judgeTls,
  judgeUnsubscribe,
  type NamedAddress,
} from './sender-route.js';

const ip = '203.0.113.5';
const named = (names: string[] | null, isConfirmed: boolean | null): NamedAddress => ({
  ip,
  names,
  isConfirmed,
});

it.each<[NamedAddress[] | null, string, string]>([
  [null, 'unknown', 'ptr_relay_unseen'],
  [[], 'unknown', 'ptr_relay_unseen'],
  [[named(null, false)], 'unknown', 'dns_silent'],
  [[named(null, null)], 'unknown', 'dns_silent'],
  [[named([], false)], 'missing', 'ptr_none'],
  [[named(['a.de'], false)], 'warning', 'ptr_not_confirmed'],
  [[named(['a.de'], null)], 'unknown', 'dns_silent'],
  [[named(['a.de'], true)], 'ok', 'ptr_ok'],
  [[named(['a.de'], true), named([], false)], 'missing', 'ptr_none'],
])('The names %j of the relay are %s, %s', (relay, status, reason) => {
  expect(judgePtr(relay, 'relay.a.de')).toMatchObject({ status, reason });
});

it('The line for a nameless address is only given where the relay has a name', () => {
  const nameless = [named([], false)];
  expect(judgePtr(nameless, 'relay.a.de').line).toEqual({
    type: 'PTR',
    name: '5.113.0.203.in-addr.arpa',
    value: 'relay.a.de',
  });
  expect(judgePtr(nameless, ip).line).toBeUndefined();
  expect(judgePtr([{ ...nameless[0]!, ip: '2001:db8::5' }], 'relay.a.de').line).toBeUndefined();
});

it.each<[string[] | null, string[] | null, string, string]>([
  [null, [], 'dns_silent', 'dns_silent'],
  [['mx.a.de'], null, 'mx_ok', 'bounce_mx_ok'],
  [['.'], ['203.0.113.5'], 'mx_null', 'bounce_mx_none'],
  [[], ['203.0.113.5'], 'mx_address_only', 'bounce_mx_ok'],
  [[], [], 'mx_none', 'bounce_mx_none'],
  [[], null, 'dns_silent', 'dns_silent'],
])('Mail to a domain with MX %j and addresses %j: %s, %s', (mx, addresses, reason, bounceReason) => {
  expect(judgeSenderMx({ domain: 'a.de', mx, addresses }).reason).toBe(reason);
  expect(judgeBounceMx({ domain: 'a.de', mx, addresses }).reason).toBe(bounceReason);
});

it.each([
  [true, false, 'tls_ok'],
  [true, true, 'tls_ok'],
  [false, true, 'tls_inside'],
  [false, false, 'tls_optional'],
])('Encryption demanded: %j, relay inside: %j → %s', (isEncrypted, isInside, reason) => {
  expect(judgeTls({ isEncrypted, isInside }).reason).toBe(reason);
});

it.each([
  ['https://post.a.de', 'unsubscribe_ok'],
  ['http://post.a.de', 'unsubscribe_not_https'],
  ['https://localhost:8000', 'unsubscribe_unreachable'],
  ['https://127.0.0.1', 'unsubscribe_unreachable'],
  ['https://[::1]:8000', 'unsubscribe_unreachable'],
  ['https://10.1.2.3', 'unsubscribe_unreachable'],
  ['https://post.local', 'unsubscribe_unreachable'],
  ['https://203.0.113.5', 'unsubscribe_ok'],
])('The way out at %s: %s', (text, reason) => {
  const { protocol, hostname } = new URL(text);
  expect(judgeUnsubscribe({ isHttps: protocol === 'https:', host: hostname, text }).reason).toBe(reason);
});

it.each([
  ['localhost', true],
  ['relay', true],
  ['localhost.localdomain', true],
  ['mail.example.com', true],
  ['example.org.', true],
  ['a.test', true],
  ['example.de', false],
  ['myexample.com', false],
  ['a.de', false],
])('%s means nothing to the world: %j', (name, expected) => {
  expect(isReservedName(name)).toBe(expected);
});

it.each([
  ['127.0.0.1', 'this_machine'],
  ['127.255.0.1', 'this_machine'],
  ['::1', 'this_machine'],
  ['::ffff:127.0.0.1', 'this_machine'],
  ['10.0.0.1', 'inside'],
  ['172.31.0.1', 'inside'],
  ['172.32.0.1', 'everywhere'],
  ['192.168.0.1', 'inside'],
  ['169.254.1.1', 'inside'],
  ['100.64.0.1', 'inside'],
  ['fe80::1', 'inside'],
  ['fd00::1', 'inside'],
  ['2001:db8::1', 'everywhere'],
  ['8.8.8.8', 'everywhere'],
])('%s is reached from: %s', (address, expected) => {
  expect(reachOf(address)).toBe(expected);
});
