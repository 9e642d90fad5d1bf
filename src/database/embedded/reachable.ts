import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** True where any account may walk down to this folder. */
export function isReachableByOthers(folder: string): boolean {
  const mayEnter = (statSync(folder).mode & 0o001) !== 0;
  const parent = dirname(folder);
  return mayEnter && (parent === folder || isReachableByOthers(parent));
}
