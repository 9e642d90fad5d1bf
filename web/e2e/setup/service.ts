// The real service as its users run it, with a database of its own and the development inbox: one for a file of walks.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { databaseUrl, onServer } from '../../../test/setup/database-url';

export const root = join(import.meta.dirname, '../../..');
export const template = 'template_of_walks';
const startDeadlineMs = 90_000;

let url: string | undefined;

/** Where the service of this file of walks answers. */
export function serviceUrl(): string {
  if (url === undefined) throw new Error('A file of walks starts with aBrowser()');
  return url;
}

/** `settings`: environment variables of this service alone. Answers with the way to stop it. */
export async function startService(settings: Record<string, string>): Promise<() => Promise<void>> {
  const [port, serverUrl] = [await freePort(), inject('serverUrl')];
  url = `http://localhost:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'postledger-walks-'));
  const database = `walks_${port}`;
  await onServer(serverUrl, `CREATE DATABASE ${database} TEMPLATE ${template}`);
  const service = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      // Its database forgets all in a crash: in no other environment would anything be sent.
      NODE_ENV: 'test',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl(serverUrl, database),
      PORT: String(port),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [service.stdout, service.stderr])
    stream.on('data', (text) => (output += String(text)));
  const stop = async () => {
    await end(service);
    await onServer(serverUrl, `DROP DATABASE ${database} WITH (FORCE)`);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const givesUpAt = Date.now() + startDeadlineMs;
  while (!output.includes('The worker is ready') || !(await isReady(url))) {
    if (service.exitCode !== null || Date.now() > givesUpAt) {
      await stop();
      throw new Error(`The service did not start:\n${output}`);
    }
    await sleep(100);
  }
  return stop;
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
