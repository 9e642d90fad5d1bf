import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll } from 'vitest';
import { AppConfig, loadConfig } from '../../src/config/app-config.js';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import type { AttemptRecord } from '../../src/sending/ports.js';
import { Attempt } from '../../src/modules/attempts/attempt.entity.js';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { RunsRepository } from '../../src/modules/mailings/runs.repository.js';
import { RunsService } from '../../src/modules/mailings/runs.service.js';
import { JobQueue } from '../../src/jobs/job-queue.js';
import { LinkSigner } from '../../src/modules/suppressions/link-signer.js';
import { UnsubscribeLinks } from '../../src/modules/suppressions/unsubscribe-links.js';
import { PostgresLedger } from '../../src/modules/scheduler/postgres-ledger.js';
import { Reaper } from '../../src/modules/scheduler/reaper.js';
import { RunFinisher } from '../../src/modules/scheduler/run-finisher.js';
import { addFiles, aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { aUser } from '../factories/users.js';
import { testJwtSecret } from '../setup/app.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';
import { describeDeliveryLedger, type LedgerWorld } from './delivery-ledger.contract.js';

let database: ConnectedTestDatabase;
let ownerId: string;
let statements: PreparedStatements;
beforeAll(async () => {
  Logger.overrideLogger(['error', 'fatal']);
  database = await connectTestDatabase();
  ownerId = (await aUser(database.dataSource)).id;
  statements = new PreparedStatements(database.url);
});
afterAll(async () => {
  await statements?.close();
  await database?.drop();
});

describeDeliveryLedger('over PostgreSQL', async (): Promise<LedgerWorld> => {
  const { dataSource } = database;
  const config = loadConfig({ NODE_ENV: 'test', JWT_SECRET: testJwtSecret });
  // The server of these tests has only just started.
  const reaper = new Reaper(dataSource, new AppConfig({ ...config, send: { ...config.send, leaseMs: 1 } }));
  const runsService = new RunsService(new RunsRepository(dataSource), new JobQueue(dataSource), config);
  const runs = dataSource.getRepository(Run);
  const deliveries = dataSource.getRepository(Delivery);
  const setPaused = async (runId: string, paused: boolean) => {
    const { mailingId } = await runs.findOneByOrFail({ id: runId });
    await dataSource.getRepository(Mailing).update({ id: mailingId }, { paused });
  };
  return {
    ledger: new PostgresLedger(
      statements,
      new RunFinisher(dataSource, runsService),
      new UnsubscribeLinks(new LinkSigner(config), config),
      config,
    ),
    // The database runs on this machine: one clock for both.
    now: () => Date.now(),
    async addRun({ endsAt = null, files = [] } = {}) {
      const mailing = await aMailing(dataSource, { ownerId });
      const run = await aRun(dataSource, mailing, { endsAt: endsAt === null ? null : new Date(endsAt) });
      await addFiles(dataSource, run, files);
      return run.id;
    },
    async addDelivery(runId) {
      return (await aDelivery(dataSource, await runs.findOneByOrFail({ id: runId }))).number;
    },
    pause: (runId) => setPaused(runId, true),
    resume: (runId) => setPaused(runId, false),
    async stop(runId) {
      await runs.update({ id: runId }, { status: 'stopped' });
    },
    async setEndsAt(runId, endsAt) {
      await runs.update({ id: runId }, { endsAt: endsAt === null ? null : new Date(endsAt) });
    },
    async endLeases() {
      await dataSource.query(
        `UPDATE deliveries SET lease_until = now() - interval '1 ms' WHERE lease_until IS NOT NULL`,
      );
      // Not now(): rounded up to its millisecond it may not have come yet.
      await dataSource.query(`UPDATE claims SET check_at = now() - interval '1 ms'`);
    },
    reap: () => reaper.reap(),
    stateOf: async (number) => (await deliveries.findOneByOrFail({ number })).status,
    countedAttemptsOf: async (number) => (await deliveries.findOneByOrFail({ number })).attempts,
    async attemptsOf(number) {
      const { id } = await deliveries.findOneByOrFail({ number });
      const rows = await dataSource
        .getRepository(Attempt)
        .find({ where: { deliveryId: id }, order: { id: 1 } });
      return rows.map(toRecord);
    },
    newId: randomUUID,
  };
});

function toRecord({
  id,
  at,
  status,
  stage,
  code,
  enhancedCode,
  reply,
  error,
  durationMs,
}: Attempt): AttemptRecord {
  return { id, at: at.getTime(), status, stage, code, enhancedCode, reply, error, durationMs };
}
