// What the hostile reader does next: an operation of the document, asked properly, or with something wrong about it.
import * as fc from 'fast-check';
import { hostileText, hostileValue, strangeIds } from './hostile-values.js';
import { type Operation, operations } from './operations.js';

export const roles = [
  'nobody',
  'user',
  'stranger',
  'manager',
  'admin',
  'key',
  'mailServer',
  'badToken',
] as const;
export type Role = (typeof roles)[number];

/** An id of the world when the request is made: of the kind that the place asks for, or of any. */
export type IdChoice = { from: 'its kind' | 'any kind'; pick: number } | { from: 'nowhere'; text: string };

export type Mutation =
  { kind: 'replace' | 'add'; at: number; value: unknown } | { kind: 'remove' | 'twice' | 'wrap'; at: number };

export type Body =
  | { kind: 'proper'; mutations: readonly Mutation[] }
  | { kind: 'value'; value: unknown }
  | { kind: 'raw'; text: string; type: string }
  | { kind: 'none' };

export interface Plan {
  readonly operation: Operation;
  readonly role: Role;
  readonly ids: readonly IdChoice[];
  /** Names and values as they stand in the URL, not yet encoded; `null`: a cursor that some list gave out. */
  readonly query: readonly (readonly [name: string, value: string | null])[];
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;
  readonly method: string;
  /** How often the same is asked at once. */
  readonly times: number;
  /** The thing is deleted by its owner first. */
  readonly isAfterDeletion: boolean;
}

const idChoice: fc.Arbitrary<IdChoice> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ from: fc.constant('its kind' as const), pick: fc.nat(1_000) }) },
  { weight: 1, arbitrary: fc.record({ from: fc.constant('any kind' as const), pick: fc.nat(1_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      from: fc.constant('nowhere' as const),
      text: fc.oneof(fc.constantFrom(...strangeIds), hostileText),
    }),
  },
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('replace' as const), at: fc.nat(50), value: hostileValue }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('add' as const), at: fc.nat(50), value: hostileValue }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('remove', 'twice', 'wrap'), at: fc.nat(50) }),
  },
) as fc.Arbitrary<Mutation>;

const rawTexts = [
  '',
  '{',
  '{"email":"anna@example.com","email":"eva@example.com"}',
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{"role":"admin"}}}',
  '\ufeff{}',
  '{"a":NaN}',
  '{"a":1e999}',
  `{"id":${'9'.repeat(300)}}`,
  'null',
  '[]',
  '"text"',
  '\u0000',
  'file=1&file=2',
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail\r\na@b.c\r\n--x--\r\n',
  '--x\r\ncontent-disposition: form-data; name="file"; filename="../\u0000.png"\r\n\r\nnot a picture\r\n--x--\r\n',
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nnever ends',
  '--x\r\n\r\n--x--\r\n',
  `{"fullName":"${'x'.repeat(3 * 1024 * 1024)}"}`,
];
const contentTypes = [
  'application/json',
  'application/json; charset=utf-7',
  'APPLICATION/JSON;charset="utf-8"',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'multipart/form-data; boundary=""',
  'message/rfc822',
  'text/plain',
  'text/csv',
  'image/png',
  'application/octet-stream',
  'no type at all',
  ';',
];

const body: fc.Arbitrary<Body> = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record({
      kind: fc.constant('proper' as const),
      mutations: fc.array(mutation, { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('value' as const), value: hostileValue }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('raw' as const),
      text: fc.oneof(fc.constantFrom(...rawTexts), hostileText),
      type: fc.constantFrom(...contentTypes),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'none' as const }) },
);

const strangeHeaders: Record<string, string>[] = [
  { 'accept-language': 'x'.repeat(2_000) },
  { 'accept-language': 'ru;q=9,*;q=-1,,;' },
  { accept: 'text/html' },
  { origin: 'https://evil.example' },
  { 'if-none-match': '*' },
  { 'if-none-match': 'W/"",,"' },
  { range: 'bytes=-1' },
  { cookie: 'refresh_token=%00; refresh_token=' },
  { host: 'evil.example' },
  { 'x-forwarded-proto': 'gopher' },
  { 'content-encoding': 'gzip' },
  { 'x-http-method-override': 'DELETE' },
];
const headers = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom(...strangeHeaders) },
);

function queryOf(operation: Operation): fc.Arbitrary<[string, string | null][]> {
  const declared = operation.query.map(({ name, schema }) => {
    const valid = schema.enum?.map(String) ?? [String(schema.default ?? schema.minimum ?? 'a')];
    const values: fc.Arbitrary<string | null>[] = [fc.constantFrom(...valid), hostileText];
    if (name === 'cursor') values.push(fc.constant(null), fc.constant(null));
    if (name === 'limit') values.push(fc.constantFrom('1', '200', '201', '0', '-1', '1e2', '٣', '2.5'));
    if (name === 'sort') values.push(fc.constantFrom('createdAt', '-createdAt', '--id', 'password', 'id;'));
    return fc.tuple(fc.constant(name), fc.oneof(...values));
  });
  const unknown = fc.tuple(fc.constantFrom('role', 'limit[]', '__proto__', 'a.b', ''), hostileText);
  const some = declared.length === 0 ? unknown : fc.oneof(...declared);
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant<[string, string | null][]>([]) },
    { weight: declared.length === 0 ? 0 : 4, arbitrary: fc.array(some, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.tuple(some, unknown) },
  );
}

/** Who gets furthest with it. */
function usualRoleOf({ path }: Operation): Role {
  if (path.endsWith('/bounces')) return 'mailServer';
  return /\/(users|groups|audit|posts|contact|stats|disable|enable)\b/.test(path) ? 'admin' : 'user';
}

/** Mostly as the document says. */
const methodOf = ({ method }: Operation) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constant(method) },
    { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND') },
  );

export const plans: fc.Arbitrary<Plan> = fc.constantFrom(...operations).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    role: fc.oneof(
      { weight: 5, arbitrary: fc.constant(usualRoleOf(operation)) },
      { weight: 3, arbitrary: fc.constantFrom<Role>(...roles) },
    ),
    ids: fc.array(idChoice, { minLength: 6, maxLength: 6 }),
    query: queryOf(operation),
    body: operation.method === 'GET' ? fc.constant<Body>({ kind: 'none' }) : body,
    headers,
    method: methodOf(operation),
    times: fc.oneof(
      { weight: 12, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) },
    ),
    isAfterDeletion: fc.oneof(
      { weight: 9, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
);

/** The operation with its example and nothing wrong, by somebody who may. */
export function properPlanOf(operation: Operation): Plan {
  return {
    operation,
    role: usualRoleOf(operation),
    ids: Array.from({ length: 6 }, () => ({ from: 'its kind', pick: 1 })),
    query: [],
    body: { kind: 'proper', mutations: [] },
    headers: {},
    method: operation.method,
    times: 1,
    isAfterDeletion: false,
  };
}
