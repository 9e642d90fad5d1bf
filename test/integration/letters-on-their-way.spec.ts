// What a letter costs the indexes, counted by PostgreSQL itself: see decisions 8 and 9.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/app-config.js';
import { IdsInOrder } from '../../src/database/ids-in-order.js';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { JobQueue } from '../../src/jobs/job-queue.js';
import { RunsRepository } from '../../src/modules/mailings/runs.repository.js';
import { RunsService } from '../../src/modules/mailings/runs.service.js';
import { PostgresLedger } from '../../src/modules/scheduler/postgres-ledger.js';
import { RunFinisher } from '../../src/modules/scheduler/run-finisher.js';
import { LinkSigner } from '../../src/modules/suppressions/link-signer.js';
import { UnsubscribeLinks } from '../../src/modules/suppressions/unsubscribe-links.js';
import type { ClaimedDelivery } from '../../src/sending/ports.js';
import { aMailing, aRun } from '../factories/mailings.js';
import { aUser } from '../factories/users.js';
import { testJwtSecret } from '../setup/app.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';

const letters = 3_000;
const atOnce = 50;

let database: ConnectedTestDatabase;
beforeAll(async () => {
  database = await connectTestDatabase();
  // While autovacuum looks at a table, what died meanwhile keeps its place in the pages.
  await database.dataSource.query(`
    DO $$ DECLARE one regclass; BEGIN
      FOR one IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', one);
      END LOOP;
    END $$`);
});
afterAll(() => database?.drop());

async function aRunOf(count: number): Promise<string> {
  const { dataSource } = database;
  const { id: ownerId } = await aUser(dataSource);
  const run = await aRun(dataSource, await aMailing(dataSource, { ownerId }));
  await dataSource.query(
    `WITH people AS (
       INSERT INTO clients (owner_id, email, full_name)
       SELECT $1, 'client-' || i || '@example.com', 'Anna' FROM generate_series(1, $4::int) AS i RETURNING id, email
     ), counted AS (UPDATE runs SET total = $4 WHERE id = $3)
     INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient)
     SELECT $1, $2, $3, id, email FROM people`,
    [ownerId, run.mailingId, run.id, count],
  );
  return run.id;
}

function aLedger(statements: PreparedStatements): PostgresLedger {
  const config = loadConfig({ NODE_ENV: 'test', JWT_SECRET: testJwtSecret });
  const { dataSource } = database;
  const runs = new RunsService(new RunsRepository(dataSource), new JobQueue(dataSource), config);
  const links = new UnsubscribeLinks(new LinkSigner(config), config);
  return new PostgresLedger(statements, new RunFinisher(dataSource, runs), links, config);
}

async function send(ledger: PostgresLedger, claims: ClaimedDelivery[], ids: IdsInOrder): Promise<void> {
  const crossed = await ledger.crossBarrier(claims);
  expect(crossed.size).toBe(claims.length);
  await ledger.record(
    claims.map(({ number, epoch }) => ({
      number,
      epoch,
      status: 'sent',
      countsAsAttempt: true,
      nextAttemptAt: null,
      attempt: {
        id: ids.next(),
        at: Date.now(),
        status: 'success',
        stage: 'dot',
        code: 250,
        enhancedCode: null,
        reply: '250 Ok',
        error: null,
        durationMs: 1,
      },
    })),
  );
}

/** A backend tells what it did when it ends, and it ends a moment after its connection was closed. */
async function updatesOfDeliveries(atLeast: number): Promise<{ all: number; hot: number }> {
  for (;;) {
    const [row] = await database.dataSource.query<[{ all: number; hot: number }]>(
      `SELECT n_tup_upd AS all, n_tup_hot_upd AS hot FROM pg_stat_user_tables WHERE relname = 'deliveries'`,
    );
    if (row.all >= atLeast) return row;
    await sleep(20);
  }
}

it('a letter that is sent changes its delivery three times and no index of it', async () => {
  const runId = await aRunOf(letters);
  const statements = new PreparedStatements(database.url);
  try {
    const ledger = aLedger(statements);
    const ids = new IdsInOrder();
    for (;;) {
      const claims = await ledger.claim(runId, 1_000);
      if (claims.length === 0) break;
      for (let from = 0; from < claims.length; from += atOnce)
        await send(ledger, claims.slice(from, from + atOnce), ids);
    }
  } finally {
    await statements.close();
  }
  const { all, hot } = await updatesOfDeliveries(3 * letters);
  expect(all).toBe(3 * letters);
  expect(hot / all).toBeGreaterThan(0.95);
});

it('an attempt that succeeded writes into six indexes', async () => {
  const rows = await database.dataSource.query<{ name: string }[]>(
    `SELECT indexrelid::regclass::text AS name FROM pg_index
     WHERE indrelid = 'attempts'::regclass AND indpred IS NULL ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual([
    'attempts_client_idx',
    'attempts_mailing_idx',
    'attempts_message_idx',
    'attempts_owner_idx',
    'attempts_pkey',
    'attempts_run_idx',
  ]);
});
