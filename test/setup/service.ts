// The built service as its users run it: processes of their own on a real port, with a real database.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/database/embedded/port.js';
import { aUser, usualPassword } from '../factories/users.js';
import { testJwtSecret } from './app.js';
import type { ConnectedTestDatabase } from './test-database.js';

const program = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const startDeadlineMs = 30_000;

/** Minutes become moments, so that faults and their cure fit into a test. */
export const shortTimes = {
  SEND_RETRY_DELAYS: '300ms',
  SEND_PROBE_DELAYS: '300ms',
  SEND_TIMEOUT: '1s',
  SEND_REPLY_TIMEOUT: '1s',
  SEND_LEASE: '2s',
  SEND_CONNECTIONS: '4',
};

export interface ServiceAnswer {
  status: number;
  // Tests say what they expect of the body; a type would say it twice.
  // eslint-disable-next-line typescript/no-explicit-any
  body: any;
  durationMs: number;
}

/** Asks the service over HTTP as one user. */
export interface ServiceApi {
  readonly userId: string;
  readonly email: string;
  get(path: string): Promise<ServiceAnswer>;
  post(path: string, body?: unknown): Promise<ServiceAnswer>;
  patch(path: string, body: unknown): Promise<ServiceAnswer>;
  delete(path: string): Promise<ServiceAnswer>;
}

export interface ServiceProcess {
  readonly pid: number;
  /** All that it and its worker wrote so far. */
  logs(): string;
  /** The ids of the processes that it started and that still run. */
  hasEnded(): boolean;
  /** Sends the signal and resolves with the exit code, or null where the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code when it ends by itself. */
  ended(): Promise<number | null>;
}

export interface Service extends ServiceProcess {
  readonly url: string;
  /** Logs in as a fresh owner, or as one of this role. */
  logInAs(role: 'user' | 'manager' | 'admin'): Promise<ServiceApi>;
  /** SIGTERM; rejects where the service does not end with 0. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export interface ServiceOptions {
  database: ConnectedTestDatabase;
  role?: 'all' | 'api' | 'worker';
  env?: Record<string, string>;
}

/** Starts `dist/src/main.js` with these settings alone, apart from the PATH. */
export function startProcess(
  env: Record<string, string>,
  command: readonly string[] = [process.execPath, program],
): ServiceProcess {
  const [file, ...args] = command;
  const child = spawn(file!, args, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid!,
    logs: () => output,
    hasEnded,
    ended: () => endOf(child),
    end(signal) {
      const ended = endOf(child);
      if (!hasEnded()) child.kill(signal);
      return ended;
    },
  };
}

/** With short times for sending; everything in `env` is laid over them. Resolves when it is ready. */
export async function startService({ database, role = 'all', env = {} }: ServiceOptions): Promise<Service> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'postledger-service-'));
  const started = startProcess({
    NODE_ENV: 'test',
    ROLE: role,
    PORT: String(port),
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    // What a killed process leaves behind goes with it.
    TMPDIR: dataDir,
    JWT_SECRET: testJwtSecret,
    ...shortTimes,
    ...env,
  });
  const url = `http://127.0.0.1:${port}`;
  const end = async (signal: NodeJS.Signals) => {
    const code = await started.end(signal);
    rmSync(dataDir, { recursive: true, force: true });
    return code;
  };
  const isReady = async () =>
    (role === 'api' || started.logs().includes('The worker is ready')) &&
    (role === 'worker' || (await answers(`${url}/health/ready`)));
  const givesUpAt = Date.now() + startDeadlineMs;
  while (!(await isReady())) {
    if (started.hasEnded() || Date.now() > givesUpAt) {
      await end('SIGKILL');
      throw new Error(`The service did not start:\n${started.logs()}`);
    }
    await sleep(50);
  }
  return {
    ...started,
    url,
    end,
    logInAs: (userRole) => logIn(url, database, userRole),
    async stop() {
      const code = await end('SIGTERM');
      if (code !== 0) throw new Error(`The service ended with ${code}:\n${started.logs()}`);
    },
    async kill() {
      await end('SIGKILL');
    },
  };
}

async function logIn(
  url: string,
  { dataSource }: ConnectedTestDatabase,
  role: 'user' | 'manager' | 'admin',
): Promise<ServiceApi> {
  const user = await aUser(dataSource, { role });
  const credentials = { email: user.email, password: usualPassword };
  const { body } = await ask(url, 'POST', '/auth/login', credentials);
  const as = (method: string) => (path: string, content?: unknown) =>
    ask(url, method, path, content, body.accessToken);
  return {
    userId: user.id,
    email: user.email,
    get: as('GET'),
    post: as('POST'),
    patch: as('PATCH'),
    delete: as('DELETE'),
  };
}

/** One request below `/api/v1`; a path that starts with `//` is taken from the root. */
export async function ask(
  url: string,
  method: string,
  path: string,
  content?: unknown,
  token?: string,
): Promise<ServiceAnswer> {
  const startedAt = performance.now();
  const answer = await fetch(url + (path.startsWith('//') ? path.slice(1) : `/api/v1${path}`), {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return {
    status: answer.status,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
    durationMs: performance.now() - startedAt,
  };
}

/** Resolves with what `look` finds as soon as that is something; rejects with `what` after the deadline. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  deadlineMs = 15_000,
): Promise<T> {
  const givesUpAt = Date.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > givesUpAt) throw new Error(`Not within ${deadlineMs} ms: ${what}`);
    await sleep(25);
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode;
}
