// Builds dist/ when it is missing or older than the sources, so that a fresh clone needs no separate build step.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureWebBuilt } from './ensure-web-built.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = join(root, 'dist', 'src', 'main.js');

function newestChange(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function isFresh() {
  try {
    const builtAt = statSync(built).mtimeMs;
    const sources = [
      'src',
      'migrations',
      'tsconfig.json',
      'tsconfig.build.json',
      'nest-cli.json',
      'package-lock.json',
    ];
    return sources.every((name) => newestChange(join(root, name)) <= builtAt);
  } catch {
    return false;
  }
}

if (!isFresh()) {
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  try {
    execFileSync(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  } catch {
    process.exit(1);
  }
  utimesSync(built, new Date(), new Date());
}
ensureWebBuilt();
