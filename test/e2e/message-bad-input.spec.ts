import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMessage } from '../factories/messages.js';
import type { TestApp } from '../setup/app.js';
import { fieldsOf, startAppWithCast } from '../setup/cast.js';

let app: TestApp;
let ownerId: string;
let owner: string;

beforeAll(async () => {
  ({ app, ownerId, owner } = await startAppWithCast());
});
afterAll(() => app?.close());

const create = (body: unknown, token = owner) => app.post('/messages', body, token);
const theMessage = () => aMessage(app.dataSource, ownerId);

const badTemplates: [value: string, code: string][] = [
  ['{{constructor}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{__proto__.x}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{attributes.__proto__}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{attributes.constructor}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{attributes.a.b}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{attributes}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{fullname}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{ownerId}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{fullName}} {{nobody}}', 'TEMPLATE_UNKNOWN_FIELD'],
  ['{{#each}}', 'TEMPLATE_SYNTAX'],
  ['{{*n}}', 'TEMPLATE_SYNTAX'],
  ['{{}}', 'TEMPLATE_SYNTAX'],
  ['{{ }}', 'TEMPLATE_SYNTAX'],
  ['{{|friend}}', 'TEMPLATE_SYNTAX'],
  ['{{fullName', 'TEMPLATE_SYNTAX'],
  ['Hello {{', 'TEMPLATE_SYNTAX'],
  ['{{{fullName}}}', 'TEMPLATE_SYNTAX'],
  ['{{fullName {{email}}', 'TEMPLATE_SYNTAX'],
  ['{{fullName + 1}}', 'TEMPLATE_SYNTAX'],
];

const notTexts = [1, true, {}, [], ['x'], { constructor: null }].map(
  (value) => [JSON.stringify(value), value] as const,
);

const badFields: [field: string, what: string, value: unknown, code?: string][] = [
  ['subject', 'null', null],
  ['subject', 'an empty text', ''],
  ['subject', 'spaces', '  \u00a0'],
  ['subject', '251 characters', 'x'.repeat(251), 'SUBJECT_TOO_LONG'],
  ['subject', '999 characters', 'x'.repeat(999), 'SUBJECT_TOO_LONG'],
  ['subject', 'a second header', 'x\r\nBcc: e@z.de', 'HEADER_CONTROL_CHAR'],
  ...['\n', '\r', '\0', '\t', '\x1b', '\x7f', '\x85', '\u2028', '\u202e', '\u2066', '\ud83d'].map(
    (character): [string, string, unknown, string] => [
      'subject',
      `a character ${JSON.stringify(character)}`,
      `a${character}b`,
      'HEADER_CONTROL_CHAR',
    ],
  ),
  ...['html', 'text'].flatMap((field): [string, string, unknown][] => [
    [field, 'an empty text', ''],
    [field, 'blanks', ' \n '],
    [field, 'NUL', 'a\u0000b'],
    [field, 'half a surrogate pair', 'a\udc00'],
    [field, 'more than 1 MB', 'x'.repeat(1024 * 1024 + 1)],
    [field, 'more than 1 MB in two-byte letters', 'ж'.repeat(600_000)],
  ]),
  ...['subject', 'html', 'text'].flatMap((field) => [
    ...badTemplates.map(([value, code]): [string, string, unknown, string] => [field, value, value, code]),
    ...notTexts.map(([what, value]): [string, string, unknown] => [field, what, value]),
  ]),
  ...['id', 'ownerId', 'status', 'createdAt', 'body'].map((field): [string, string, unknown, string] => [
    field,
    'an unknown field',
    'x',
    'unknown_field',
  ]),
];

describe('a bad field is named', () => {
  it.each(badFields)('on creation: %s, %s', async (field, _, value, code = expect.any(String)) => {
    const { status, body } = await create({ subject: 'News', text: 'x', [field]: value });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.errors).toEqual([{ field, code, message: expect.any(String) }]);
  });

  it.each(badFields)('on a change: %s, %s', async (field, _, value, code = expect.any(String)) => {
    const message = await theMessage();
    const { status, body } = await app.patch(`/messages/${message.id}`, { [field]: value }, owner);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ field, code, message: expect.any(String) }]);
  });

  it('when it is missing', async () => {
    const { status, body } = await create({ text: 'x' });
    expect([status, fieldsOf(body)]).toEqual([400, ['subject']]);
  });

  it.each([
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['nothing', ''],
    ['half an object', '{"subject":'],
    ['__proto__', '{"subject":"a","text":"b","__proto__":{"x":1}}'],
    ['deep nesting', `{"subject":"a","text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('and a body that is %s is 400', async (_, payload) => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', path: '/messages', body: payload, token: owner, headers } as const;
    expect((await app.request(request)).status).toBe(400);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'and a body of type %s is 415',
    async (type) => {
      const headers = { 'content-type': type };
      const request = {
        method: 'POST',
        path: '/messages',
        body: 'subject=x',
        token: owner,
        headers,
      } as const;
      expect((await app.request(request)).status).toBe(415);
    },
  );
});
