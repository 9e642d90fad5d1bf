// The command line as a user calls it: a process of its own, with its exit code and its output.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface CliOptions {
  env?: NodeJS.ProcessEnv;
  /** Written and closed. */
  stdin?: string;
}

/** Runs `cli.ts` with these settings alone, apart from the PATH. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return run(['--import', './test/setup/typescript-loader.mjs', 'src/cli.ts', ...args], options);
}

/** Runs the built command line: it starts much sooner, but `npm test` must have built it. */
export function runBuiltCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return run(['dist/src/cli.js', ...args], options);
}

function run(args: string[], { env = {}, stdin = '' }: CliOptions): Promise<CliResult> {
  // eslint-disable-next-line node/no-process-env
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'pipe',
  });
  const result: CliResult = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (result.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (result.stderr += text));
  child.stdin.on('error', () => {}); // a command that reads nothing may end before this is written
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...result, code }));
  });
}
