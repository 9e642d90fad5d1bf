import { randomUUID } from 'node:crypto';
import { describeDeliveryLedger } from '../../../test/contracts/delivery-ledger.contract.js';
import { HandMovedClock } from './hand-moved-clock.js';
import { InMemoryLedger } from './in-memory-ledger.js';

describeDeliveryLedger('in memory', async () => {
  const clock = new HandMovedClock();
  const ledger = new InMemoryLedger(clock);
  const run = (runId: string) => ledger.runs.get(runId)!;
  return {
    ledger,
    now: () => clock.now(),
    addRun: async ({ endsAt = null, files } = {}) => ledger.addRun({ endsAt }, files),
    addDelivery: async (runId) => ledger.addDelivery(runId),
    pause: async (runId) => void (run(runId).isPaused = true),
    resume: async (runId) => void (run(runId).isPaused = false),
    stop: async (runId) => void (run(runId).isStopped = true),
    setEndsAt: async (runId, endsAt) => void (run(runId).snapshot = { ...run(runId).snapshot, endsAt }),
    endLeases: async () => clock.leap(660_001),
    reap: async () => ledger.reap(),
    stateOf: async (number) => ledger.row(number).status,
    countedAttemptsOf: async (number) => ledger.row(number).attempts,
    attemptsOf: async (number) => ledger.row(number).history,
    newId: randomUUID,
  };
});
