import { expect, it } from 'vitest';
import { parseTrustedProxies } from './trusted-proxies.js';

it.each<[string, string[] | undefined]>([
  ['off', []],
  ['OFF', []],
  ['loopback', ['loopback']],
  ['private', ['loopback', 'linklocal', 'uniquelocal']],
  ['10.0.0.5', ['10.0.0.5']],
  ['10.0.0.5, 2001:db8::/32', ['10.0.0.5', '2001:db8::/32']],
  ['192.168.7.0/24', ['192.168.7.0/24']],
  ['::1/128', ['::1/128']],
  ['', undefined],
  ['true', undefined],
  ['1', undefined],
  ['*', undefined],
  ['constructor', undefined],
  ['loopback,10.0.0.5', undefined],
  ['10.0.0.5,', undefined],
  ['10.0.0', undefined],
  ['10.0.0.256', undefined],
  ['0.0.0.0/0', undefined],
  ['::/0', undefined],
  ['10.0.0.0/33', undefined],
  ['10.0.0.0/08', undefined],
  ['10.0.0.0/8/8', undefined],
  ['10.0.0.0/255.0.0.0', undefined],
  ['fe80::1%eth0', undefined],
  ['proxy.example.com', undefined],
])('Reads %j', (text, expected) => {
  expect(parseTrustedProxies(text)).toEqual(expected);
});
