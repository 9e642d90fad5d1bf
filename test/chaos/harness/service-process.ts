// The service as it is run: the built program in processes of its own, which can be killed, frozen and told to end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ServiceEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** From the signal to the end. */
  tookMs: number;
}

const keptBytes = 200_000;

export class ServiceProcess {
  private words = '';
  private readonly exited: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    this.exited = once(child, 'exit');
    const keep = (chunk: string) => (this.words = (this.words + chunk).slice(-keptBytes));
    child.stdout!.setEncoding('utf8').on('data', keep);
    child.stderr!.setEncoding('utf8').on('data', keep);
  }

  /** Does not wait until it is ready. `preload` is a module that is loaded before the program. */
  static start(env: Record<string, string>, { preload }: { preload?: string } = {}): ServiceProcess {
    const args = preload === undefined ? [] : ['--import', preload];
    const child = spawn(process.execPath, [...args, 'dist/src/main.js'], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServiceProcess(child);
  }

  get pid(): number {
    return this.child.pid!;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  /** What it wrote last. */
  get output(): string {
    return this.words;
  }

  /** Resolves when its output matches; rejects with the output when it ends first. */
  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.words)) {
      if (this.hasEnded) throw new Error(`The service ended: ${this.words}`);
      await Promise.race([once(this.child.stdout!, 'data'), this.exited]);
    }
  }

  isReady(): Promise<void> {
    return this.says(/The worker is ready|Listening on/);
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async end(signal: NodeJS.Signals): Promise<ServiceEnd> {
    const startedAt = performance.now();
    if (!this.hasEnded) this.child.kill(signal);
    await this.exited;
    const { exitCode, signalCode } = this.child;
    return { code: exitCode, signal: signalCode, tookMs: performance.now() - startedAt };
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** Resolves with how it ended by itself. */
  async ended(): Promise<number | null> {
    await this.exited;
    return this.child.exitCode;
  }
}
