import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { multipart, noise, pngThatClaims } from '../setup/images.js';

let api: TestApp;
beforeAll(async () => {
  api = await startTestApp();
});
afterAll(() => api?.close());

function upload(token: string | undefined, content: Buffer | string, type = 'image/png') {
  const { body, headers } = multipart({ name: 'file', filename: 'me.png', type, content });
  return api.request({ method: 'PUT', path: '/me/avatar', body, headers, token });
}

const picturesOf = (ownerId: string) =>
  api.dataSource.query('SELECT name FROM images WHERE owner_id = $1', [ownerId]);
const download = async (url: string) => {
  const response = await api.app.inject({ method: 'GET', url });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload };
};

it.each(['png', 'jpeg', 'webp'] as const)(
  'a picture as %s becomes a square that everybody can see',
  async (format) => {
    const token = await tokenOf(await aUser(api.dataSource));
    const picture = await noise(600, 300)
      .withExif({ IFD0: { Artist: 'a secret' } })
      .toFormat(format)
      .toBuffer();
    const answer = await upload(token, picture, 'text/plain');
    expect(answer.status).toBe(200);
    expect(answer.body.avatarUrl).toMatch(/^\/api\/v1\/media\/[0-9a-f]{32}-256\.webp$/);
    expect((await api.get('/me', token)).body.avatarUrl).toBe(answer.body.avatarUrl);

    const { status, headers, bytes } = await download(answer.body.avatarUrl);
    expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([
      200,
      'image/webp',
      'nosniff',
    ]);
    const { width, height, exif } = await sharp(bytes).metadata();
    expect([width, height, exif]).toEqual([256, 256, undefined]);
  },
);

it('takes the place of the one before, which is gone; and goes', async () => {
  const user = await aUser(api.dataSource);
  const token = await tokenOf(user);
  const first = (await upload(token, await noise(300, 300).png().toBuffer())).body.avatarUrl;
  const second = (await upload(token, await noise(300, 300).png().toBuffer())).body.avatarUrl;
  expect(second).not.toBe(first);
  expect((await download(first)).status).toBe(404);
  expect((await download(second)).status).toBe(200);

  for (let i = 0; i < 2; i += 1) expect((await api.delete('/me/avatar', token)).status).toBe(204);
  expect((await api.get('/me', token)).body.avatarUrl).toBeNull();
  expect((await download(second)).status).toBe(404);
  expect(await picturesOf(user.id)).toEqual([]);
});

it('leaves one picture when two are uploaded at the same moment', async () => {
  const user = await aUser(api.dataSource);
  const token = await tokenOf(user);
  const picture = await noise(300, 300).png().toBuffer();
  const answers = await Promise.all([upload(token, picture), upload(token, picture), upload(token, picture)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await picturesOf(user.id)).toHaveLength(1);
  expect((await download((await api.get('/me', token)).body.avatarUrl)).status).toBe(200);
});

it.each<[string, () => Buffer | string, number]>([
  ['SVG', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 400],
  ['text under the name of a picture', () => 'not a picture', 400],
  ['HTML behind the first bytes of a picture', () => Buffer.from('\x89PNG\r\n\x1a\n<script>', 'latin1'), 400],
  ['nothing', () => '', 400],
  ['a header that promises a billion pixels', () => pngThatClaims(40_000, 40_000), 400],
  ['more than 5 MB', () => Buffer.alloc(5 * 1024 * 1024 + 1, 1), 413],
])('%s is refused, and the picture stays', async (_, content, status) => {
  const user = await aUser(api.dataSource);
  const token = await tokenOf(user);
  const before = (await upload(token, await noise(300, 300).png().toBuffer())).body.avatarUrl;
  expect((await upload(token, content())).status).toBe(status);
  expect((await api.get('/me', token)).body.avatarUrl).toBe(before);
  expect(await picturesOf(user.id)).toHaveLength(1);
});

it('needs a token, and multipart', async () => {
  const token = await tokenOf(await aUser(api.dataSource));
  expect((await upload(undefined, 'x')).status).toBe(401);
  expect((await api.delete('/me/avatar')).status).toBe(401);
  expect((await api.put('/me/avatar', { file: 'x' }, token)).status).toBe(415);
});
