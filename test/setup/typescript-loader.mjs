// `node --import ./test/setup/typescript-loader.mjs file.ts`: runs our sources in a process of its own, without a build.
import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// This file is loaded twice: to register the hooks, and in the thread that runs them; only that needs the compiler.
if (isMainThread) register(import.meta.url);
const { default: ts } = isMainThread ? {} : await import('typescript');
const options = isMainThread ? {} : readOptions();

function readOptions() {
  const { compilerOptions } = ts.readConfigFile('tsconfig.json', ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, process.cwd());
  return { ...options, module: ts.ModuleKind.ESNext, sourceMap: false, inlineSourceMap: true };
}

export async function resolve(specifier, context, nextResolve) {
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return nextResolve(specifier, context);
}

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
  const fileName = fileURLToPath(url);
  const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), {
    fileName,
    compilerOptions: options,
  });
  return { format: 'module', source: outputText, shortCircuit: true };
}
