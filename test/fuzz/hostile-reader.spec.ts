// Reads openapi.json as an enemy would: every operation by everybody, properly and with anything wrong about it.
// `FUZZ_SEED` repeats a run, `FUZZ_REQUESTS` says how long it is; `npm run test:fuzz` is the long one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from './harness/operations.js';
import { read } from './harness/reader.js';
import { World } from './harness/world.js';

const usualRequests = 2_000;
const wantedSeed = Number(process.env['FUZZ_SEED']);
const seed = wantedSeed > 0 ? wantedSeed : 1 + Math.floor(Math.random() * 999_999_999);
const requests = Number(process.env['FUZZ_REQUESTS']) || usualRequests;

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.close());

it('Whatever is asked, the answer is one that the documents know', { timeout: 1_800_000 }, async () => {
  const reading = await read(world, seed, requests);
  const { statuses, succeeded, slowestMs } = reading;
  process.stderr.write(
    `[fuzz] ${reading.requests} requests, FUZZ_SEED=${seed}: ${JSON.stringify(statuses)}, ` +
      `${succeeded.size} of ${operations.length} operations succeeded, slowest ${Math.round(slowestMs)} ms\n`,
  );
  expect(reading.faults.join('\n\n')).toBe('');
});
