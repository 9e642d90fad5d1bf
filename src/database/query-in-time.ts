// A server that went without a goodbye leaves connections on which an answer never comes; TCP notices after hours.
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * Like `dataSource.query`, for short statements that may be repeated: a connection that gives no answer within
 * `limitMs` is cut, and the statement rejects as with a database that is away. It may have been carried out.
 */
export async function queryInTime<Answer>(
  dataSource: DataSource,
  limitMs: number,
  statement: string,
  parameters: unknown[] = [],
): Promise<Answer> {
  const runner = dataSource.createQueryRunner();
  let late: NodeJS.Timeout | undefined;
  try {
    const client = (await runner.connect()) as PoolClient;
    late = setTimeout(() => cut(client), limitMs);
    return (await runner.query(statement, parameters)) as Answer;
  } finally {
    clearTimeout(late);
    await runner.release();
  }
}

function cut(client: PoolClient): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
