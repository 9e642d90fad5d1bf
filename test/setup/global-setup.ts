// One embedded PostgreSQL for the whole run, with a migrated template that every test file clones.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { createDataSource } from '../../src/database/data-source.js';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { migrate } from '../../src/database/migrate.js';
import { databaseUrl, onServer } from './database-url.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, as its administrator. */
    serverUrl: string;
    /** The migrated database that test files clone. */
    templateName: string;
  }
}

const templateName = 'template_of_tests';
/** The data is thrown away with the folder. */
const throwAway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
};

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'postledger-test-'));
  chmodSync(dataDir, 0o755);
  const cleanUp = cleanUpAtTheEnd(dataDir);
  try {
    const { url } = await startEmbeddedPostgres({ dataDir, settings: throwAway });
    await onServer(url, `CREATE DATABASE ${templateName}`);
    const template = await createDataSource(databaseUrl(url, templateName)).initialize();
    await migrate(template);
    await template.destroy();
    project.provide('serverUrl', url);
    project.provide('templateName', templateName);
    return cleanUp;
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** A process of its own stops the server and removes the folder as soon as this one ends, however it ends. */
export function cleanUpAtTheEnd(dataDir: string): () => Promise<void> {
  const script = fileURLToPath(new URL('clean-up.mjs', import.meta.url));
  const cleaner = spawn(process.execPath, [script, dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  cleaner.unref();
  return async () => {
    const ended = once(cleaner, 'close');
    cleaner.stdin.end();
    await ended;
  };
}
