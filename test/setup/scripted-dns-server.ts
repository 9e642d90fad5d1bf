// A DNS server on a UDP port of this machine that says what a test tells it to (RFC 1035, section 4.1).
import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';

const types = { A: 1, PTR: 12, MX: 15, TXT: 16, AAAA: 28 } as const;
export type DnsType = keyof typeof types;
const typeNames = new Map<number, DnsType>(
  Object.entries(types).map(([name, code]) => [code, name as DnsType]),
);

/** By `TXT example.com`; MX values are `10 mail.example.com`. */
export type DnsZone = Record<string, string | readonly string[]>;

/** `silent`: questions are lost; `broken`: they are answered with SERVFAIL; `garbled`: with bytes that mean nothing. */
export type DnsMood = 'fine' | 'silent' | 'broken' | 'garbled';

export interface ScriptedDnsServer {
  /** For DNS_SERVERS. */
  readonly address: string;
  readonly zone: DnsZone;
  mood: DnsMood;
  /** What was asked, in its order: `TXT example.com`. */
  readonly questions: string[];
  close(): Promise<void>;
}

export async function startScriptedDnsServer(zone: DnsZone = {}): Promise<ScriptedDnsServer> {
  const socket = createSocket('udp4');
  const server = {
    address: '',
    zone,
    mood: 'fine' as DnsMood,
    questions: [] as string[],
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
  socket.on('message', (query: Buffer, { port, address }: RemoteInfo) => {
    const question = questionIn(query);
    server.questions.push(question);
    if (server.mood === 'silent') return;
    const answer =
      server.mood === 'garbled'
        ? Buffer.concat([query.subarray(0, 2), Buffer.alloc(40, 0xff)])
        : answerTo(query, question, server);
    socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  server.address = `127.0.0.1:${socket.address().port}`;
  return server;
}

const headBytes = 12;

function endOfName(message: Buffer, from: number): number {
  let at = from;
  while (message[at]! > 0) at += message[at]! + 1;
  return at + 1;
}

function questionIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = headBytes; query[at]! > 0; at += query[at]! + 1) {
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!));
  }
  const type = typeNames.get(query.readUInt16BE(endOfName(query, headBytes)));
  return `${type} ${labels.join('.').toLowerCase()}`;
}

/** NXDOMAIN where the zone has nothing of the name, NODATA where it has only other types. */
function answerTo(query: Buffer, question: string, { zone, mood }: { zone: DnsZone; mood: DnsMood }): Buffer {
  const [type, name] = question.split(' ') as [DnsType, string];
  const values = [zone[question] ?? []].flat();
  const isKnown = Object.keys(zone).some((key) => key.split(' ')[1] === name);
  const code = mood === 'broken' ? 2 : isKnown ? 0 : 3;
  const head = Buffer.alloc(headBytes);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(mood === 'broken' ? 0 : values.length, 6);
  const asked = query.subarray(headBytes, endOfName(query, headBytes) + 4);
  const records = mood === 'broken' ? [] : values.map((value) => recordOf(type, value));
  return Buffer.concat([head, asked, ...records]);
}

function recordOf(type: DnsType, value: string): Buffer {
  const data = dataOf(type, value);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc000 | headBytes, 0); // the name of the question
  head.writeUInt16BE(types[type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(type: DnsType, value: string): Buffer {
  switch (type) {
    case 'A':
      return Buffer.from(value.split('.').map(Number));
    case 'AAAA':
      return Buffer.from(groupsOf(value).flatMap((group) => [group >> 8, group & 255]));
    case 'PTR':
      return nameOf(value);
    case 'MX': {
      const [priority, name] = value.split(' ');
      return Buffer.concat([Buffer.from([0, Number(priority)]), nameOf(name!)]);
    }
    case 'TXT': {
      const bytes = Buffer.from(value, 'utf8');
      const pieces = Array.from({ length: Math.ceil(bytes.length / 255) || 1 }, (_, i) =>
        bytes.subarray(i * 255, i * 255 + 255),
      );
      return Buffer.concat(pieces.flatMap((piece) => [Buffer.from([piece.length]), piece]));
    }
  }
}

function groupsOf(ip: string): number[] {
  if (!isIPv6(ip)) throw new Error(`${ip} is no IPv6 address`);
  const [head = '', tail = ''] = ip.split('::');
  const groups = (text: string) =>
    text
      .split(':')
      .filter(Boolean)
      .map((group) => parseInt(group, 16));
  const missing = 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array<number>(missing).fill(0), ...groups(tail)];
}

function nameOf(name: string): Buffer {
  const labels = name.split('.').filter(Boolean);
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')]),
    Buffer.from([0]),
  ]);
}
