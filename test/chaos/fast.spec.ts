// The fast half of the chaos: each promise once. `npm run test:chaos` runs the long half.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { describeWithRedis } from '../setup/redis.js';
import { ChaosDatabase } from './harness/chaos-database.js';
import { Scene } from './harness/scene.js';
import { databaseAway, databaseAwayBeyondLeases, unsafeDatabase, wrongClock } from './scenarios/database.js';
import { badNetworkToDatabase, badNetworkToRelay, rateLimit, relayDown } from './scenarios/network.js';
import { hangingNeighbour, redisGone } from './scenarios/neighbours.js';
import { freeze, killAt, killAtRandom, rollingRestarts } from './scenarios/kills.js';

let database: ChaosDatabase;
beforeAll(async () => {
  database = await ChaosDatabase.start();
}, 60_000);
afterAll(() => database.stop());

const play = (title: string, scenario: (scene: Scene) => Promise<void>) => () =>
  Scene.play(title, database, scenario);

describe.concurrent('a worker killed', { timeout: 120_000 }, () => {
  it.each(['before the barrier', 'past the barrier', 'after the dot', 'after the reply'] as const)(
    '%s loses nothing, doubles nothing, and what is unknown is listed',
    async (point) => {
      await Scene.play(`killed ${point}`, database, (scene) => killAt(scene, point));
    },
  );
});

describe.concurrent('workers', { timeout: 120_000 }, () => {
  it('whose clock is wrong fire nothing until it is right', play('wrong clock', wrongClock));
  it(
    'killed at random lose nothing and double nothing',
    play('kills at random', (scene) => killAtRandom(scene, { count: 1_500, kills: 2, pauseMs: [200, 600] })),
  );
  it(
    'frozen for longer than their lease double nothing',
    play('frozen', async (scene) => {
      await freeze(scene, { count: 1_000, freezes: 1, frozenMs: 6_000 });
    }),
  );
  it(
    'restarted in turn leave nothing uncertain',
    play('rolling restarts', (scene) => rollingRestarts(scene, { count: 1_500, restarts: 2 })),
  );
  it(
    'find a mail server that was down, and nobody has lost an attempt',
    play('relay down', (scene) => relayDown(scene, { count: 1_000, awayMs: 1_500, times: 1 })),
  );
});

describe('the database', { timeout: 120_000 }, () => {
  it(
    'restarted immediately leaves nothing uncertain',
    play('database restarts', (scene) =>
      databaseAway(scene, {
        count: 2_000,
        blows: [
          { kind: 'restart', awayMs: 0 },
          { kind: 'crash', awayMs: 0 },
        ],
      }),
    ),
  );
  it(
    'away for longer than every lease leaves nothing uncertain',
    play('database away', (scene) => databaseAwayBeyondLeases(scene, { count: 200 })),
  );
  it('that may forget what it committed is refused', play('unsafe database', unsafeDatabase));
  it(
    'over a bad network leaves nothing uncertain',
    play('bad network to the database', (scene) => badNetworkToDatabase(scene, { count: 1_500, blows: 4 })),
  );
});

describe('the mail server', { timeout: 120_000 }, () => {
  it(
    'never gets more than the rate',
    play('rate limit', (scene) => rateLimit(scene, { count: 80, rate: 20 })),
  );
  it(
    'over a bad network gets nothing twice',
    play('bad network to the relay', (scene) => badNetworkToRelay(scene, { count: 1_500, blows: 4 })),
  );
  it(
    'that hangs for one mailing is not felt by another, nor by the API',
    play('hanging neighbour', (scene) => hangingNeighbour(scene, { count: 1_000, stage: 'rcpt' })),
  );
});

describeWithRedis('without Redis', () => {
  it(
    'nothing is lost',
    { timeout: 120_000 },
    play('Redis gone', (scene) => redisGone(scene, { count: 800 })),
  );
});
