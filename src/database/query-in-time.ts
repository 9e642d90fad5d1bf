// A server that went without a goodbye leaves connections on which an answer never comes; TCP notices after hours.
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/** What node-postgres knows of a connection and its types do not say. */
interface Insides {
  connection: { stream: { destroy(): void } };
  /** `I` idle, `T` in a transaction, `E` in one that failed. */
  getTransactionStatus(): 'I' | 'T' | 'E' | null;
}

/**
 * For short statements that may be repeated and that others rely on once they are answered:
 * - A connection that gives no answer within `limitMs` is cut, and the statement rejects as with a database that is
 *   away. It may have been carried out.
 * - A connection on which a transaction was left open is cut as well: the answer would be undone with it.
 */
export async function inTime<Answer>(
  client: PoolClient,
  limitMs: number,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const insides = client as unknown as Insides;
  const late = setTimeout(() => insides.connection.stream.destroy(), limitMs);
  try {
    const answer = await ask();
    const status = insides.getTransactionStatus();
    if (status === 'I') return answer;
    // Gone before it is given back, so that nobody gets it next.
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    insides.connection.stream.destroy();
    await ended;
    throw new Error(`not committed: a transaction was open on the connection (${status})`);
  } finally {
    clearTimeout(late);
  }
}

/** Like `dataSource.query`, in time. */
export async function queryInTime<Answer>(
  dataSource: DataSource,
  limitMs: number,
  statement: string,
  parameters: unknown[] = [],
): Promise<Answer> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    return await inTime(client, limitMs, () => runner.query(statement, parameters) as Promise<Answer>);
  } finally {
    await runner.release();
  }
}
