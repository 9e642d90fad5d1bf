// One service for all walks.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { password } from './password';
import { freePort, root, startService } from './service';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
    /** A port that `WEB_ORIGIN` allows: for a console that is served elsewhere. */
    otherPort: number;
    /** The address of the first admin, as the operator of the service makes one. */
    admin: string;
    chromium: string | null;
  }
}

const browsers = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const chromium = browsers.find((path) => path && existsSync(path)) ?? null;
  project.provide('chromium', chromium);
  project.provide('url', '');
  project.provide('admin', '');
  project.provide('otherPort', 0);
  if (!chromium) {
    process.stderr.write(
      'The walks are SKIPPED: no Chromium was found (apt-get install chromium, or set CHROMIUM).\n',
    );
    return undefined;
  }
  const otherPort = await freePort();
  const { url, env, stop } = await startService({ WEB_ORIGIN: `http://localhost:${otherPort}` });
  project.provide('url', url);
  project.provide('otherPort', otherPort);
  const admin = 'first-admin@postledger.test';
  const command = ['create-admin', '--email', admin, '--password-stdin'];
  execFileSync(process.execPath, [join(root, 'dist/src/cli.js'), ...command], { env, input: password });
  project.provide('admin', admin);
  return stop;
}
