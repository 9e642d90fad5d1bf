// The fast half of the chaos: each promise once. `npm run test:chaos` runs the long half.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { ChaosDatabase } from './harness/chaos-database.js';
import { Scene } from './harness/scene.js';
import { freeze, killAt, killAtRandom, rollingRestarts } from './scenarios/kills.js';

let database: ChaosDatabase;
beforeAll(async () => {
  database = await ChaosDatabase.start();
}, 60_000);
afterAll(() => database.stop());

const play = (title: string, scenario: (scene: Scene) => Promise<void>) => () =>
  Scene.play(title, database, scenario);

describe.concurrent('a worker killed', { timeout: 90_000 }, () => {
  it.each(['before the barrier', 'past the barrier', 'after the dot', 'after the reply'] as const)(
    '%s loses nothing, doubles nothing, and what is unknown is listed',
    async (point) => {
      await Scene.play(`killed ${point}`, database, (scene) => killAt(scene, point));
    },
  );
});

describe('workers', { timeout: 90_000 }, () => {
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
});
