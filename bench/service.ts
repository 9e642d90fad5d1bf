// The built service as in production, its log in a file as a supervisor would keep it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { testJwtSecret } from '../test/setup/app.js';

const startDeadlineMs = 60_000;
let count = 0;

export class Service {
  private constructor(
    private readonly child: ChildProcess,
    private readonly logFile: string,
  ) {}

  /** Resolves when it is ready. `scratch` is where it may keep its files. */
  static async start(role: 'api' | 'worker', scratch: string, env: Record<string, string>): Promise<Service> {
    const logFile = join(scratch, `${role}-${++count}.log`);
    const log = openSync(logFile, 'w');
    const child = spawn(process.execPath, ['dist/src/main.js'], {
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        ROLE: role,
        DATA_DIR: scratch,
        JWT_SECRET: testJwtSecret,
        PUBLIC_URL: 'https://post.example',
        MAIL_FROM: 'Postledger <post@sender.example>',
        ...env,
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const service = new Service(child, logFile);
    const givesUpAt = Date.now() + startDeadlineMs;
    while (!/The worker is ready|Listening on/.test(service.log())) {
      service.mustLive();
      if (Date.now() > givesUpAt) throw new Error(`not ready after ${startDeadlineMs} ms: ${service.log()}`);
      await sleep(20);
    }
    return service;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Throws when it has ended by itself. */
  mustLive(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) return;
    throw new Error(`the service ended: ${this.log().slice(-3_000)}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private log(): string {
    return readFileSync(this.logFile, 'utf8');
  }
}
