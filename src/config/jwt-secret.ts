// The secret that signs tokens where none is set: made once per data folder, the same for every process on it.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const shortestSecret = 32;

/** The secret kept in the data folder; throws where the folder cannot be written. */
export function keptJwtSecret(dataDir: string): string {
  const path = join(dataDir, 'jwt-secret');
  return readSecret(path) ?? createSecret(dataDir, path);
}

function readSecret(path: string): string | undefined {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    if (secret.length >= shortestSecret) return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  throw new Error(`${path} is damaged; delete it to get a new one (everybody logs in again)`);
}

/** The link is made at once with all its content or not at all, so of two processes one wins and both read the same. */
function createSecret(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flush: true });
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
