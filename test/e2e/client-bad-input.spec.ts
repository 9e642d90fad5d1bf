import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient } from '../factories/clients.js';
import type { TestApp } from '../setup/app.js';
import { fieldsOf, startAppWithCast } from '../setup/cast.js';

let app: TestApp;
let ownerId: string;
let owner: string;

beforeAll(async () => {
  ({ app, ownerId, owner } = await startAppWithCast());
});
afterAll(() => app?.close());

const anAddress = () => `${randomUUID()}@example.com`;
const create = (body: unknown, token = owner) => app.post('/clients', body, token);

const badFields: [field: string, what: string, value: unknown][] = [
  ...[
    '',
    'a',
    'a@',
    '@b.c',
    'a@b',
    'a b@c.de',
    'a@b..de',
    '.a@b.de',
    'a.@b.de',
    'a..b@c.de',
    'a@-b.de',
    'a@b.c0m_',
  ]
    .concat([
      'a@b.de\n',
      ' a@b.de',
      'a@b.de, c@d.de',
      'a\u200bb@c.de',
      'a@b\u0000.de',
      '\ud800@b.de',
      '<a@b.de>',
    ])
    .concat(['Anna <a@b.de>', 'a@b.de\r\nBcc: c@d.de', `${'a'.repeat(65)}@b.de`, `a@${'b'.repeat(64)}.de`])
    .concat([
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(12)}.de`,
    ])
    .map((value): [string, string, unknown] => ['email', JSON.stringify(value), value]),
  ...[1, true, {}, [], ['a@b.de']].map((value): [string, string, unknown] => [
    'email',
    JSON.stringify(value),
    value,
  ]),
  ...['', '89265942750', '+79265942750', '7926594275', '792659427501', '7926594275a', '7 926 594 27 50']
    .concat([
      '79265942750\n',
      ' 79265942750',
      '７９２６５９４２７５０',
      '٧٩٢٦٥٩٤٢٧٥٠',
      '7926594275\u0000',
      '7-926-594-27-50',
    ])
    .map((value): [string, string, unknown] => ['phone', JSON.stringify(value), value]),
  ['phone', 'a JSON number', 79265942750],
  ['phone', 'a list', ['79265942750']],
  ...['', '92', '9265', 'abc', '９２６', '92\n', ' 926'].map((value): [string, string, unknown] => [
    ...(['operatorCode', JSON.stringify(value), value] as const),
  ]),
  ['operatorCode', 'a JSON number', 926],
  ['fullName', 'nothing', undefined],
  ['fullName', 'null', null],
  ['fullName', 'an empty text', ''],
  ['fullName', 'spaces', ' \u00a0 '],
  ['fullName', '201 characters', 'x'.repeat(201)],
  ['fullName', 'a number', 1],
  ['fullName', 'an object', { a: 1 }],
  ['fullName', 'NUL', 'An\u0000na'],
  ['fullName', 'a line break', 'Anna\r\nBcc: e@z.de'],
  ['fullName', 'half a surrogate pair', 'Anna \ud83d'],
  ['fullName', 'a mark of direction', 'Anna \u202egnp.exe'],
  ['comment', '2001 characters', 'x'.repeat(2001)],
  ['comment', 'NUL', 'a\u0000b'],
  ['comment', 'half a surrogate pair', '\udc00'],
  ['comment', 'a list', ['a']],
  ['tags', 'a text', 'vip'],
  ['tags', 'an object', { 0: 'vip' }],
  ['tags', 'an empty tag', ['']],
  ['tags', 'a blank tag', ['  ']],
  ['tags', 'a number', [1]],
  ['tags', 'null in the list', [null]],
  ['tags', 'a list in the list', [['vip']]],
  ['tags', '101 characters', ['x'.repeat(101)]],
  ['tags', '51 tags', Array.from({ length: 51 }, (_, index) => `tag ${index}`)],
  ['tags', 'NUL', ['a\u0000b']],
  ['tags', 'half a surrogate pair', ['\ud800']],
  ...['Foo/Bar', 'EST5EDT', '+03:00', '', 'Europe/Moscow\u0000', 'europe'].map(
    (value): [string, string, unknown] => [...(['timezone', JSON.stringify(value), value] as const)],
  ),
  ['timezone', 'a number', 3],
  ['attributes', 'a list', ['a']],
  ['attributes', 'a text', 'city=Omsk'],
  ['attributes', 'a number', 1],
  ['attributes', 'an object inside', { city: { name: 'Omsk' } }],
  ['attributes', 'a list inside', { city: ['Omsk'] }],
  [
    'attributes',
    '51 names',
    Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`a${index}`, index])),
  ],
  ['attributes', '1001 characters', { city: 'x'.repeat(1001) }],
  ['attributes', 'NUL in a value', { city: 'a\u0000b' }],
  ['attributes', 'half a surrogate pair', { city: '\ud800' }],
  ...['', 'a b', 'a.b', '{{x}}', 'a|b', 'constructor', 'prototype', 'a\u0000', 'x'.repeat(1000)].map(
    (name): [string, string, unknown] => [
      'attributes',
      `the name ${JSON.stringify(name.slice(0, 20))}`,
      { [name]: 1 },
    ],
  ),
  ...['id', 'ownerId', 'role', 'status', 'createdAt', 'views', 'owner_id'].map(
    (name): [string, string, unknown] => [name, 'an unknown field', 'x'],
  ),
];

describe('a bad field is named', () => {
  it.each(badFields)('on creation: %s, %s', async (field, _, value) => {
    const body = { ...(field === 'email' ? {} : { email: anAddress() }), fullName: 'Anna', [field]: value };
    const response = await create(body);
    expect(response.status).toBe(400);
    expect(response.body.code).toBe('request.invalid');
    expect(fieldsOf(response.body)).toEqual([field]);
  });

  it.each(badFields.filter(([, , value]) => value !== undefined))(
    'on a change: %s, %s',
    async (field, _, value) => {
      const client = await aClient(app.dataSource, ownerId);
      const response = await app.patch(`/clients/${client.id}`, { [field]: value }, owner);
      expect(response.status).toBe(400);
      expect(fieldsOf(response.body)).toEqual([field]);
    },
  );

  it('together with the others that are bad', async () => {
    const { body } = await create({ email: 'a', phone: '1', fullName: '', role: 'admin' });
    const fields = fieldsOf(body);
    expect(fields.toSorted()).toEqual(['email', 'fullName', 'phone', 'role']);
  });

  it.each([
    ['a list', '[]'],
    ['a list of clients', '[{"email":"a@b.de","fullName":"Anna"}]'],
    ['a text', '"Anna"'],
    ['a number', '1'],
    ['null', 'null'],
    ['nothing', ''],
    ['half an object', '{"fullName":'],
    ['__proto__', '{"__proto__":{"fullName":"Anna"},"email":"a@b.de","fullName":"Anna"}'],
    ['__proto__ in attributes', '{"email":"a@b.de","fullName":"Anna","attributes":{"__proto__":{"x":1}}}'],
    ['__proto__ as a text', '{"email":"a@b.de","fullName":"Anna","attributes":{"__proto__":"x"}}'],
    ['constructor as a field', '{"email":"a@b.de","fullName":"Anna","constructor":1}'],
    ['constructor within a text field', '{"email":{"constructor":1},"fullName":{"constructor":"x"}}'],
    ['constructor within a list', '{"email":"a@b.de","fullName":"Anna","tags":[{"constructor":null}]}'],
    ['a length instead of a list', '{"email":"a@b.de","fullName":"Anna","tags":{"length":1e9}}'],
    ['a number out of range', '{"email":"a@b.de","fullName":"Anna","attributes":{"x":1e400}}'],
    [
      'deep nesting',
      `{"email":"a@b.de","fullName":"Anna","attributes":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
    ],
    [
      'deeper nesting',
      `{"email":"a@b.de","fullName":"Anna","x":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
    ],
  ])('and a body that is %s is 400', async (_, payload) => {
    const headers = { 'content-type': 'application/json' };
    const { status } = await app.request({
      method: 'POST',
      path: '/clients',
      body: payload,
      token: owner,
      headers,
    });
    expect(status).toBe(400);
  });
});
