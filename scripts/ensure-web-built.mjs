// Builds web/dist when it is missing or older than its sources, and gets the packages of web/ when they are not there.
// Where they cannot be had, the API goes on without the console and says so.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = join(dirname(fileURLToPath(import.meta.url)), '..', 'web');
const built = join(web, 'dist', 'index.html');
const sources = [
  'src',
  'public',
  'scripts',
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

function newestChange(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function isNewer(path, ...others) {
  if (!existsSync(path)) return false;
  const changedAt = statSync(path).mtimeMs;
  return others.every((other) => newestChange(other) <= changedAt);
}

/** npm as it runs this script, or the one on the PATH. */
function npm(...args) {
  const ownPath = process.env.npm_execpath;
  const [file, first] = ownPath?.endsWith('.js') ? [process.execPath, [ownPath]] : ['npm', []];
  // What npm tells its scripts is about the package around this one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|config_(local_)?prefix)/i.test(name),
    ),
  );
  // Tests set an environment of their own, under which React would be built for development.
  env.NODE_ENV = 'production';
  execFileSync(file, [...first, ...args], { cwd: web, env, stdio: ['ignore', 2, 2] });
}

/** @returns whether there is a console of these sources */
export function ensureWebBuilt() {
  if (!existsSync(join(web, 'package.json'))) return false;
  if (isNewer(built, ...sources.map((name) => join(web, name)))) return true;
  const installed = join(web, 'node_modules', '.package-lock.json');
  if (!isNewer(installed, join(web, 'package-lock.json'))) {
    try {
      npm('ci', '--include=dev', '--no-audit', '--no-fund');
      utimesSync(installed, new Date(), new Date());
    } catch {
      process.stderr.write(
        'postledger: the packages of web/ could not be had; the API works without the console\n',
      );
      return false;
    }
  }
  try {
    npm('run', 'build');
  } catch {
    process.exit(1);
  }
  utimesSync(built, new Date(), new Date());
  return true;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) ensureWebBuilt();
