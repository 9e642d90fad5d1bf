// Waits for the test run to end (its end of the pipe closes, even after kill -9), then stops the PostgreSQL in the
// folder named and removes the folder.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [folder] = process.argv.slice(2);
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

process.stdin.resume().once('close', async () => {
  for (const name of readdirSync(folder)) await stopServer(join(folder, name, 'postmaster.pid'));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(0);
});

/** SIGINT is PostgreSQL's fast shutdown; the file goes when it is done. */
async function stopServer(pidFile) {
  if (!existsSync(pidFile)) return;
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]), 'SIGINT');
  } catch {
    return;
  }
  for (let tries = 0; existsSync(pidFile) && tries < 300; tries++) await sleep(50);
}
