// A PostgreSQL of its own for chaos, as durable as in production, which can be thrown down in the middle of anything.
import { chmodSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPlatformPackage, makeRunnable } from '../../../src/database/embedded/binaries.js';
import { type Cluster, openCluster, portInUse } from '../../../src/database/embedded/cluster.js';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../src/database/embedded/embedded-postgres.js';
import { homeIn, runsAsRoot } from '../../../src/database/embedded/home.js';
import { runProgram } from '../../../src/database/embedded/run-program.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { migrate } from '../../../src/database/migrate.js';
import { databaseUrl, onServer } from '../../setup/database-url.js';
import { cleanUpAtTheEnd } from '../../setup/global-setup.js';

const templateName = 'template_of_chaos';

export class ChaosDatabase {
  private count = 0;

  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly cluster: Cluster,
    private readonly pgCtl: string,
    private readonly cleanUp: () => Promise<void>,
    readonly port: number,
  ) {}

  static async start(): Promise<ChaosDatabase> {
    const dataDir = mkdtempSync(join(tmpdir(), 'postledger-chaos-'));
    chmodSync(dataDir, 0o755);
    const cleanUp = cleanUpAtTheEnd(dataDir);
    const server = await startEmbeddedPostgres({ dataDir });
    const home = homeIn(dataDir, () => {});
    const binaries = makeRunnable(await findPlatformPackage(), home, runsAsRoot());
    const cluster = await openCluster(home, binaries);
    await onServer(server.url, `CREATE DATABASE ${templateName}`);
    const template = await createDataSource(databaseUrl(server.url, templateName)).initialize();
    await migrate(template);
    await template.destroy();
    return new ChaosDatabase(server, cluster, binaries.pgCtl, cleanUp, portInUse(cluster)!);
  }

  /** A migrated database of its own. */
  async create(): Promise<string> {
    const name = `chaos_${++this.count}`;
    await onServer(this.server.url, `CREATE DATABASE ${name} TEMPLATE ${templateName}`);
    return databaseUrl(this.server.url, name);
  }

  /** No checkpoint, no goodbyes: the server is down as after a power cut, for so long, and recovers. */
  async restartImmediately({ awayMs = 0, settings = '' } = {}): Promise<void> {
    await this.restartAfter(() => sleep(awayMs), settings);
  }

  /** The same, and down for as long as `meanwhile` takes. */
  async restartAfter(meanwhile: () => Promise<void>, settings = ''): Promise<void> {
    await this.control('-m', 'immediate', '-w', 'stop');
    try {
      await meanwhile();
    } finally {
      await this.start(settings);
    }
  }

  /** Kills one server process: PostgreSQL throws all others out and recovers, under the same postmaster. */
  async crashOneBackend(url: string): Promise<void> {
    const [row] = await onServer<{ pid: number }>(
      url,
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'postledger' AND pid <> pg_backend_pid() LIMIT 1`,
    );
    if (row) process.kill(row.pid, 'SIGKILL');
  }

  /** The end of the server's own log. */
  lastWords(): string {
    const folder = join(this.cluster.folder, 'log');
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(-60).join('\n'))
      .join('\n');
  }

  async stop(): Promise<void> {
    await this.server.stop().catch(() => {});
    await this.cleanUp();
  }

  private async start(settings: string): Promise<void> {
    const log = join(this.cluster.folder, 'start.log');
    const options = `-p ${this.port} ${settings}`;
    const { account } = this.cluster;
    await runProgram(
      this.pgCtl,
      ['-D', this.cluster.folder, '-w', '-t', '60', '-l', log, '-o', options, 'start'],
      { account, leavesServer: true },
    );
  }

  private async control(...args: string[]): Promise<void> {
    await runProgram(this.pgCtl, ['-D', this.cluster.folder, ...args], { account: this.cluster.account });
  }
}
