// An SMTP server that does what a test tells it: obeys, refuses, hangs, lies, drops. Never use it for real mail.
import net from 'node:net';
import tls from 'node:tls';
import type { AddressInfo, Socket } from 'node:net';
import { testTls } from './test-tls.js';

/** Raw bytes to answer with (a CRLF is added to strings without a line end), or anything a test wants to do. */
export type Reaction = string | Buffer | ((session: SmtpServerSession) => void);

export type SmtpStage =
  'greeting' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'dot' | 'rset' | 'quit' | 'other';

export interface SmtpScript extends Partial<Record<SmtpStage, Reaction>> {
  /** Words of the EHLO reply. */
  extensions?: string[];
  /** TLS from the first byte. */
  secure?: boolean;
}

export interface ReceivedMail {
  from: string;
  to: string[];
  /** As sent, dot-stuffing removed, with its last CRLF. */
  raw: string;
  /** Instant of the final dot. */
  at: number;
  isSecure: boolean;
}

/** Silence, for as long as the test likes. */
export const silence: Reaction = () => undefined;
/** A polite end of the connection. */
export const hangUp: Reaction = (session) => session.socket.end();
/** RST instead of FIN. */
export const reset: Reaction = (session) => session.reset();

/** Bytes first, then something else. */
export function saying(bytes: string, then: (session: SmtpServerSession) => void): Reaction {
  return (session) => {
    session.socket.write(bytes, 'latin1', () => then(session));
  };
}

/** The same bytes again and again, until the connection is gone. */
export function trickle(bytes: string, everyMs: number): Reaction {
  return (session) => {
    const timer = setInterval(() => session.write(bytes), everyMs);
    session.whenGone(() => clearInterval(timer));
  };
}

const defaults: Record<Exclude<SmtpStage, 'ehlo'>, string> = {
  greeting: '220 test ready',
  starttls: '220 go ahead',
  auth: '235 2.7.0 welcome',
  mail: '250 2.1.0 sender ok',
  rcpt: '250 2.1.5 recipient ok',
  data: '354 go on',
  dot: '250 2.0.0 taken',
  rset: '250 2.0.0 reset',
  quit: '221 2.0.0 bye',
  other: '502 5.5.1 unknown command',
};

export class SmtpServerSession {
  readonly commands: string[] = [];
  /** Answer of the last command, so that a reaction can look at it. */
  command = '';
  from = '';
  to: string[] = [];
  isSecure: boolean;
  private pending = '';
  private isInData = false;
  private readonly goneListeners: (() => void)[] = [];

  constructor(
    private readonly server: ScriptedSmtpServer,
    public socket: Socket,
  ) {
    this.isSecure = server.script.secure === true;
    this.listen(socket);
    this.react('greeting');
  }

  /** Bytes of a letter whose final dot has not come. */
  get unfinishedBody(): string | null {
    return this.isInData ? this.pending : null;
  }

  write(bytes: string): void {
    if (!this.socket.destroyed && this.socket.writable) this.socket.write(bytes, 'latin1');
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }

  /** Reads on, but understands nothing any more. */
  goDeaf(): void {
    this.socket.removeAllListeners('data');
    this.socket.resume();
  }

  whenGone(listener: () => void): void {
    this.goneListeners.push(listener);
  }

  /** Answers a command the usual way. */
  answerAsUsual(stage: SmtpStage): void {
    if (stage === 'ehlo') {
      const words = [
        'test',
        ...(this.server.script.extensions ?? ['PIPELINING', 'SIZE 52428800', '8BITMIME']),
      ];
      this.write(words.map((word, at) => `250${at === words.length - 1 ? ' ' : '-'}${word}\r\n`).join(''));
    } else {
      this.write(`${defaults[stage]}\r\n`);
    }
  }

  /** What follows is a letter, up to its final dot. */
  beginData(): void {
    this.isInData = true;
  }

  upgrade(): void {
    this.socket.removeAllListeners('data');
    this.pending = '';
    this.socket = new tls.TLSSocket(this.socket, { isServer: true, ...testTls });
    this.isSecure = true;
    this.listen(this.socket);
  }

  private listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => this.take(chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const listener of this.goneListeners) listener();
    });
  }

  private take(text: string): void {
    this.pending += text;
    for (;;) {
      if (this.isInData) {
        // The dot of an empty letter follows the DATA line at once.
        const end = this.pending.startsWith('.\r\n') ? -2 : this.pending.indexOf('\r\n.\r\n');
        if (end === -1) return;
        const raw = this.pending.slice(0, end + 2).replace(/(^|\r\n)\.\./g, '$1.');
        this.pending = this.pending.slice(end + 5);
        this.isInData = false;
        this.server.mails.push({
          from: this.from,
          to: this.to,
          raw,
          at: Date.now(),
          isSecure: this.isSecure,
        });
        this.react('dot');
        continue;
      }
      const end = this.pending.indexOf('\n');
      if (end === -1) return;
      this.command = this.pending.slice(0, end).replace(/\r$/, '');
      this.pending = this.pending.slice(end + 1);
      this.commands.push(this.command);
      this.obey(this.command.split(' ')[0]!.toUpperCase());
    }
  }

  private obey(verb: string): void {
    if (verb === 'MAIL') {
      this.from = pathOf(this.command);
      this.to = [];
    }
    if (verb === 'RCPT') this.to = [...this.to, pathOf(this.command)];
    const stage = stageOf(verb);
    const answer = this.react(stage);
    if (stage === 'starttls' && answer.startsWith('220')) this.upgrade();
    if (stage === 'data' && answer.startsWith('354')) this.beginData();
    if (stage === 'quit') this.socket.end();
  }

  private react(stage: SmtpStage): string {
    const reaction = this.server.script[stage];
    if (reaction === undefined) {
      this.answerAsUsual(stage);
      return stage === 'ehlo' ? '' : defaults[stage];
    }
    if (typeof reaction === 'function') {
      reaction(this);
      return '';
    }
    const bytes = typeof reaction === 'string' ? reaction : reaction.toString('latin1');
    this.write(typeof reaction === 'string' && !bytes.endsWith('\n') ? `${bytes}\r\n` : bytes);
    return bytes;
  }
}

export class ScriptedSmtpServer {
  readonly mails: ReceivedMail[] = [];
  readonly sessions: SmtpServerSession[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: net.Server;

  constructor(readonly script: SmtpScript) {
    const accept = (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      this.sessions.push(new SmtpServerSession(this, socket));
    };
    this.server = script.secure
      ? tls.createServer(testTls, accept)
      : net.createServer({ noDelay: true }, accept);
    this.server.on('tlsClientError', () => undefined);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.script.secure ? 'smtps' : 'smtp'}://127.0.0.1:${this.port}`;
  }

  get openSockets(): number {
    return this.sockets.size;
  }

  /** All commands of all sessions, in order of the sessions. */
  get commands(): string[] {
    return this.sessions.flatMap((session) => session.commands);
  }

  async listen(port = 0, host = '127.0.0.1'): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, host, resolve));
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A server on a free port that follows the script; what the script does not name is answered well. */
export function startScriptedSmtpServer(
  script: SmtpScript = {},
  host = '127.0.0.1',
): Promise<ScriptedSmtpServer> {
  return new ScriptedSmtpServer(script).listen(0, host);
}

/** A sink that takes every letter, or answers RCPT as `replyTo` says; undefined accepts. */
export function startSmtpSink(
  options: { replyTo?: (recipient: string) => string | undefined; port?: number } = {},
): Promise<ScriptedSmtpServer> {
  const { replyTo } = options;
  const rcpt: Reaction = (session) => {
    const recipient = session.to.at(-1) ?? '';
    const reply = replyTo?.(recipient);
    if (reply === undefined || reply.startsWith('2')) session.write(`${reply ?? defaults.rcpt}\r\n`);
    else {
      session.to = session.to.slice(0, -1);
      session.write(`${reply}\r\n`);
    }
  };
  const data: Reaction = (session) => {
    if (session.to.length === 0) return session.write('554 5.5.1 no valid recipients\r\n');
    session.answerAsUsual('data');
    session.beginData();
  };
  return new ScriptedSmtpServer(replyTo ? { rcpt, data } : {}).listen(options.port);
}

function pathOf(command: string): string {
  return /<([^>]*)>/.exec(command)?.[1] ?? '';
}

function stageOf(verb: string): SmtpStage {
  if (verb === 'HELO') return 'ehlo';
  const known: SmtpStage[] = ['ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'rset', 'quit'];
  return known.find((stage) => stage.toUpperCase() === verb) ?? 'other';
}
