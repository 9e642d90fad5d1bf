// A process of its own from one of our TypeScript files, which tells what it does in JSON lines and can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ChildOfTest {
  readonly pid: number;
  /** The next line of its output, as JSON; rejects when it ends without one. */
  next<T>(): Promise<T>;
  /** Resolves with the exit code, or null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** What it wrote to the error output so far. */
  complaints(): string;
}

/** `path` is relative to the root of the project. */
export function startChild(
  path: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; uid?: number; gid?: number } = {},
): ChildOfTest {
  const loader = ['--import', './test/setup/typescript-loader.mjs'];
  const child = spawn(process.execPath, [...loader, path, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
  const lines = linesOf(child.stdout);
  return {
    pid: child.pid ?? -1,
    async next<T>() {
      const { done, value } = await lines.next();
      if (done) throw new Error(`The process ended: ${complaints}`);
      return JSON.parse(value) as T;
    },
    end: (signal) => endChild(child, signal),
    complaints: () => complaints,
  };
}

function linesOf(stream: NodeJS.ReadableStream): AsyncIterator<string> {
  const lines: Interface = createInterface(stream);
  return lines[Symbol.asyncIterator]();
}

async function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  const [exitCode] = await ended;
  return exitCode;
}
