// A real redis-server for tests, which can be killed, frozen and started again on the same port.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { freePort } from '../../src/database/embedded/port.js';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** `describe` where redis-server is on the PATH; elsewhere the tests are skipped and say so, on CI they fail. */
export function describeWithRedis(title: string, tests: () => void): void {
  if (!isInstalled && process.env['CI'])
    throw new Error('redis-server is not on the PATH: install it for CI');
  if (!isInstalled) process.stderr.write(`SKIPPED, redis-server is not on the PATH: ${title}\n`);
  const describeOrSkip: (title: string, tests: () => void) => void = isInstalled ? describe : describe.skip;
  describeOrSkip(title, tests);
}

export interface TestRedis {
  readonly url: string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Again on the same port, empty. */
  start(): Promise<void>;
  /** SIGSTOP: connections stay open and nobody answers. */
  freeze(): void;
  thaw(): void;
}

/** `isAbsent`: only the port is chosen; nobody listens until `start()`. */
export async function startRedis({ isAbsent = false } = {}): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      server = spawn('redis-server', settings, { stdio: 'ignore' });
      while (!(await accepts(port))) await sleep(20);
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
  };
  if (!isAbsent) await redis.start();
  return redis;
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').on('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
