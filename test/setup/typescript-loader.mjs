// `node --import ./test/setup/typescript-loader.mjs file.ts`: runs our sources in a process of its own, without a build.
// What was compiled once is kept by its content, since loading the compiler costs more than most of these processes.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// This file is loaded twice: to register the hooks, and in the thread that runs them.
if (isMainThread) register(import.meta.url);

const require = createRequire(import.meta.url);
const settings = isMainThread ? '' : readFileSync('tsconfig.json', 'utf8');
const keptIn = join(tmpdir(), `postledger-compiled-${userInfo().uid}`);

export async function resolve(specifier, context, nextResolve) {
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return nextResolve(specifier, context);
}

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
  return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
}

function compiled(fileName) {
  const source = readFileSync(fileName, 'utf8');
  const digest = createHash('sha256').update([settings, fileName, source].join('\0')).digest('hex');
  const kept = join(keptIn, `${digest}.js`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const output = compile(fileName, source);
  mkdirSync(keptIn, { recursive: true, mode: 0o700 });
  // Renamed into place, so that a process beside this one never reads half a file.
  const draft = `${kept}.${randomUUID()}`;
  writeFileSync(draft, output);
  renameSync(draft, kept);
  return output;
}

function compile(fileName, source) {
  const ts = require('typescript');
  const { compilerOptions } = ts.readConfigFile('tsconfig.json', ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, process.cwd());
  return ts.transpileModule(source, {
    fileName,
    compilerOptions: {
      ...options,
      module: ts.ModuleKind.ESNext,
      sourceMap: false,
      inlineSourceMap: true,
    },
  }).outputText;
}
