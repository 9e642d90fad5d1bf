import { spawn } from 'node:child_process';
import type { Account } from './home.js';

/** None of our settings (some are secrets), none of the PG* variables; Windows programs need theirs. */
const plainEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Runs one of PostgreSQL's programs; rejects with its last line of complaint.
 * `leavesServer`: a server started by it would hold our pipes open, so its output is not read.
 */
export async function runProgram(
  path: string,
  args: readonly string[],
  { account, leavesServer = false }: { account?: Account; leavesServer?: boolean },
): Promise<void> {
  const child = spawn(path, args, {
    ...account,
    cwd: '/',
    env: process.platform === 'win32' ? undefined : plainEnvironment,
    stdio: ['ignore', 'ignore', leavesServer ? 'ignore' : 'pipe'],
    windowsHide: true,
  });
  let complaint = '';
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (chunk: string) => (complaint = (complaint + chunk).slice(-2000)));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (exitCode !== 0) throw new Error(complaint.trim().split('\n').at(-1) || `exit code ${exitCode}`);
}
