// Every process that uses the embedded server holds one idle connection with a shared lock on it, so that the last
// one to leave can tell that it is the last.
import { Client } from 'pg';
import { userName } from './cluster.js';

const lockKey = 7_304_114_001;

export interface Presence {
  /** Gives up our share; true where no other process held one. */
  leave(): Promise<boolean>;
  end(): Promise<void>;
}

export interface ServerAddress {
  readonly port: number;
  readonly password: string;
}

/** Connects, makes the database if it is missing, and stays. Rejects where the server does not answer. */
export async function enter({ port, password }: ServerAddress, database: string): Promise<Presence> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: userName,
    password,
    database: 'postgres',
    application_name: 'postledger presence',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [lockKey]);
    await createDatabase(client, database);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  const { stream } = (client as unknown as { connection: { stream: { ref(): void; unref(): void } } })
    .connection;
  // An idle connection must not keep a process alive that has nothing else to do.
  stream.unref();
  return {
    async leave() {
      stream.ref();
      await client.query('SELECT pg_advisory_unlock_shared($1)', [lockKey]);
      const { rows } = await client.query<{ isLast: boolean }>(
        'SELECT pg_try_advisory_lock($1) AS "isLast"',
        [lockKey],
      );
      return rows[0]?.isLast ?? false;
    },
    end: () => client.end().catch(() => {}),
  };
}

async function createDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const madeByAnother = ['42P04', '23505'].includes((error as { code?: string }).code ?? '');
    if (!madeByAnother) throw error;
  }
}
