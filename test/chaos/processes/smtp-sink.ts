// The witness: a fast SMTP server in a process of its own, which remembers every letter it took. What it does with a
// recipient stands in the domain; the rest is told to it over the channel to its parent.
import { createServer, type Socket } from 'node:net';
import type { SinkBehaviour, SinkCommand, SinkEvent, TakenLetter } from '../harness/sink.js';

type HoldStage = Exclude<SinkBehaviour['holds'], null>;

let behaviour: SinkBehaviour = { isDown: false, replyDelayMs: [0, 0], holds: null };
const taken: TakenLetter[] = [];
const deferredOnce = new Set<string>();
const sessions = new Set<Session>();
let release: (() => void)[] = [];
let port = 0;

class Session {
  private pending = '';
  private isInBody = false;
  private isMute = false;
  private recipient = '';
  isBusy = false;

  constructor(private readonly socket: Socket) {
    sessions.add(this);
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => this.take(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => sessions.delete(this));
    this.say('220 sink ready');
  }

  destroy(): void {
    this.socket.destroy();
  }

  private say(line: string): void {
    if (!this.socket.destroyed && this.socket.writable) this.socket.write(`${line}\r\n`);
  }

  private take(chunk: string): void {
    this.pending += chunk;
    if (!this.isMute) this.readOn();
  }

  private readOn(): void {
    for (;;) {
      const mark = this.isInBody ? '\r\n.\r\n' : '\r\n';
      const end = this.pending.indexOf(mark);
      if (end < 0 || this.isMute) return;
      const text = this.pending.slice(0, end);
      this.pending = this.pending.slice(end + mark.length);
      if (this.isInBody) this.takeLetter(text);
      else this.obey(text);
    }
  }

  private obey(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    if (behaviour.isDown && verb !== 'QUIT') {
      this.say('421 4.3.2 going down');
      this.socket.end();
      return;
    }
    if (verb === 'EHLO') this.say('250-sink\r\n250-PIPELINING\r\n250 8BITMIME');
    else if (verb === 'MAIL') {
      this.isBusy = true;
      this.say('250 2.1.0 ok');
    } else if (verb === 'RCPT') this.answerRcpt(/<([^>]*)>/.exec(line)?.[1] ?? '');
    else if (verb === 'DATA') this.answerData();
    else if (verb === 'QUIT') this.socket.end('221 2.0.0 bye\r\n');
    else this.say('250 2.0.0 ok');
  }

  private answerRcpt(recipient: string): void {
    this.recipient = '';
    const domain = recipient.slice(recipient.indexOf('@') + 1);
    if (domain === 'hangs-at-rcpt.example') return this.mute();
    if (domain === 'refused.example') return this.say('550 5.1.1 no such user');
    if (domain === 'busy-once.example' && !deferredOnce.has(recipient)) {
      deferredOnce.add(recipient);
      return this.say('451 4.2.1 come back later');
    }
    this.recipient = recipient;
    this.holdAt('rcpt', () => this.say('250 2.1.5 ok'));
  }

  private answerData(): void {
    if (this.recipient === '') return this.say('554 5.5.1 no valid recipients');
    this.isInBody = true;
    this.say('354 go on');
  }

  private takeLetter(text: string): void {
    this.isInBody = false;
    const id = /^Message-ID: <([^@>]+)@/im.exec(text)?.[1] ?? 'none';
    const reply = `250 2.0.0 queued as ${taken.length + 1}`;
    // Taken before the answer, as a mail server must: from here it is on its way.
    taken.push({ id, recipient: this.recipient, at: performance.timeOrigin + performance.now(), reply });
    if (this.recipient.endsWith('@hangs-at-dot.example')) return this.mute();
    const [from, to] = behaviour.replyDelayMs;
    const answer = () =>
      this.holdAt('dot', () => {
        this.isBusy = false;
        this.say(reply);
      });
    if (to > 0) {
      this.isMute = true;
      setTimeout(
        () => {
          this.isMute = false;
          answer();
          this.readOn();
        },
        from + Math.random() * (to - from),
      );
    } else answer();
  }

  private mute(): void {
    this.isMute = true;
  }

  /** Keeps the answer back when told to, once, and says so. */
  private holdAt(stage: HoldStage, answer: () => void): void {
    if (behaviour.holds !== stage) return answer();
    behaviour = { ...behaviour, holds: null };
    this.isMute = true;
    release.push(() => {
      this.isMute = false;
      answer();
      this.readOn();
    });
    send({ event: 'held', recipient: this.recipient });
  }
}

const server = createServer((socket) => new Session(socket));
server.on('error', (error) => {
  throw error;
});

function send(event: SinkEvent): void {
  process.send?.(event);
}

function listen(): void {
  server.listen(port, '127.0.0.1', () => {
    port = (server.address() as { port: number }).port;
    send({ event: 'listening', port });
  });
}

const commands: { [Name in SinkCommand['command']]: (given: SinkCommand & { command: Name }) => void } = {
  behave({ behaviour: changes }) {
    const wasDown = behaviour.isDown;
    behaviour = { ...behaviour, ...changes };
    if (behaviour.isDown && !wasDown) {
      server.close();
      // A mail server that goes down ends the letters it is taking, and drops the rest.
      for (const session of sessions) if (!session.isBusy) session.destroy();
    }
    if (wasDown && !behaviour.isDown) listen();
    else send({ event: 'behaves' });
  },
  release() {
    const held = release;
    release = [];
    for (const go of held) go();
    send({ event: 'behaves' });
  },
  forget() {
    taken.length = 0;
    send({ event: 'behaves' });
  },
  count: () => send({ event: 'count', count: taken.length }),
  report: () => send({ event: 'report', taken }),
};

process.on('message', (given: SinkCommand) => commands[given.command](given as never));
process.on('disconnect', () => process.exit(0));
listen();
