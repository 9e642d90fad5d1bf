// The database that each file of walks gets a clone of: migrated, with the first admin as an operator makes one.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { databaseUrl, onServer } from '../../../test/setup/database-url';
import { firstAdmin, password } from './password';
import { root, template } from './service';

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL of this run and its migrated database, as the tests of the service have them. */
    serverUrl: string;
    templateName: string;
    chromium: string | null;
  }
}

const browsers = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

export default async function setUp(project: TestProject): Promise<void> {
  const chromium = browsers.find((path) => path && existsSync(path)) ?? null;
  project.provide('chromium', chromium);
  if (!chromium) {
    process.stderr.write(
      'The walks are SKIPPED: no Chromium was found (apt-get install chromium, or set CHROMIUM).\n',
    );
    return;
  }
  const { serverUrl, templateName } = project.getProvidedContext();
  await onServer(serverUrl, `CREATE DATABASE ${template} TEMPLATE ${templateName}`);
  const command = ['create-admin', '--email', firstAdmin, '--password-stdin'];
  execFileSync(process.execPath, [join(root, 'dist/src/cli.js'), ...command], {
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl(serverUrl, template) },
    input: password,
  });
}
