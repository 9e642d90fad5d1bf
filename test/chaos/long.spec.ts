// The long half of the chaos: `npm run test:chaos`. Its figures stand in docs/delivery.md.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { describeWithRedis } from '../setup/redis.js';
import { tell } from './harness/chance.js';
import { ChaosDatabase } from './harness/chaos-database.js';
import { Scene } from './harness/scene.js';
import { databaseAway, databaseAwayBeyondLeases } from './scenarios/database.js';
import { freeze, killAtRandom, rollingRestarts } from './scenarios/kills.js';
import { hangingNeighbour, redisGone } from './scenarios/neighbours.js';
import { badNetworkToDatabase, badNetworkToRelay, rateLimit, relayDown } from './scenarios/network.js';

let database: ChaosDatabase;
beforeAll(async () => {
  database = await ChaosDatabase.start();
}, 60_000);
afterAll(() => database.stop());

const play = (title: string, scenario: (scene: Scene) => Promise<void>) => () =>
  Scene.play(title, database, scenario);

describe('a long chaos', { timeout: 300_000 }, () => {
  it(
    '20 kills in 20,000 lose nothing and double nothing',
    play('20 kills in 20,000', (scene) =>
      killAtRandom(scene, { count: 20_000, kills: 20, pauseMs: [200, 900] }),
    ),
  );
  it(
    '10 kills at full speed lose nothing and double nothing',
    play('10 kills at full speed', (scene) =>
      killAtRandom(scene, {
        count: 100_000,
        kills: 10,
        pauseMs: [300, 1_500],
        connections: 50,
        replyDelayMs: [0, 0],
      }),
    ),
  );
  it(
    '5 immediate restarts of the database leave nothing uncertain',
    play('5 database restarts', (scene) =>
      databaseAway(scene, {
        count: 12_000,
        blows: [
          ...Array<object>(5).fill({ kind: 'restart' }),
          ...Array<object>(2).fill({ kind: 'crash' }),
        ].map(
          (blow) =>
            ({ awayMs: scene.chance.between(0, 1_500), ...blow }) as { kind: 'restart'; awayMs: number },
        ),
      }),
    ),
  );
  it(
    'a database away for longer than every lease leaves nothing uncertain',
    play('database away', (scene) => databaseAwayBeyondLeases(scene, { count: 1_000 })),
  );
  it(
    '20 restarts in turn leave nothing uncertain',
    play('20 rolling restarts', (scene) => rollingRestarts(scene, { count: 20_000, restarts: 20 })),
  );
  it(
    'workers frozen for longer than their lease double nothing',
    play('frozen beyond the lease', async (scene) => {
      const env = { SEND_REPLY_TIMEOUT: '20s' };
      const uncertain = await freeze(scene, { count: 5_000, freezes: 3, frozenMs: 6_000, env });
      tell(`frozen for longer than the lease, not than the reply's time-out: ${uncertain} uncertain`);
    }),
  );
  it(
    'workers frozen for longer than everything double nothing',
    play('frozen beyond everything', async (scene) => {
      const uncertain = await freeze(scene, { count: 5_000, freezes: 2, frozenMs: 12_000 });
      tell(`frozen for longer than lease and time-outs: ${uncertain} uncertain`);
    }),
  );
  it(
    'a mail server down three times costs nobody an attempt',
    play('relay down three times', (scene) => relayDown(scene, { count: 5_000, awayMs: 8_000, times: 3 })),
  );
  it(
    'a rate limit holds',
    play('rate limit', (scene) => rateLimit(scene, { count: 600, rate: 20 })),
  );
  it(
    'a bad network to the mail server doubles nothing',
    play('bad network to the relay', (scene) => badNetworkToRelay(scene, { count: 6_000, blows: 16 })),
  );
  it(
    'a bad network to the database leaves nothing uncertain',
    play('bad network to the database', (scene) => badNetworkToDatabase(scene, { count: 6_000, blows: 16 })),
  );
  it.each(['rcpt', 'dot'] as const)(
    'a mail server that hangs at %s is felt by nobody else',
    async (stage) => {
      await Scene.play(`hanging at ${stage}`, database, (scene) =>
        hangingNeighbour(scene, { count: 6_000, stage }),
      );
    },
  );
});

describeWithRedis('a long chaos without Redis', () => {
  it(
    'loses nothing',
    { timeout: 120_000 },
    play('Redis gone', (scene) => redisGone(scene, { count: 5_000 })),
  );
});
