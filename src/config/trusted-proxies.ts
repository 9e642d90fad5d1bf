// How a TRUST_PROXY reads: whose word on where a request came from is believed.
import { isIP } from 'node:net';

/** Names and networks as `@fastify/proxy-addr` takes them. */
const named: Readonly<Record<string, readonly string[]>> = {
  off: [],
  loopback: ['loopback'],
  // RFC 1918, RFC 3927, RFC 4193, and the ranges of IPv6 that stay on their link.
  private: ['loopback', 'linklocal', 'uniquelocal'],
};

export const trustedProxiesRule =
  'must be off, loopback, private, or addresses and networks between commas, such as 10.0.0.5,192.168.7.0/24';

/** `off`, `loopback`, `private`, or a list of addresses and networks; undefined where the text is no such thing. */
export function parseTrustedProxies(text: string): string[] | undefined {
  const byName = Object.hasOwn(named, text.toLowerCase()) ? named[text.toLowerCase()] : undefined;
  if (byName) return [...byName];
  const items = text.split(',').map((item) => item.trim());
  return items.every(isNetwork) ? items : undefined;
}

/** `/0` would believe everybody, and with it whatever anybody says. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0 || address.includes('%')) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
