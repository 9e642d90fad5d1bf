// A mail server that costs as little as one can: it takes every letter and remembers only how many, and when.
import { createServer, type Socket } from 'node:net';
import type { SinkCounts } from './sink.js';

const endOfLetter = Buffer.from('\r\n.\r\n');
const data = Buffer.from('DATA\r\n');

const greeting = Buffer.from('220 sink ready\r\n');
const capabilities = Buffer.from('250-sink\r\n250-PIPELINING\r\n250-SIZE 35882577\r\n250 8BITMIME\r\n');
const done = Buffer.from('250 2.1.0 ok\r\n');
const goAhead = Buffer.from('354 go on\r\n');

let counts: SinkCounts = { letters: 0, bytes: 0, firstAt: null, lastAt: null };

class Session {
  private kept: Buffer | null = null;
  private isInBody = false;

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => undefined);
    socket.write(greeting);
  }

  private take(chunk: Buffer): void {
    let rest = this.kept === null ? chunk : Buffer.concat([this.kept, chunk]);
    const answers: Buffer[] = [];
    while (rest.length > 0) {
      const mark = this.isInBody ? endOfLetter : '\r\n';
      const end = rest.indexOf(mark);
      if (end < 0) break;
      const line = rest.subarray(0, end + 2);
      rest = rest.subarray(end + mark.length);
      answers.push(this.isInBody ? this.letterTaken(line.length) : this.answerTo(line));
    }
    this.kept = rest.length > 0 ? rest : null;
    if (answers.length > 0 && this.socket.writable) this.socket.write(Buffer.concat(answers));
  }

  private answerTo(line: Buffer): Buffer {
    if (line.equals(data)) {
      this.isInBody = true;
      return goAhead;
    }
    const verb = line.toString('latin1', 0, 4).toUpperCase();
    if (verb === 'EHLO') return capabilities;
    if (verb === 'QUIT') this.socket.end('221 2.0.0 bye\r\n');
    return done;
  }

  private letterTaken(bytes: number): Buffer {
    this.isInBody = false;
    const now = performance.timeOrigin + performance.now();
    counts.letters += 1;
    counts.bytes += bytes;
    counts.firstAt ??= now;
    counts.lastAt = now;
    return Buffer.from(`250 2.0.0 queued as ${counts.letters}\r\n`);
  }
}

process.on('message', (command: 'counts' | 'forget') => {
  if (command === 'forget') counts = { letters: 0, bytes: 0, firstAt: null, lastAt: null };
  process.send?.({ counts });
});
process.on('disconnect', () => process.exit(0));

const server = createServer((socket) => new Session(socket));
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port });
});
