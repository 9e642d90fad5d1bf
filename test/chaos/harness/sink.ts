// The test's hand on the sink process.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface SinkBehaviour {
  /** Nobody answers the port any more; letters under way are still taken. */
  isDown: boolean;
  /** How long the answer to a final dot takes. */
  replyDelayMs: [from: number, to: number];
  /** The next answer of this kind is kept back until `release`. */
  holds: 'rcpt' | 'dot' | null;
}

export type SinkCommand =
  | { command: 'behave'; behaviour: Partial<SinkBehaviour> }
  | { command: 'release' | 'forget' | 'count' | 'report' };

/** One letter whose final dot came; `at` is in milliseconds since 1970. */
export interface TakenLetter {
  /** The delivery's id, from the Message-ID. */
  id: string;
  recipient: string;
  at: number;
  reply: string;
}

export type SinkEvent =
  | { event: 'listening'; port: number }
  | { event: 'held'; recipient: string }
  | { event: 'behaves' }
  | { event: 'count'; count: number }
  | { event: 'report'; taken: TakenLetter[] };

type EventName = SinkEvent['event'];

export class Sink {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(): Promise<Sink> {
    const child = fork('test/chaos/processes/smtp-sink.ts', [], {
      execArgv: ['--import', './test/setup/typescript-loader.mjs'],
    });
    const { port } = await next(child, 'listening');
    return new Sink(child, port);
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async behave(behaviour: Partial<SinkBehaviour>): Promise<void> {
    const done = next(this.child, behaviour.isDown === false ? 'listening' : 'behaves');
    this.send({ command: 'behave', behaviour });
    await done;
  }

  /** Keeps the next such answer back; `held` resolves when a connection waits for it. */
  async hold(stage: 'rcpt' | 'dot'): Promise<{ held: Promise<unknown> }> {
    const held = next(this.child, 'held');
    await this.behave({ holds: stage });
    return { held };
  }

  async release(): Promise<void> {
    await this.ask({ command: 'release' }, 'behaves');
  }

  async count(): Promise<number> {
    return (await this.ask({ command: 'count' }, 'count')).count;
  }

  async taken(): Promise<TakenLetter[]> {
    return (await this.ask({ command: 'report' }, 'report')).taken;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private async ask<Name extends EventName>(command: SinkCommand, answer: Name) {
    const answered = next(this.child, answer);
    this.send(command);
    return answered;
  }

  private send(command: SinkCommand): void {
    this.child.send(command);
  }
}

function next<Name extends EventName>(child: ChildProcess, name: Name): Promise<SinkEvent & { event: Name }> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the sink ended'));
    const take = (event: SinkEvent) => {
      if (event.event !== name) return;
      child.off('message', take).off('exit', gone);
      resolve(event as SinkEvent & { event: Name });
    };
    child.on('message', take).once('exit', gone);
  });
}
