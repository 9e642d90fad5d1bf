// The service as the demo's child process, with an owner to log in as.
import { ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demoDataDir, demoEnvironment, wantedPort } from '../config/child-environment.js';
import { onParentGone } from '../process/parent-gone.js';
import { Api, apiAt } from './api.js';

const email = 'demo@postledger.test';
const usualPort = 8000;
const startDeadlineMs = 90_000;

export interface Login {
  email: string;
  password: string;
}

export class DemoService {
  private constructor(
    readonly url: string,
    private readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /** Starts the service and waits until it is ready; ends this process when it dies. */
  static async start(): Promise<DemoService> {
    const port = wantedPort() ?? (await freePort(usualPort));
    const child = fork(fileURLToPath(new URL('../main.js', import.meta.url)), [], {
      env: demoEnvironment(port),
      // The screen belongs to the progress bar; what goes wrong is still shown.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const service = new DemoService(`http://localhost:${port}`, port, child);
    child.once('exit', (code) => process.exit(code ?? 1));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'));
    onParentGone(() => child.kill('SIGTERM'));
    process.stdout.write(`Starting Postledger on ${service.url} …\n`);
    await service.waitUntilReady();
    return service;
  }

  /** Logs in as the demo owner, who is created at the first time. */
  async signIn(): Promise<{ api: Api; login: Login }> {
    const login = { email, password: keptPassword() };
    await this.createOwner(login);
    const { accessToken } = await apiAt(this.url).post<{ accessToken: string }>('/auth/login', login);
    return { api: apiAt(this.url, accessToken), login };
  }

  async stop(): Promise<void> {
    this.child.removeAllListeners('exit');
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private async createOwner({ email, password }: Login): Promise<void> {
    const cli = fileURLToPath(new URL('../cli.js', import.meta.url));
    const command = spawn(process.execPath, [cli, 'create-user', '--email', email, '--password-stdin'], {
      env: demoEnvironment(this.port),
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    command.stdin!.end(`${password}\n`);
    const [code] = (await once(command, 'exit')) as [number | null];
    if (code !== 0) throw new Error('the demo owner could not be created');
  }

  private async waitUntilReady(): Promise<void> {
    const givesUpAt = Date.now() + startDeadlineMs;
    while (Date.now() < givesUpAt) {
      const isReady = await fetch(`${this.url}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (isReady) return;
      await sleep(100);
    }
    throw new Error(`the service did not start within ${startDeadlineMs / 1000} s`);
  }
}

/** Made once and kept with the demo's data: the service listens to the network, so no password is known beforehand. */
function keptPassword(): string {
  const path = join(demoDataDir(), 'demo-password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(demoDataDir(), { recursive: true });
  const password = randomBytes(9).toString('base64url');
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/** The wanted port, or any free one where it is taken. */
async function freePort(wanted: number): Promise<number> {
  for (const port of [wanted, 0]) {
    const server = createServer();
    server.listen(port);
    const isFree = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]);
    if (!isFree) continue;
    const address = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    return address.port;
  }
  throw new Error('no free port was found');
}
