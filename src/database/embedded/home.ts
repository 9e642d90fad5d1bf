// Decides where the embedded PostgreSQL lives and under which account it runs.
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isReachableByOthers } from './reachable.js';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account "nobody": PostgreSQL refuses to run as root. */
export const nobody: Account = { uid: 65_534, gid: 65_534 };

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The folder that holds cluster and programs: the data folder itself, except for root with a data folder that "nobody"
 * cannot reach (below a 0700 home). Then it is a folder of its own in /var/lib, and the data folder says which.
 */
export function homeIn(dataDir: string, note: (line: string) => void): string {
  const folder = writableFolder(dataDir);
  const pointer = join(folder, 'postgres-location');
  const known = readPointer(pointer);
  if (known !== undefined) return known;
  if (!runsAsRoot() || isReachableByOthers(folder)) return folder;
  const home = newHomeElsewhere(pointer);
  note(`The account "nobody" cannot reach ${folder}; the embedded PostgreSQL keeps its data in ${home}`);
  return home;
}

function writableFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EmbeddedPostgresError(`DATA_DIR ${dataDir} is not a folder that can be written (${code})`);
  }
}

function readPointer(pointer: string): string | undefined {
  try {
    return readFileSync(pointer, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Of two processes that start at once, the one that writes the pointer decides. */
function newHomeElsewhere(pointer: string): string {
  const home = `/var/lib/postledger-${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(home, { mode: 0o711 });
    writeFileSync(pointer, `${home}\n`, { flag: 'wx' });
    return home;
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    const decided = readPointer(pointer);
    if (decided !== undefined) return decided;
    throw new EmbeddedPostgresError(
      `Cannot create ${home}: ${(error as Error).message}; set DATABASE_URL instead`,
    );
  }
}
