// Starts the PostgreSQL that comes with the npm packages, or joins the one that runs on the data folder already.
// pg_ctl detaches the server from us: Ctrl-C and even kill -9 leave it running, and the next process joins it.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, findPlatformPackage, makeRunnable } from './binaries.js';
import {
  type Cluster,
  disownStalePid,
  openCluster,
  portInUse,
  readSettings,
  userName,
  writeSettings,
} from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { homeIn, runsAsRoot } from './home.js';
import { freePort, isPortFree } from './port.js';
import { enter, type Presence } from './presence.js';
import { runProgram } from './run-program.js';

export interface EmbeddedPostgresOptions {
  /** Folder that keeps the data; made if missing. */
  dataDir: string;
  log?: (line: string) => void;
  /** Server settings for this start only, such as `{ fsync: 'off' }` for throw-away data of tests. */
  settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Holds the password: not for logs. */
  readonly url: string;
  /** True where this process started the server, false where it joined a running one. */
  readonly ownsServer: boolean;
  /** Leaves the server; the last process to leave stops it. */
  stop(): Promise<void>;
}

const databaseName = 'postledger';
const patienceMs = 60_000;
const pauseMs = 100;

/** Resolves when the server answers; rejects with EmbeddedPostgresError, one line, where it cannot run. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL in ${options.dataDir} does not start: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

async function start({
  dataDir,
  log = () => {},
  settings = {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const platformPackage = await findPlatformPackage();
  const home = homeIn(dataDir, log);
  const binaries = makeRunnable(platformPackage, home, runsAsRoot());
  const cluster = await openCluster(home, binaries);
  const givesUpAt = Date.now() + patienceMs;
  let ownsServer = false;
  for (;;) {
    const port = portInUse(cluster);
    const { password } = readSettings(cluster);
    const presence = port === undefined ? undefined : await tryToEnter({ port, password });
    if (port !== undefined && presence) {
      log(
        ownsServer
          ? `Embedded PostgreSQL started in ${cluster.folder}`
          : `Joined the embedded PostgreSQL that runs in ${cluster.folder}`,
      );
      return {
        url: `postgres://${userName}:${password}@127.0.0.1:${port}/${databaseName}`,
        ownsServer,
        stop: onceOnly(() => leaveServer(presence, cluster, binaries)),
      };
    }
    if (Date.now() > givesUpAt) throw new Error(lastLogLine(cluster) ?? 'no answer');
    if (port === undefined) ownsServer = await startServer(cluster, binaries, settings);
    else await sleep(pauseMs);
  }
}

/** Undefined where the server starts up or shuts down just now, or has been replaced since we looked. */
async function tryToEnter(address: { port: number; password: string }): Promise<Presence | undefined> {
  try {
    return await enter(address, databaseName);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '28P01' || code === '28000') throw error;
    return undefined;
  }
}

/** False where another process was faster or the port was taken; the caller looks again then. */
async function startServer(
  cluster: Cluster,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
): Promise<boolean> {
  disownStalePid(cluster);
  rmSync(logFile(cluster), { force: true });
  const kept = readSettings(cluster);
  const port = (await isPortFree(kept.port)) ? kept.port : await freePort();
  if (port !== kept.port) writeSettings(cluster, { ...kept, port });
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  try {
    await runProgram(
      binaries.pgCtl,
      [
        '-D',
        cluster.folder,
        '-w',
        '-t',
        '60',
        '-l',
        logFile(cluster),
        '-o',
        [`-p ${port}`, ...options].join(' '),
        'start',
      ],
      { account: cluster.account, leavesServer: true },
    );
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall) throw error;
    await sleep(pauseMs);
    const reason = lastLogLine(cluster) ?? (error as Error).message;
    // Children of a killed server still end; another process was faster; the port went to somebody else.
    const isPassing =
      /still in use/.test(reason) || portInUse(cluster) !== undefined || !(await isPortFree(port));
    if (!isPassing) throw new Error(reason, { cause: error });
    return false;
  }
}

async function leaveServer(presence: Presence, cluster: Cluster, binaries: Binaries): Promise<void> {
  try {
    if (!(await presence.leave())) return;
    await presence.end();
    await runProgram(binaries.pgCtl, ['-D', cluster.folder, '-m', 'fast', '-w', '-t', '60', 'stop'], {
      account: cluster.account,
    });
  } catch (error) {
    if (portInUse(cluster) !== undefined) throw error;
  } finally {
    await presence.end();
  }
}

function logFile(cluster: Cluster): string {
  return join(cluster.folder, 'start.log');
}

function lastLogLine(cluster: Cluster): string | undefined {
  try {
    const lines = readFileSync(logFile(cluster), 'utf8').trim().split('\n');
    return lines.findLast((line) => /FATAL|ERROR|PANIC/.test(line)) ?? lines.at(-1);
  } catch {
    return undefined;
  }
}

function onceOnly(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
}
