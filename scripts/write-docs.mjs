// Writes what is made from the code: docs/access.md, openapi.json and what is made from that, or the one that is named. With --check nothing is
// written, and the exit code is 1 where a file is not what it should be. Needs the build: the schemas come from it.
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import 'reflect-metadata';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const { loadConfig } = await import('../dist/src/config/app-config.js');
const { createApp } = await import('../dist/src/create-app.js');
const { accessPage } = await import('../dist/src/http/access-page.js');
const { createApiDocument } = await import('../dist/src/http/api-document.js');
const { routesOf } = await import('../dist/src/http/route-list.js');

/** What is for development alone is loaded only where it is needed. */
async function typesOf(document) {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  // A field with a default may be left out of what is sent.
  return `// Made by npm run docs.\n${astToString(await openapiTS(document, { defaultNonNullable: false }))}`;
}

async function collectionFor(document) {
  const { collectionOf } = await import('./postman-files.mjs');
  return collectionOf(document);
}

const files = {
  access: ['docs/access.md', (app) => accessPage(routesOf(app))],
  openapi: ['openapi.json', (app) => `${JSON.stringify(createApiDocument(app), null, 2)}\n`],
  postman: ['postman/postledger.postman_collection.json', (app) => collectionFor(createApiDocument(app))],
  client: ['clients/typescript/schema.d.ts', (app) => typesOf(createApiDocument(app))],
};

const names = process.argv.slice(2).filter((argument) => argument !== '--check');
const isCheck = process.argv.includes('--check');
const unknown = names.filter((name) => !Object.hasOwn(files, name));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(', ')}; there are ${Object.keys(files).join(', ')}\n`);
  process.exit(2);
}

// A preview: the controllers are looked at, nothing is started and no database is asked.
const config = loadConfig({ DATA_DIR: tmpdir(), JWT_SECRET: 'x'.repeat(64) });
const app = await createApp(config, { preview: true, logger: false });
for (const [path, write] of Object.entries(files)
  .filter(([name]) => names.length === 0 || names.includes(name))
  .map(([, file]) => file)) {
  const content = await write(app);
  const target = join(root, path);
  if (!isCheck) writeFileSync(target, content);
  else if (readFileSync(target, 'utf8') !== content) {
    process.stderr.write(`${path} is out of date: npm run docs\n`);
    process.exitCode = 1;
  }
}
process.exit();
