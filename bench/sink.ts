// The bench's hand on the sink process.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface SinkCounts {
  letters: number;
  bytes: number;
  /** Milliseconds since 1970. */
  firstAt: number | null;
  lastAt: number | null;
}

export class Sink {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(): Promise<Sink> {
    const child = fork('bench/sink-process.ts', [], {
      execArgv: ['--import', './test/setup/typescript-loader.mjs'],
    });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new Sink(child, port);
  }

  get pid(): number {
    return this.child.pid!;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  counts(): Promise<SinkCounts> {
    return this.ask('counts');
  }

  async forget(): Promise<void> {
    await this.ask('forget');
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private async ask(command: 'counts' | 'forget'): Promise<SinkCounts> {
    const answered = once(this.child, 'message');
    this.child.send(command);
    const [{ counts }] = (await answered) as [{ counts: SinkCounts }];
    return counts;
  }
}
