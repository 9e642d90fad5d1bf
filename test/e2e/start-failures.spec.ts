import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../src/database/embedded/port.js';
import { testJwtSecret } from '../setup/app.js';
import { eventually, type ServiceProcess, startProcess } from '../setup/service.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

// Several processes start here, one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const cleanUps: (() => unknown)[] = [];
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  await database?.drop();
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postledger-start-'));
  chmodSync(folder, 0o755);
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function start(env: Record<string, string> = {}, command?: string[]): ServiceProcess {
  const settings = { DATABASE_URL: database.url, DATA_DIR: aFolder(), JWT_SECRET: testJwtSecret };
  const one = startProcess({ NODE_ENV: 'test', PORT: '0', ...settings, ...env }, command);
  cleanUps.push(() => one.end('SIGKILL'));
  return one;
}

/** What it says for itself; the log of a service that lives is something else. */
const wordsOf = (one: ServiceProcess) =>
  one
    .logs()
    .split('\n')
    .filter((line) => line !== '' && !/ (LOG|WARN) /.test(line));

async function failureOf(one: ServiceProcess): Promise<{ code: number | null; words: string[] }> {
  return { code: await one.ended(), words: wordsOf(one) };
}

const oneLine = (line: RegExp) => ({ code: 1, words: [expect.stringMatching(line)] });

describe.concurrent('a start that cannot succeed says why in one line and ends with 1', () => {
  it.each([
    ['PORT', 'eighty', {}],
    ['ROLE', 'boss', {}],
    ['DATABASE_URL', 'mysql://somewhere/else', {}],
    ['SMTP_URL', 'http://mail.example.com', {}],
    ['SEND_RETRY_DELAYS', 'soon', {}],
    ['JWT_SECRET', 'short', { NODE_ENV: 'production' }],
  ])('%s=%s', async (name, value, more) => {
    const failure = await failureOf(start({ ...more, [name]: value }));
    expect(failure).toEqual(oneLine(new RegExp(`^postledger: ${name} must `)));
  });

  it('two wrong variables: two lines', async () => {
    const { code, words } = await failureOf(start({ PORT: '-1', SEND_RATE: 'fast' }));
    expect(code).toBe(1);
    const variables = words.map((line) => /^postledger: (\w+) must /.exec(line)?.[1]);
    expect(variables).toEqual(['PORT', 'SEND_RATE']);
  });

  it('a port in use', async () => {
    const stranger = createServer().listen(0, '::');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const failure = await failureOf(start({ PORT: String(port) }));
    expect(failure).toEqual(oneLine(new RegExp(`^postledger: PORT ${port} is in use by another program`)));
    stranger.close();
  });

  it('a database that is down', async () => {
    const DATABASE_URL = `postgres://nobody:secret@127.0.0.1:${await freePort()}/nothing`;
    const startedAt = Date.now();
    const failures = ['api', 'worker', 'all'].map(async (ROLE) => {
      const one = start({ ROLE, DATABASE_URL });
      expect(await failureOf(one)).toEqual(
        oneLine(/^postledger: DATABASE_URL: the database cannot be used: .*ECONNREFUSED/),
      );
      expect(one.logs()).not.toContain('secret');
    });
    await Promise.all(failures);
    // Ten seconds of patience, and what a start takes on a busy machine.
    expect(Date.now() - startedAt).toBeLessThan(45_000);
  });

  it('a database that is not there', async () => {
    const DATABASE_URL = database.url.replace(/[^/]+$/, 'not_there');
    const failure = await failureOf(start({ DATABASE_URL }));
    expect(failure).toEqual(oneLine(/^postledger: DATABASE_URL: .*not_there/));
  });

  it.each([
    ['for the secret', { JWT_SECRET: '' }],
    ['for the embedded database', { DATABASE_URL: '' }],
  ])('a DATA_DIR that cannot be written, %s', async (_, env) => {
    const file = join(aFolder(), 'a-file');
    writeFileSync(file, '');
    const failure = await failureOf(start({ ...env, DATA_DIR: join(file, 'data') }));
    expect(failure).toEqual(oneLine(/^postledger: DATA_DIR .*ENOTDIR/));
  });
});

describe('the end', () => {
  const workerIsReady = (one: ServiceProcess) =>
    eventually('the worker is ready', () => one.logs().includes('The worker is ready'), 30_000);

  it('comes within seconds of SIGTERM, with 0 and without leaving a process behind', async () => {
    const one = start({ ROLE: 'all' });
    await workerIsReady(one);
    const all = familyOf(one.pid);
    expect(all.length).toBeGreaterThanOrEqual(2);
    const toldAt = Date.now();
    expect(await one.end('SIGTERM')).toBe(0);
    expect(Date.now() - toldAt).toBeLessThan(10_000);
    expect(all.filter(isAlive)).toEqual([]);
  });

  it('of npm start reaches the service', async () => {
    const one = start({ ROLE: 'all', HOME: aFolder() }, ['npm', 'start']);
    await workerIsReady(one);
    const all = familyOf(one.pid);
    await one.end('SIGTERM');
    await eventually('all have ended', () => all.every((pid) => !isAlive(pid)));
    expect(one.logs()).toMatch(/Stopping \((SIGTERM|npm is gone)\)/);
  });

  it('by kill -9 takes the worker along, and the next start finds the embedded database', async () => {
    const DATA_DIR = aFolder();
    const settings = { ROLE: 'all', DATABASE_URL: '', DATA_DIR };
    const killed = start(settings);
    await workerIsReady(killed);
    const services = familyOf(killed.pid).filter((pid) => commandOf(pid).includes('main.js'));
    expect(services).toHaveLength(2);
    await killed.end('SIGKILL');
    await eventually('the worker has ended', () => services.every((pid) => !isAlive(pid)));

    const next = start(settings);
    await workerIsReady(next);
    expect(await next.end('SIGTERM')).toBe(0);
    expect(existsSync(join(DATA_DIR, 'postgres-18', 'postmaster.pid'))).toBe(false);
  });
});

/** The process and all that descend from it. */
function familyOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const family = [pid];
  for (const parent of family) {
    for (const row of rows) {
      const [child, its] = row.trim().split(/\s+/).map(Number);
      if (its === parent) family.push(child!);
    }
  }
  return family;
}

function commandOf(pid: number): string {
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
