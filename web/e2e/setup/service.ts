// The real service as its users run it, with a database of its own and the development inbox.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = join(import.meta.dirname, '../../..');
const startDeadlineMs = 90_000;

export interface RunningService {
  url: string;
  /** What the commands of this service need: `DATA_DIR` and a `PATH`. */
  env: Record<string, string>;
  stop: () => Promise<void>;
}

/** `settings`: environment variables beside the port and the data directory. */
export async function startService(settings: Record<string, string> = {}): Promise<RunningService> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'postledger-walks-'));
  const env = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'development', DATA_DIR: dataDir };
  const service = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    cwd: root,
    env: { ...env, PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [service.stdout, service.stderr])
    stream.on('data', (text) => (output += String(text)));
  const stop = async () => {
    await end(service);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const givesUpAt = Date.now() + startDeadlineMs;
  while (!(await isReady(url))) {
    if (service.exitCode !== null || Date.now() > givesUpAt) {
      await stop();
      throw new Error(`The service did not start:\n${output}`);
    }
    await sleep(100);
  }
  return { url, env, stop };
}

const isReady = (url: string) =>
  fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

async function end(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null) return;
  const ended = once(service, 'exit');
  service.kill('SIGTERM');
  await ended;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
