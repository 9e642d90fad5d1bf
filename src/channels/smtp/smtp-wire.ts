// One live socket to a relay: replies in order, one absolute deadline, and no event left unhandled.
import type { Socket } from 'node:net';
import { ReplyReader, type Reply } from './reply-reader.js';

/** The conversation is over. */
export interface Break {
  kind: 'break';
  error: string;
  /** What the server said instead of a reply. */
  text: string | null;
  /** The connection came to an end, and neither a time-out nor nonsense was the reason. */
  isEnd: boolean;
}

/** A server that talks on without being asked is cut off after this many replies. */
const maxWaitingReplies = 16;

const pieceBytes = 128 * 1024;

export class SmtpWire {
  private readonly reader = new ReplyReader();
  private readonly waiting: Reply[] = [];
  private broken: Break | null = null;
  private wake: ((event: Reply | Break) => void) | null = null;
  private deadline: NodeJS.Timeout | undefined;

  /** Takes the socket over for the rest of its life. */
  constructor(private readonly socket: Socket) {
    socket.setTimeout(0);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.breakOff(error.message, { isEnd: true }));
    socket.on('end', () => this.breakOff('the server closed the connection', { isEnd: true }));
    socket.on('close', () => this.breakOff('the connection is closed', { isEnd: true }));
  }

  /** True while the socket lives and the server has said nothing that was not asked for. */
  get isQuiet(): boolean {
    return (
      this.broken === null &&
      this.waiting.length === 0 &&
      this.reader.isBetweenReplies &&
      this.socket.writable
    );
  }

  /** Everything until `clearDeadline` must happen within `timeoutMs`, however busy the server keeps us. */
  setDeadline(timeoutMs: number, awaited: string): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => {
      this.breakOff(`${awaited} took longer than ${timeoutMs} ms`);
      this.socket.destroy();
    }, timeoutMs);
  }

  clearDeadline(): void {
    clearTimeout(this.deadline);
  }

  write(data: string | Buffer): void {
    if (this.broken === null) this.socket.write(data, 'latin1');
  }

  /**
   * Resolves when all of `data` has been handed to the system, or the conversation is over. Large data goes in pieces:
   * under TLS each write is encrypted at once and whole, and ten letters with 10 MB each would be in memory again.
   */
  async writeOut(data: Buffer): Promise<void> {
    for (let from = 0; from < data.length && this.broken === null; from += pieceBytes) {
      const piece = data.length > pieceBytes ? data.subarray(from, from + pieceBytes) : data;
      const written = new Promise<void>((resolve) => this.socket.write(piece, () => resolve()));
      // Most pieces fit into the system's buffer at once.
      if (this.socket.writableLength > 0) await written;
    }
  }

  /** The next reply in order, or why there is none. */
  next(): Promise<Reply | Break> {
    const event = this.waiting.shift() ?? this.broken;
    if (event !== null) return Promise.resolve(event);
    return new Promise((resolve) => (this.wake = resolve));
  }

  /** What made the wire unquiet: a reply nobody asked for, or why the conversation is over. */
  disturbance(): Reply | Break {
    return (
      this.waiting[0] ??
      this.broken ?? {
        kind: 'break',
        error: 'the server spoke out of turn',
        text: this.reader.unfinished || null,
        isEnd: false,
      }
    );
  }

  /** Closes at once, without another byte. */
  destroy(): void {
    this.clearDeadline();
    this.breakOff('the connection is closed');
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    if (this.broken !== null) return;
    for (const event of this.reader.push(chunk)) {
      if (event.kind === 'reply') this.deliver(event);
      else this.breakOff(event.reason, { text: event.text });
    }
    if (this.waiting.length > maxWaitingReplies) this.breakOff('the server talks without being asked');
    if (this.broken !== null) this.socket.destroy();
  }

  private deliver(reply: Reply): void {
    const wake = this.wake;
    this.wake = null;
    if (wake === null) this.waiting.push(reply);
    else wake(reply);
  }

  private breakOff(error: string, { text, isEnd = false }: { text?: string; isEnd?: boolean } = {}): void {
    if (this.broken !== null) return;
    const unfinished = this.reader.isBetweenReplies ? null : this.reader.unfinished;
    this.broken = { kind: 'break', error, text: text ?? unfinished, isEnd };
    const wake = this.wake;
    this.wake = null;
    wake?.(this.broken);
  }
}
