import { expect, it } from 'vitest';
import { isLoopback, networkOf, plainAddress } from './network-address.js';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is in %s', (ip, network) => expect(networkOf(ip)).toBe(network));

it.each([
  ['localhost', true],
  ['LOCALHOST.', true],
  ['mail.localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['localhost.example', false],
  ['127.0.0.1.example', false],
  ['128.0.0.1', false],
  ['mail.example', false],
  ['', false],
])('%j is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

it('An IPv4 address in IPv6 clothes is shown without them, any other as it is', () => {
  expect(plainAddress('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(['203.0.113.7', '2001:db8::1', '::ffff:abc'].map(plainAddress)).toEqual([
    '203.0.113.7',
    '2001:db8::1',
    '::ffff:abc',
  ]);
});
