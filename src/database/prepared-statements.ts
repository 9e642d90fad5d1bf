// Statements that are asked hundreds of times a second: parsed and planned once on each connection.
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { createPool, type OnFault } from './pool.js';
import { inTime } from './query-in-time.js';

export interface PreparedStatement {
  /** Of the plan on its connection; another text needs another name. */
  name: string;
  text: string;
}

/**
 * One plan for all times must be the right one from the first row on: it is made while the tables are still empty and
 * their statistics say nothing. Each of these statements finds its rows by an index, in the index's order: reading
 * tables through, or collecting a million rows to sort them for the first thousand, is forbidden.
 */
const settings = `
  SET plan_cache_mode = force_generic_plan;
  SET enable_seqscan = off;
  SET enable_bitmapscan = off`;

/** A pool of its own, so that they never wait behind others either. */
export class PreparedStatements {
  private readonly pool: Pool;

  constructor(url: string, onFault?: OnFault) {
    this.pool = createPool(url, { size: poolSize, name: 'postledger', onFault });
    // Queued before whatever the client is taken for.
    this.pool.on('connect', (client) => void client.query(settings).catch(() => {}));
  }

  /** Rejects when no answer comes within `limitMs`; the statement may have been carried out. */
  async ask<Row extends QueryResultRow>(
    { name, text }: PreparedStatement,
    values: unknown[],
    limitMs: number,
  ): Promise<QueryResult<Row>> {
    const client: PoolClient = await this.pool.connect();
    let fault: Error | undefined;
    try {
      return await inTime(client, limitMs, () => client.query<Row>({ name, text, values }));
    } catch (error) {
      fault = error as Error;
      throw error;
    } finally {
      // One that failed is not asked again: what is left of it on the way is not known.
      client.release(fault);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** The engine asks one thing of each kind at a time, and claims for each run. */
const poolSize = 10;
