// What openapi.json shows as an example is what the service takes.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Operation, operations } from './harness/operations.js';
import { properPlanOf } from './harness/plans.js';
import { requestOf } from './harness/request-of.js';
import { World } from './harness/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.close());

it('The example of each body is accepted as it stands, once its ids are those of things that exist', async () => {
  const refused: string[] = [];
  const tried = operations.filter(({ bodyTypes }) => bodyTypes.length > 0);
  const answerOf = async (operation: Operation) => {
    const plan = properPlanOf(operation);
    return world.send(requestOf(plan, world.things, world.files), plan.role);
  };
  await world.renew();
  for (const operation of tried) {
    let answer = await answerOf(operation);
    if (answer.status === 401) {
      // One of those before logged everybody out.
      await world.renew();
      answer = await answerOf(operation);
    }
    if (answer.status >= 400 && answer.status !== 409) refused.push(`${operation.name}: ${answer.text}`);
  }
  // Its token is only in the mail to a new account.
  expect(refused.filter((one) => !one.startsWith('POST /api/v1/auth/confirm:')).join('\n')).toBe('');
});
