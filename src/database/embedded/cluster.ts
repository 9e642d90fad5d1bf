// The data folder of the embedded PostgreSQL: how it is made, and whether a server works on it right now.
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { type Account, nobody, runsAsRoot } from './home.js';
import { freePort } from './port.js';
import { runProgram } from './run-program.js';

export const userName = 'postledger';

/** Kept beside PostgreSQL's own files, so that folder, port and password come into being together. */
export interface ClusterSettings {
  port: number;
  password: string;
}

export interface Cluster {
  readonly folder: string;
  /** Whom the server runs as; undefined: as ourselves. */
  readonly account?: Account;
}

const settingsName = 'postledger.json';
const draftAgeMs = 10 * 60_000;

/** Fixed in the folder; the port, which may move, comes with the start. Nothing here weakens durability. */
const configuration = `
# Postledger
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 256MB
timezone = 'UTC'
logging_collector = on
log_directory = 'log'
log_filename = 'postgres-%a.log'
log_rotation_age = 1d
log_truncate_on_rotation = on
log_timezone = 'UTC'
`;

/** The cluster in `home`, made there if it is new. Safe beside other processes that do the same. */
export async function openCluster(home: string, binaries: Binaries): Promise<Cluster> {
  const folder = join(home, `postgres-${binaries.major}`);
  removeOldDrafts(home);
  if (!existsSync(folder)) await createCluster(home, folder, binaries);
  return { folder, account: runsAsRoot() ? ownerOf(folder) : undefined };
}

function ownerOf(folder: string): Account {
  const { uid, gid } = statSync(folder);
  return uid === 0 ? nobody : { uid, gid };
}

/** Made aside and moved into place whole: a process that is killed here, or two at once, leave no half cluster. */
async function createCluster(home: string, folder: string, binaries: Binaries): Promise<void> {
  const account = runsAsRoot() ? nobody : undefined;
  const draft = join(home, `postgres-draft-${process.pid}-${randomBytes(4).toString('hex')}`);
  const draftFolder = join(draft, 'cluster');
  const passwordFile = join(draft, 'password');
  const settings: ClusterSettings = {
    port: await freePort(),
    password: randomBytes(24).toString('base64url'),
  };
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, settings.password, { mode: 0o600 });
    for (const path of account ? [draft, passwordFile] : []) chownSync(path, nobody.uid, nobody.gid);
    await runProgram(
      binaries.initdb,
      ['-D', draftFolder, '-U', userName, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`].concat([
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '--no-instructions',
      ]),
      { account },
    );
    writeFileSync(join(draftFolder, 'postgresql.conf'), configuration, { flag: 'a' });
    writeSettings({ folder: draftFolder, account }, settings);
    renameSync(draftFolder, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function removeOldDrafts(home: string): void {
  for (const name of readdirSync(home).filter((name) => name.startsWith('postgres-draft-'))) {
    const age = Date.now() - (statSync(join(home, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > draftAgeMs) rmSync(join(home, name), { recursive: true, force: true });
  }
}

export function readSettings({ folder }: Cluster): ClusterSettings {
  return JSON.parse(readFileSync(join(folder, settingsName), 'utf8')) as ClusterSettings;
}

export function writeSettings({ folder, account }: Cluster, settings: ClusterSettings): void {
  const path = join(folder, settingsName);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(settings), { mode: 0o600 });
  if (account) chownSync(draft, account.uid, account.gid);
  renameSync(draft, path);
}

/** The port of the server that works on this folder, as its postmaster.pid says; undefined where there is none. */
export function portInUse(cluster: Cluster): number | undefined {
  const lines = readPidFile(cluster);
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  return lines && pid > 0 && port > 0 && isPostmasterOf(cluster, pid) ? port : undefined;
}

/**
 * Marks a postmaster.pid whose process is not (or no longer) the postmaster of this folder: a zombie that nobody
 * reaped, or an unrelated process that got the number after a restart. PostgreSQL would take either for a living
 * server. The file itself must stay: PostgreSQL finds by it the children of a dead postmaster.
 */
export function disownStalePid(cluster: Cluster): void {
  const lines = readPidFile(cluster);
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0) || isPostmasterOf(cluster, pid)) return;
  const pidOfNobody = 2_147_483_646;
  writeFileSync(join(cluster.folder, 'postmaster.pid'), [pidOfNobody, ...lines.slice(1)].join('\n'));
}

function readPidFile({ folder }: Cluster): string[] | undefined {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

/** On Linux the working directory of a postmaster is its data folder, and that of a zombie cannot be read. */
function isPostmasterOf({ folder }: Cluster, pid: number): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
