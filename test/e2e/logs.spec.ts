// The log of the whole service, as machines read it: what can be found in it, and what must never stand in it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser, tokenOf } from '../factories/users.js';
import { testJwtSecret } from '../setup/app.js';
import { connectTestDatabase, type ConnectedTestDatabase } from '../setup/test-database.js';

interface Line {
  event?: string;
  [field: string]: unknown;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'postledger-logs-'));
const secrets = {
  password: 'the pass phrase of Anna',
  wrongPassword: 'a guess at it',
  body: 'words for the client alone',
  slot: 'Novosibirsk-of-the-client',
  metricsToken: 'the-token-of-prometheus',
};
const port = 20_000 + Math.floor(Math.random() * 20_000);
let database: ConnectedTestDatabase;
let service: ChildProcess;
let output = '';
let metrics: string;
let token: string;
const ids: Record<'user' | 'client' | 'message' | 'mailing' | 'run', string> = {} as never;

beforeAll(async () => {
  database = await connectTestDatabase();
  const user = await aUser(database.dataSource, { password: secrets.password });
  token = await tokenOf(user);
  service = spawn(process.execPath, ['--import', './test/setup/typescript-loader.mjs', 'src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      // eslint-disable-next-line node/no-process-env
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      ROLE: 'all',
      LOG_FORMAT: 'json',
      PORT: String(port),
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      JWT_SECRET: testJwtSecret,
      METRICS_TOKEN: secrets.metricsToken,
    },
  });
  for (const stream of [service.stdout!, service.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  await until(() => /The worker is ready/.test(output));

  const { email } = user;
  await ask('POST', '/auth/login', { email, password: secrets.wrongPassword }, 401);
  await ask('POST', '/auth/login', { email, password: secrets.password }, 200);
  ids.user = user.id;
  const attributes = { city: secrets.slot };
  ids.client = (await ask('POST', '/clients', { email: 'c@example.com', fullName: 'C', attributes }, 201)).id;
  const message = { subject: 'Hi', text: `${secrets.body} {{attributes.city}}` };
  ids.message = (await ask('POST', '/messages', message, 201)).id;
  await ask(
    'PATCH',
    `/messages/${ids.message}`,
    { html: `<p>${secrets.body}</p>`, nonsense: secrets.body },
    400,
  );
  const mailing = { messageId: ids.message, channel: 'email', audience: { clientIds: [ids.client] } };
  ids.mailing = (await ask('POST', '/mailings', mailing, 201)).id;
  ids.run = (await ask('POST', `/mailings/${ids.mailing}/run`, undefined, 202)).runId;
  await ask('GET', `/attempts?mailingId=${ids.mailing}`, undefined, 200);
  await fetch(`http://127.0.0.1:${port}/unsubscribe/a-token-in-the-path`);
  const authorization = `Bearer ${secrets.metricsToken}`;
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization } });
  metrics = await answer.text();
  await until(() => linesOf(ids.run).some(({ event }) => event === 'run.finished'));
  service.kill('SIGTERM');
  await once(service, 'exit');
}, 60_000);

afterAll(async () => {
  if (service?.exitCode === null) service.kill('SIGKILL');
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(method: string, path: string, body: unknown, status: number) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const givesUpAt = Date.now() + 30_000; !isTrue(); await sleep(50)) {
    if (Date.now() > givesUpAt || service.exitCode !== null) throw new Error(`Not in the log:\n${output}`);
  }
}

/** What `grep` finds. */
const linesOf = (text: string): Line[] =>
  output
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => JSON.parse(line) as Line);

describe('the log', () => {
  it('is one JSON object a line, with time, level and process', () => {
    const lines = output.trim().split('\n');
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        level: expect.any(String),
        process: expect.stringMatching(/^(Postledger|Worker)$/),
      });
    }
  });

  it('tells who asked for what, and what came of it', () => {
    const [creation] = linesOf(ids.client);
    expect(creation).toMatchObject({
      event: 'request',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'POST',
      route: '/api/v1/clients',
      newId: ids.client,
      status: 201,
      ms: expect.any(Number),
      userId: ids.user,
    });
    expect(linesOf('/api/v1/auth/login').map(({ status }) => status)).toEqual([401, 200]);
  });

  it('shows all about a mailing, a run, a message and a client by their ids', () => {
    const told = (id: string) =>
      new Set(linesOf(id).map(({ event, route }) => (event === 'request' ? route : event)));
    expect(told(ids.mailing)).toEqual(
      new Set(['/api/v1/mailings', '/api/v1/mailings/:id/run', 'attempt', 'run.finished']),
    );
    expect(told(ids.run)).toEqual(new Set(['/api/v1/mailings/:id/run', 'attempt', 'run.finished']));
    expect(told(ids.message)).toEqual(new Set(['/api/v1/messages', '/api/v1/messages/:id', 'attempt']));
    expect(told(ids.client)).toEqual(new Set(['/api/v1/clients', 'attempt']));
    expect(linesOf('"event":"attempt"')).toMatchObject([
      {
        process: 'Worker',
        mailingId: ids.mailing,
        runId: ids.run,
        messageId: ids.message,
        clientId: ids.client,
        deliveryId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        status: 'success',
        deliveryStatus: 'sent',
        code: 250,
        reply: expect.stringMatching(/^250 /),
      },
    ]);
  });

  it.each([
    ...Object.entries(secrets),
    ['secretOfTokens', testJwtSecret],
    ['tokenInThePath', 'a-token-in-the-path'],
  ])('never holds %s', (_, secret) => {
    expect(output.includes(secret)).toBe(false);
  });

  it('never holds an access token, a refresh token or a password hash', () => {
    expect(output).not.toMatch(/eyJ[\w-]+\.|Bearer |refresh_token|\$argon2/);
    expect(output.includes(token)).toBe(false);
  });
});

it('the metrics tell of the worker, which is a process of its own', () => {
  expect(metrics).toMatch(/^postledger_relay_breaker\{channel="email",state="closed",worker="[^"]+"\} 1$/m);
  expect(metrics).toMatch(/^process_resident_memory_bytes\{worker="[^"]+"\} \d+$/m);
  expect(metrics).toMatch(/^process_resident_memory_bytes \d+$/m);
});
