import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { startChild } from '../setup/child-process.js';
import { onServer } from '../setup/database-url.js';

interface Started {
  url: string;
  ownsServer: boolean;
  notes: string[];
}

// Up to three processes start here, each of which compiles its sources first.
vi.setConfig({ testTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };
const canNobodyReadThis =
  isRoot && spawnSync('cat', [import.meta.filename], { cwd: '/', stdio: 'ignore', ...nobody }).status === 0;
const cleaner = new URL('../setup/clean-up.mjs', import.meta.url).pathname;
let dataDir: string;
let cleanUps: (() => unknown)[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'postledger-embedded-'));
  chmodSync(dataDir, 0o755);
  cleanUps = [() => removeHome(dataDir)];
});
afterEach(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp();
});

/** Stops whatever server still runs there. */
function removeHome(home: string): void {
  execFileSync(process.execPath, [cleaner, home], { input: '' });
}

function startHolder(folder = dataDir, account: { uid?: number; gid?: number } = {}) {
  const child = startChild('test/integration/processes/embedded-postgres.ts', [folder], account);
  cleanUps.push(() => child.end('SIGKILL'));
  return child;
}

function pidOfServer(home = dataDir): number | undefined {
  const path = join(home, 'postgres-18', 'postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n', 1)[0]) : undefined;
}

async function note(url: string, text: string): Promise<void> {
  await onServer(url, 'CREATE TABLE IF NOT EXISTS notes (text text)');
  await onServer(url, 'INSERT INTO notes VALUES ($1)', [text]);
}

function notesIn(url: string): Promise<{ text: string }[]> {
  return onServer(url, 'SELECT text FROM notes');
}

it('starts from an empty folder, stops, and finds its data and its port again', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  expect(first.ownsServer).toBe(true);
  await note(first.url, 'kept');
  await first.stop();
  expect(pidOfServer()).toBeUndefined();

  const second = await startEmbeddedPostgres({ dataDir });
  expect(second.url).toBe(first.url);
  expect(await notesIn(second.url)).toEqual([{ text: 'kept' }]);
  await second.stop();
});

it('is durable, for itself only, and asks for the password that nobody else may read', async () => {
  const { url, stop } = await startEmbeddedPostgres({ dataDir });
  const settings = await onServer<{ name: string; setting: string }>(
    url,
    `SELECT name, setting FROM pg_settings WHERE name IN
       ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'max_connections')`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
  });
  const { password } = new URL(url);
  expect(password).toHaveLength(32);
  await expect(onServer(url.replace(password, 'guess'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(join(dataDir, 'postgres-18', 'postledger.json')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'postgres-18')).mode & 0o777).toBe(0o700);
  await stop();
});

it('is shared by processes that start at once, and the last to leave stops it', async () => {
  const holders = [startHolder(), startHolder(), startHolder()];
  const started = await Promise.all(holders.map((holder) => holder.next<Started>()));
  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  expect(started.filter(({ ownsServer }) => ownsServer)).toHaveLength(1);
  // Beside the data there may be a copy of the programs, where this checkout is closed to other accounts.
  expect(readdirSync(dataDir).filter((name) => !name.startsWith('postgres-programs'))).toEqual([
    'postgres-18',
  ]);

  const starterFirst = holders.toSorted((a, b) => Number(owns(b)) - Number(owns(a)));
  for (const [index, holder] of starterFirst.entries()) {
    await onServer(started[0]!.url, 'SELECT 1');
    expect(await holder.end('SIGTERM')).toBe(0);
    expect(pidOfServer() === undefined).toBe(index === 2);
  }

  function owns(holder: (typeof holders)[number]): boolean {
    return started[holders.indexOf(holder)]!.ownsServer;
  }
});

it('goes on when its process is killed; the next process joins it and stops it', async () => {
  const killed = startHolder();
  const { url } = await killed.next<Started>();
  await note(url, 'kept');
  await killed.end('SIGKILL');
  const pid = pidOfServer();

  const next = await startEmbeddedPostgres({ dataDir });
  expect(next).toMatchObject({ url, ownsServer: false });
  expect(pidOfServer()).toBe(pid);
  expect(await notesIn(next.url)).toEqual([{ text: 'kept' }]);
  await next.stop();
  expect(pidOfServer()).toBeUndefined();
});

it('comes back when the server itself was killed', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await note(first.url, 'kept');
  process.kill(pidOfServer()!, 'SIGKILL');
  const second = await startEmbeddedPostgres({ dataDir });
  expect(second.ownsServer).toBe(true);
  expect(await notesIn(second.url)).toEqual([{ text: 'kept' }]);
  await second.stop();
  await first.stop();
});

it('is not misled when the number of its old process belongs to another one now', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await note(first.url, 'kept');
  const pidFile = join(dataDir, 'postgres-18', 'postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  await first.stop();
  const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], {
    cwd: '/',
    ...(isRoot ? nobody : {}),
  });
  cleanUps.push(() => void stranger.kill('SIGKILL'));
  writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'));

  const second = await startEmbeddedPostgres({ dataDir });
  expect(await notesIn(second.url)).toEqual([{ text: 'kept' }]);
  await second.stop();
});

it('takes another port when a stranger has its own', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await first.stop();
  const stranger = createServer();
  await new Promise<void>((resolve) =>
    stranger.listen(Number(new URL(first.url).port), '127.0.0.1', resolve),
  );
  const second = await startEmbeddedPostgres({ dataDir });
  expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
  await onServer(second.url, 'SELECT 1');
  await second.stop();
  stranger.close();
});

it('says in one line that the folder cannot be written', async () => {
  const path = join(dataDir, 'a-file');
  writeFileSync(path, '');
  const start = startEmbeddedPostgres({ dataDir: join(path, 'data') });
  await expect(start).rejects.toThrow(/^DATA_DIR .* is not a folder that can be written \(\w+\)$/);
});

describe.runIf(isRoot)('as root', () => {
  it('keeps the data where the account "nobody" can reach it, and says where', async () => {
    chmodSync(dataDir, 0o700);
    const folder = join(dataDir, 'data');
    const notes: string[] = [];
    const first = await startEmbeddedPostgres({ dataDir: folder, log: (line) => notes.push(line) });
    const home = readFileSync(join(folder, 'postgres-location'), 'utf8').trim();
    cleanUps.push(() => removeHome(home));
    expect(home).toMatch(/^\/var\/lib\/postledger-/);
    expect(notes[0]).toContain(home);
    await note(first.url, 'kept');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir: folder });
    expect(second.url).toBe(first.url);
    expect(await notesIn(second.url)).toEqual([{ text: 'kept' }]);
    await second.stop();
  });

  // The other account runs this checkout's own code, so it must be able to read it.
  it.runIf(canNobodyReadThis)(
    'says in one line that an account without rights cannot write the folder',
    async () => {
      const holder = startHolder(join(dataDir, 'data'), nobody);
      await expect(holder.next()).rejects.toThrow(
        /DATA_DIR .* is not a folder that can be written \(EACCES\)\n$/,
      );
    },
  );
});
