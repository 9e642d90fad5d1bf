// How many statements each operation costs: as many with 60 records of everything as with two, none without a reason.
// A new operation fails here until it is tried, or until it is said why it is not.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_EXTENSION, type AccessRule } from '../../src/http/access.decorators.js';
import type { TestRequest } from '../setup/app.js';
import { Records } from '../setup/records.js';
import { withStatements } from '../setup/statements.js';
import { bounceToken, type Cost, costs, untried } from './statements/costs.js';

interface Operation {
  /** `GET /api/v1/clients/{id}`. */
  name: string;
  method: TestRequest['method'];
  path: string;
  rule: AccessRule;
  isList: boolean;
}

type Documented = { [ACCESS_EXTENSION]: AccessRule; parameters?: { name: string }[] };
const document: { paths: Record<string, Record<string, Documented>> } = JSON.parse(
  readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'),
);
const operations: Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([key, { [ACCESS_EXTENSION]: rule, parameters = [] }]) => {
    const method = key.toUpperCase() as TestRequest['method'];
    const isList = parameters.some(({ name }) => name === 'cursor');
    return { name: `${method} ${path}`, method, path, rule, isList };
  }),
);

/** What the guards ask before the handler is called. */
function guardsAsk({ kind }: AccessRule): string[] {
  if (kind === 'public') return [];
  return kind === 'owned' ? ['who asks', 'whose it is'] : ['who asks'];
}

/** The words for the statements where they are as many, else the statements. */
function explained(statements: string[], words: readonly string[]): readonly string[] {
  const asSaid = statements.length === words.length;
  return asSaid ? words : statements.map((text) => text.replace(/\s+/g, ' ').slice(0, 120));
}

function tokenFor(records: Records, { kind }: AccessRule): string | undefined {
  if (kind === 'public') return undefined;
  return kind === 'permission' ? records.tokens.admin : records.tokens.owner;
}

it('each operation is tried, or it is said why not', () => {
  const known = [...Object.keys(costs), ...Object.keys(untried)];
  expect(known.toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
});

describe.each([2, 60])('with %i records of everything', (size) => {
  let records: Records;
  beforeAll(async () => {
    records = await Records.start(size, { BOUNCE_DOMAIN: 'bounces.example', BOUNCE_TOKEN: bounceToken });
  });
  afterAll(() => records?.close());

  /** Makes what the operation is about; what it answers asks with a query. */
  async function prepared({ method, path, rule }: Operation, { of, as, with: given, headers }: Cost) {
    const ids = [(await of?.(records)) ?? []].flat();
    const body = await given?.(records);
    const token = as ? await as(records) : tokenFor(records, rule);
    const filled = `/${path.replaceAll(/\{\w+\}/g, () => ids.shift()!)}`;
    return async (query = '') => {
      const request = { method, path: filled + query, body, token, headers };
      const { answer, statements } = await withStatements(() => records.app.request(request));
      if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.text}`);
      return { answer, statements };
    };
  }

  // Before the others, which delete some of what the lists show.
  it('a page costs the same whether it is the first or a later one, long or short; a total costs one more', async () => {
    const found: Record<string, readonly number[]> = {};
    const lists = operations.filter(({ isList }) => isList);
    for (const operation of lists) {
      const cost = costs[operation.name]!;
      const ask = await prepared(operation, cost);
      const long = await ask('?limit=200');
      const short = await ask('?limit=1&withTotal=true');
      const next = await ask(`?limit=1&cursor=${short.answer.body.nextCursor}`);
      const usual = guardsAsk(operation.rule).length + cost.asks.length;
      found[operation.name] = [long, short, next].map(({ statements }) => statements.length - usual);
      expect([operation.name, long.answer.body.items.length >= size]).toEqual([operation.name, true]);
      expect([operation.name, next.answer.body.items.length]).toEqual([operation.name, 1]);
    }
    expect(lists.length).toBeGreaterThan(15);
    expect(found).toEqual(Object.fromEntries(lists.map(({ name }) => [name, [0, 1, 0]])));
  });

  it('each asks the database what is said of it, and no more', { timeout: 60_000 }, async () => {
    const found: Record<string, readonly string[]> = {};
    const expected: Record<string, readonly string[]> = {};
    for (const operation of operations.filter(({ name }) => costs[name])) {
      const cost = costs[operation.name]!;
      const ask = await prepared(operation, cost);
      const { statements } = await ask();
      const words = [...guardsAsk(operation.rule), ...cost.asks];
      expected[operation.name] = words;
      found[operation.name] = explained(statements, words);
    }
    expect(found).toEqual(expected);
  });

  it('an API key costs as much as a token, save when its use is noted', async () => {
    const { key } = (await records.app.post('/me/api-keys', { name: 'robot' }, records.tokens.admin)).body;
    const ask = () => withStatements(() => records.app.get('/stats/me', key));
    const [first, second] = [await ask(), await ask()];
    expect([first, second].map(({ answer }) => answer.status)).toEqual([200, 200]);
    expect(first.statements).toHaveLength(3);
    expect(second.statements).toHaveLength(2);
  });
});
