// What the address of a machine says by itself.

/** Whoever has one IPv6 address has a /64 of them (RFC 6177, section 2): they count as one. */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [head = '', tail] = ip.split('%')[0]!.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** True for names and addresses that never leave this machine (RFC 6761 6.3, RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  return /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** As people write it: an IPv4 address in IPv6 clothes (RFC 4291, 2.5.5.2) is shown without them. */
export function plainAddress(ip: string): string {
  return mapped.exec(ip)?.[1] ?? ip;
}

/** The address as a number; null for what is no address. An IPv4 address in IPv6 clothes (RFC 4291, 2.5.5.2) is IPv4. */
export function numberOfAddress(text: string): { bits: 32 | 128; value: bigint } | null {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(plainAddress(text))?.slice(1).map(Number);
  if (four) {
    if (four.some((part) => part > 255)) return null;
    return { bits: 32, value: four.reduce((value, part) => value * 256n + BigInt(part), 0n) };
  }
  const groups = groupsOf(text);
  if (!groups) return null;
  return { bits: 128, value: groups.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n) };
}

function groupsOf(text: string): string[] | null {
  const [head = '', tail, ...more] = text.split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  if (more.length > 0 || missing < (tail === undefined ? 0 : 1)) return null;
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
  return all.length === 8 && all.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? all : null;
}

/** Is the address among those that share the first `prefix` bits with the other? */
export function isInNetwork(ip: string, network: string, prefix: number): boolean {
  const [one, other] = [numberOfAddress(ip), numberOfAddress(network)];
  if (!one || one.bits !== other?.bits || prefix > one.bits) return false;
  const rest = BigInt(one.bits - prefix);
  return one.value >> rest === other.value >> rest;
}

/** RFC 1122, RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6598: nobody outside reaches them. */
const inside = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
] as const;

/** From where the address can be reached. */
export function reachOf(ip: string): 'this_machine' | 'inside' | 'everywhere' {
  if (isInNetwork(ip, '127.0.0.0', 8) || isInNetwork(ip, '::1', 128)) return 'this_machine';
  if (ip === '::' || inside.some(([network, prefix]) => isInNetwork(ip, network, prefix))) return 'inside';
  return 'everywhere';
}
