import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, startAppWithCast } from '../setup/cast.js';

let cast: Cast;
beforeAll(async () => {
  cast = await startAppWithCast();
});
afterAll(() => cast?.app.close());

const post = (body: string | Buffer) =>
  cast.app.request({
    method: 'POST',
    path: '/clients',
    body,
    token: cast.owner,
    headers: { 'content-type': 'application/json' },
  });
const clientWith = (more: string) => `{"email":"a@b.de","fullName":"Anna",${more}}`;

it.each<[string, string | Buffer, string]>([
  ['a field twice', clientWith('"fullName":"Olga"'), 'request.duplicate_field'],
  ['a field twice, once in escapes', clientWith('"full\\u004eame":"Olga"'), 'request.duplicate_field'],
  ['a name twice further in', clientWith('"attributes":{"city":"a","city":"b"}'), 'request.duplicate_field'],
  ['lists 33 deep', clientWith(`"x":${'['.repeat(32)}${']'.repeat(32)}`), 'request.too_deep'],
  ['objects 10,000 deep', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 'request.too_deep'],
  ['lists 1,000,000 deep', '['.repeat(1_000_000) + ']'.repeat(1_000_000), 'request.too_deep'],
  ['half of 1,000,000 lists', '['.repeat(1_000_000), 'request.malformed_json'],
  ['1e400', clientWith('"attributes":{"x":1e400}'), 'request.number_too_large'],
  ['a number of 400 digits', clientWith(`"attributes":{"x":${'9'.repeat(400)}}`), 'request.number_too_large'],
  ['__proto__', clientWith('"__proto__":{"role":"admin"}'), 'request.invalid'],
  ['__proto__ in escapes', clientWith('"attributes":{"\\u005f_proto__":1}'), 'request.invalid'],
  ['constructor', clientWith('"constructor":{"prototype":{"x":1}}'), 'request.invalid'],
  ['constructor in attributes', clientWith('"attributes":{"constructor":"x"}'), 'request.invalid'],
  ['half a character', '{"email":"a@b.de","fullName":"Anna\\ud83d"}', 'request.invalid'],
  ['half a character in a comment', clientWith('"comment":"\\udc00"'), 'request.invalid'],
  ['half a character in a tag', clientWith('"tags":["\\ud83d"]'), 'request.invalid'],
  ['half a character in an attribute', clientWith('"attributes":{"city":"\\ud83d"}'), 'request.invalid'],
  ['half a character in a name', clientWith('"attributes":{"\\ud83d":"x"}'), 'request.invalid'],
  ['NUL', clientWith('"comment":"\\u0000"'), 'request.invalid'],
  [
    'bytes that are no UTF-8',
    Buffer.from(clientWith('"comment":"\xff"'), 'latin1'),
    'request.malformed_json',
  ],
  ['UTF-16', Buffer.from(clientWith('"comment":"x"'), 'utf16le'), 'request.malformed_json'],
  ['NaN', clientWith('"attributes":{"x":NaN}'), 'request.malformed_json'],
  ['a comma too many', clientWith('"comment":"x",'), 'request.malformed_json'],
  ['nothing', ' ', 'request.malformed_json'],
])('A body with %s is refused and makes nothing', async (_, body, code) => {
  const answer = await post(body);
  expect([answer.status, answer.body.code]).toEqual([400, code]);
  const clients = await cast.app.dataSource.query(`SELECT id FROM clients WHERE email = 'a@b.de'`);
  expect(clients).toEqual([]);
});

it('The name that comes twice is told, cut and without control characters', async () => {
  const { body } = await post('{"a\\u001b":1,"a\\u001b":2}');
  expect(body.detail).toBe('The field "a\ufffd" stands twice in the same object');
  const long = 'x'.repeat(100_000);
  expect((await post(`{"${long}":1,"${long}":2}`)).text.length).toBeLessThan(500);
});

it.each<[string, string, number]>([
  ['a hundred thousand names', `{${namesUpTo(120_000)}}`, 400],
  ['objects of as many names as may be', clientWith(`"x":[${`{${namesUpTo(200)}},`.repeat(700)}1]`), 400],
  ['seven hundred thousand objects', clientWith(`"x":[${'{},'.repeat(650_000)}1]`), 400],
  ['a million numbers', clientWith(`"tags":[${'1,'.repeat(1_000_000)}1]`), 400],
])('A body of 2 MB of %s holds nobody up', async (_, body, status) => {
  const startedAt = performance.now();
  expect((await post(body)).status).toBe(status);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

it('What is clear is taken as it is, with a byte order mark too', async () => {
  const { status, body } = await post(
    `\ufeff{"email":"clear@example.com", "fullName":"\\u0410нна 🔑",\n"attributes":{"a":1e3,"b":"{\\"a\\":1,\\"a\\":1}"}}`,
  );
  expect(status).toBe(201);
  expect(body).toMatchObject({ fullName: 'Анна 🔑', attributes: { a: 1000, b: '{"a":1,"a":1}' } });
});

function namesUpTo(count: number): string {
  return Array.from({ length: count }, (_, number) => `"name${number}":1`).join(',');
}
