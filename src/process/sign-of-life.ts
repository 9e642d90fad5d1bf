// A worker answers no HTTP. That its event loop turns is seen by a folder which it touches (scripts/healthcheck.sh
// looks at that), and by the process that started it. The database is left out on purpose: without it a worker waits.
import { mkdtempSync, rmSync, utimes } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggerService } from '@nestjs/common';

/** The health check calls a worker dead after a minute: twelve of these. */
export const signOfLifeEveryMs = 5_000;

export function giveSignsOfLife(logger: LoggerService): void {
  const folder = ownFolder(logger);
  const give = () => {
    const now = new Date();
    // A folder that was removed stays away: whoever looks for it finds the worker dead, which is the safe side.
    if (folder !== null) utimes(folder, now, now, () => {});
    process.send?.('alive', undefined, undefined, () => {});
  };
  setInterval(give, signOfLifeEveryMs).unref();
}

/** Each worker has its own, so that no other one on the machine speaks for it. */
function ownFolder(logger: LoggerService): string | null {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'postledger-worker-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  } catch (fault) {
    logger.warn(`Health checks will find this worker dead: ${(fault as Error).message}`);
    return null;
  }
}
