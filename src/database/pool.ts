// How every connection of this service behaves, whether TypeORM opens it or we do.
import { Pool, type PoolClient, type PoolConfig, types } from 'pg';

/** SQL types that arrive as something else than node-postgres makes of them: the one place where that is settled. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  // Counts and serial numbers, all far below 2^53, are numbers instead of text.
  [types.builtins.INT8]: Number,
  // A calendar day has no zone: text `2026-11-20` instead of a Date at local midnight.
  [types.builtins.DATE]: (text) => text,
};

const columnTypes: PoolConfig['types'] = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers[id]) ??
    types.getTypeParser(id, format as 'text')) as typeof types.getTypeParser,
};

export interface PoolOptions {
  /** Most connections at once. */
  size?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
}

const defaultSize = 20;

/** Where the database is away, a query fails after 5 s at most instead of waiting for it to come back. */
export function poolConfig(
  url: string,
  { size = defaultSize, name = 'postledger' }: PoolOptions = {},
): PoolConfig {
  return {
    connectionString: url,
    max: size,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: columnTypes,
  };
}

/** Told of connections that break; without it they break in silence, and never end the process. */
export type OnFault = (error: Error) => void;

/** An `error` event without a listener ends the process: the pool has them for idle connections, each client for its own. */
export function guardPool(pool: Pool, onFault: OnFault = () => {}): Pool {
  pool.on('error', onFault);
  pool.on('connect', (client) => client.on('error', () => {}));
  // Those that TypeORM opened before we got hold of its pool: a break while one is in use would end the process.
  const { _clients: opened } = pool as unknown as { _clients: PoolClient[] };
  for (const client of opened) client.on('error', () => {});
  return pool;
}

/** A pool of its own, beside TypeORM's: for the job runner and the ledger. */
export function createPool(
  url: string,
  { onFault, ...options }: PoolOptions & { onFault?: OnFault } = {},
): Pool {
  return guardPool(new Pool(poolConfig(url, options)), onFault);
}
