// A PostgreSQL of the bench's own, with its durable settings, that counts statements.
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource } from '../src/database/data-source.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { migrate } from '../src/database/migrate.js';
import { databaseUrl, onServer } from '../test/setup/database-url.js';
import { cleanUpAtTheEnd } from '../test/setup/global-setup.js';

export class BenchDatabase {
  private count = 0;

  private constructor(
    private readonly server: EmbeddedPostgres,
    /** A folder for whatever the service wants to keep. */
    readonly scratch: string,
    readonly pid: number,
    readonly version: string,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async start(): Promise<BenchDatabase> {
    const scratch = mkdtempSync(join(tmpdir(), 'postledger-bench-'));
    chmodSync(scratch, 0o755);
    const cleanUp = cleanUpAtTheEnd(scratch);
    const plain = await startEmbeddedPostgres({ dataDir: scratch });
    await onServer(plain.url, `ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
    await plain.stop();
    const server = await startEmbeddedPostgres({ dataDir: scratch });
    const [row] = await onServer<{ folder: string; version: string }>(
      server.url,
      `SELECT current_setting('data_directory') AS folder, current_setting('server_version') AS version`,
    );
    const pid = Number(readFileSync(join(row!.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return new BenchDatabase(server, scratch, pid, row!.version, cleanUp);
  }

  /** A migrated database of its own. */
  async create(): Promise<string> {
    const name = `bench_${++this.count}`;
    await onServer(this.server.url, `CREATE DATABASE ${name}`);
    const url = databaseUrl(this.server.url, name);
    const dataSource = await createDataSource(url).initialize();
    await migrate(dataSource);
    await dataSource.destroy();
    await onServer(url, `CREATE EXTENSION pg_stat_statements`);
    return url;
  }

  async drop(url: string): Promise<void> {
    const name = new URL(url).pathname.slice(1);
    await onServer(this.server.url, `DROP DATABASE ${name} WITH (FORCE)`);
  }

  async stop(): Promise<void> {
    await this.server.stop().catch(() => {});
    await this.cleanUp();
  }
}
