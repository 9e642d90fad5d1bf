// Who may call what, tried on the real app with every route that it has: a new one is tried without being named here,
// and one that is open, or guards an id in a way of its own, fails until it is explained.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionsOfRole, verdictOn } from '../../src/domain/access-policy.js';
import { ACCESS_EXTENSION, type AccessRule, type OwnedTable } from '../../src/http/access.decorators.js';
import { accessPage } from '../../src/http/access-page.js';
import { createApiDocument } from '../../src/http/api-document.js';
import { routesOf } from '../../src/http/route-list.js';
import { aClient } from '../factories/clients.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { aMessage, anAttachment } from '../factories/messages.js';
import { Import } from '../../src/modules/imports/import.entity.js';
import { startAppWithCast, type Cast } from '../setup/cast.js';
import type { TestRequest } from '../setup/app.js';

/** Whoever asks here needs no token, and why. */
const open: Record<string, string> = {
  'POST /api/v1/auth/login': 'gives the token',
  'POST /api/v1/auth/register': 'comes before the account',
  'POST /api/v1/auth/confirm': 'the mailed token is the proof',
  'POST /api/v1/auth/refresh': 'the cookie is the proof',
  'POST /api/v1/auth/logout': 'the cookie is the proof',
  'POST /api/v1/auth/password/forgot': 'whoever forgot the password has no token',
  'POST /api/v1/auth/password/reset': 'the mailed token is the proof',
  'POST /api/v1/contact': 'the contact form is for everybody',
  'GET /api/v1/home': 'the home page is for everybody',
  'GET /api/v1/posts': 'the blog is for everybody; drafts only with blog.write',
  'GET /api/v1/posts/feed.xml': 'the blog is for everybody',
  'GET /api/v1/posts/{slug}': 'the blog is for everybody; drafts only with blog.write',
  'GET /api/v1/media/{name}': 'pictures of posts and people, by names that nobody guesses',
  'POST /api/v1/bounces': 'mail servers show a token of their own, BOUNCE_TOKEN',
  'GET /api/v1/unsubscribe/{token}': 'the token in the letter is the proof (RFC 8058)',
  'POST /api/v1/unsubscribe/{token}': 'the token in the letter is the proof (RFC 8058)',
  'GET /health/live': 'asked by the machine that watches',
  'GET /health/ready': 'asked by the machine that watches',
  'GET /metrics': 'asked by the machine that watches; the proxy keeps it inside',
  'GET /inbox/messages': 'outside production only',
  'GET /inbox/messages/{id}': 'outside production only',
};

/** Routes with an id that every account may call, since they look for own things alone: somebody else's thing. */
const thingsOfOthers: Record<string, (cast: Cast) => Promise<string>> = {
  // The session that every aUser() has goes by the user's own id.
  'DELETE /api/v1/auth/sessions/{id}': ({ ownerId }) => Promise.resolve(ownerId),
  'DELETE /api/v1/me/api-keys/{id}': async ({ app, owner }) =>
    (await app.post('/me/api-keys', { name: 'not yours' }, owner)).body.id,
};

const makeThing: Record<OwnedTable, (cast: Cast, method: string) => Promise<{ id: string }>> = {
  clients: ({ app, ownerId }) => aClient(app.dataSource, ownerId),
  // A path with two ids is tried with the same for both.
  messages: async ({ app, ownerId }) => {
    const message = await aMessage(app.dataSource, ownerId);
    await anAttachment(app.dataSource, message, { id: message.id });
    return message;
  },
  // The events of a mailing that is over end by themselves.
  mailings: ({ app, ownerId }, method) =>
    aMailing(app.dataSource, { ownerId, status: method === 'GET' ? 'completed' : 'created' }),
  suppressions: async ({ app, owner }) => {
    const contact = `${randomUUID()}@example.com`;
    return (await app.post('/suppressions', { contact }, owner)).body;
  },
  deliveries: async ({ app, ownerId }) =>
    aDelivery(app.dataSource, await aRun(app.dataSource, await aMailing(app.dataSource, { ownerId }))),
  imports: ({ app, ownerId }) =>
    app.dataSource.getRepository(Import).save({ ownerId, status: 'completed', finishedAt: new Date() }),
};

interface Operation {
  /** `GET /api/v1/clients/{id}`. */
  name: string;
  method: TestRequest['method'];
  path: string;
  rule: AccessRule;
}

let cast: Cast;
let operations: Operation[];
beforeAll(async () => {
  cast = await startAppWithCast();
  operations = operationsOf(createApiDocument(cast.app.app));
});
afterAll(() => cast?.app.close());

const nobody = '01920000-0000-7000-8000-000000000000';
const withRule = <Kind extends AccessRule['kind']>(...kinds: Kind[]) =>
  operations.filter((one): one is Operation & { rule: AccessRule & { kind: Kind } } =>
    kinds.includes(one.rule.kind as Kind),
  );

/** The status of the operation with this id in every place of the path that takes one. */
async function statusOf({ method, path }: Operation, id: string, token?: string): Promise<number> {
  const filled = `/${path.replaceAll(/\{\w+\}/g, id)}`;
  return (await cast.app.request({ method, path: filled, token })).status;
}

async function statusesOf(tried: Operation[], ask: (operation: Operation) => Promise<unknown>) {
  const rows: [string, unknown][] = [];
  for (const operation of tried) rows.push([operation.name, await ask(operation)]);
  return Object.fromEntries(rows);
}

const expecting = <T extends Operation>(tried: T[], expected: (operation: T) => unknown) =>
  Object.fromEntries(tried.map((operation) => [operation.name, expected(operation)]));

describe('every route', () => {
  it('says who may call it', () => {
    expect(routesOf(cast.app.app).filter(({ rule }) => !rule)).toEqual([]);
    expect(operations.filter(({ rule }) => !rule)).toEqual([]);
    expect(operations.length).toBeGreaterThan(50);
  });

  it('stands in docs/access.md as it is (else: npm run docs)', () => {
    const page = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8');
    expect(page).toBe(accessPage(routesOf(cast.app.app)));
  });
});

describe('without a token', () => {
  it('a route is open only where it is explained', () => {
    const names = withRule('public').map(({ name }) => name);
    expect(names.filter((name) => !Object.hasOwn(open, name))).toEqual([]);
  });

  it('every other one answers 401', async () => {
    const tried = operations.filter(({ rule }) => rule.kind !== 'public');
    expect(await statusesOf(tried, (one) => statusOf(one, nobody))).toEqual(expecting(tried, () => 401));
  });
});

describe('somebody else’s thing', () => {
  it('is hidden from users and shown to managers as far as the table says', async () => {
    const manager = { id: 'm', email: '', role: 'manager', permissions: permissionsOfRole.manager } as const;
    const tried = withRule('owned');
    const found = await statusesOf(tried, async (one) => {
      const { table } = one.rule as AccessRule & { kind: 'owned' };
      const { id } = await makeThing[table](cast, one.method);
      const [asStranger, asManager] = [
        await statusOf(one, id, cast.stranger),
        await statusOf(one, id, cast.manager),
      ];
      return [asStranger, [403, 404].includes(asManager) ? asManager : 'allowed'];
    });
    const statusOfVerdict = { allowed: 'allowed', forbidden: 403, hidden: 404 };
    expect(found).toEqual(
      expecting(tried, ({ rule }) => [404, statusOfVerdict[verdictOn(manager, rule.deed, 'somebody else')]]),
    );
  });

  it('that does not exist is 404 to everybody', async () => {
    const tried = withRule('owned');
    const found = await statusesOf(tried, async (one) => [
      await statusOf(one, nobody, cast.stranger),
      await statusOf(one, nobody, cast.admin),
    ]);
    expect(found).toEqual(expecting(tried, () => [404, 404]));
  });

  it('is 404 to everybody where only own things are looked for', async () => {
    const tried = withRule('signed-in', 'in-person').filter(({ path }) => path.includes('{'));
    const unexplained = tried.filter(({ name }) => !Object.hasOwn(thingsOfOthers, name));
    expect(unexplained.map(({ name }) => name)).toEqual([]);
    const found = await statusesOf(tried, async (one) => {
      const id = await thingsOfOthers[one.name]!(cast);
      return [await statusOf(one, id, cast.stranger), await statusOf(one, id, cast.admin)];
    });
    expect(found).toEqual(expecting(tried, () => [404, 404]));
  });
});

describe('a permission', () => {
  it('is asked of users and managers on every route that needs one', async () => {
    const tried = withRule('permission');
    const refused = async (one: Operation, token: string) =>
      (await statusOf(one, nobody, token)) === 403 ? 403 : 'allowed';
    const found = await statusesOf(tried, async (one) => [
      await refused(one, cast.stranger),
      await refused(one, cast.manager),
      await refused(one, cast.admin),
    ]);
    expect(found).toEqual(
      expecting(tried, ({ rule }) => [
        403,
        permissionsOfRole.manager.includes(rule.permission) ? 'allowed' : 403,
        'allowed',
      ]),
    );
  });
});

describe('an API key', () => {
  it('is refused wherever somebody has to be logged in', async () => {
    const { key } = (await cast.app.post('/me/api-keys', { name: 'robot' }, cast.admin)).body;
    const tried = withRule('in-person');
    expect(await statusesOf(tried, (one) => statusOf(one, nobody, key))).toEqual(expecting(tried, () => 403));
  });
});

function operationsOf({ paths }: ReturnType<typeof createApiDocument>): Operation[] {
  const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method] as { [ACCESS_EXTENSION]: AccessRule } | undefined;
      if (!operation) return [];
      const verb = method.toUpperCase() as TestRequest['method'];
      return [{ name: `${verb} ${path}`, method: verb, path, rule: operation[ACCESS_EXTENSION] }];
    }),
  );
}
