// The PostgreSQL that this process works with: the one that DATABASE_URL names, or the embedded one.
import { AppConfig } from '../config/app-config.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.js';

/** Injectable, for whoever opens connections beside TypeORM's. */
export class DatabaseServer {
  constructor(
    /** Holds the password: not for logs. */
    readonly url: string,
    private readonly embedded?: EmbeddedPostgres,
  ) {}

  get isEmbedded(): boolean {
    return this.embedded !== undefined;
  }

  /** Leaves the embedded server (the last process stops it); after every connection is closed. */
  async leave(): Promise<void> {
    await this.embedded?.stop();
  }
}

export async function findDatabaseServer(
  config: AppConfig,
  log: (line: string) => void,
): Promise<DatabaseServer> {
  if (config.database.url !== undefined) return new DatabaseServer(config.database.url);
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  return new DatabaseServer(embedded.url, embedded);
}
