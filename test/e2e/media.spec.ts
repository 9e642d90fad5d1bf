import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { Image } from '../../src/modules/media/image.entity.js';
import type { Post } from '../../src/modules/blog/post.entity.js';
import { aPost } from '../factories/posts.js';
import { anAdmin, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp, type TestResponse } from '../setup/app.js';
import { multipart, noise, type Part, pngThatClaims } from '../setup/images.js';

let api: TestApp;
let writer: string;
let post: Post;

beforeAll(async () => {
  api = await startTestApp();
  writer = await tokenOf(await anAdmin(api.dataSource));
});
beforeEach(async () => {
  post = await aPost(api.dataSource);
});
afterAll(() => api?.close());

const fileOf = (content: Buffer | string, values: Partial<Part> = {}): Part => ({
  name: 'file',
  filename: 'photo.jpg',
  type: 'image/jpeg',
  content,
  ...values,
});

function upload(...parts: Part[]): Promise<TestResponse> {
  return api.request({
    method: 'PUT',
    path: `/posts/${post.id}/image`,
    token: writer,
    ...multipart(...parts),
  });
}

const fetchImage = async (url: string) => {
  const response = await api.app.inject({ method: 'GET', url });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload };
};
const storedImages = () => api.dataSource.getRepository(Image).count();
const codeOf = ({ status, body }: TestResponse) => [status, body.errors?.[0]?.code ?? body.code];

describe('a picture', () => {
  it.each(['png', 'jpeg', 'webp'] as const)(
    'in %s is made anew in several sizes, and served',
    async (format) => {
      const answer = await upload(fileOf(await noise(1640, 820)[format]().toBuffer()));
      expect(answer.status).toBe(200);
      const sizes = answer.body.imageSizes as { url: string; width: number; height: number }[];
      expect(sizes.map(({ width, height }) => [width, height])).toEqual([
        [320, 160],
        [960, 480],
        [1600, 800],
      ]);
      expect(answer.body.imageUrl).toBe(sizes[2]!.url);
      expect((await api.get(`/posts/${post.slug}`)).body.imageUrl).toBe(answer.body.imageUrl);
      for (const { url, width, height } of sizes) {
        expect(url).toMatch(/^\/api\/v1\/media\/[0-9a-f]{32}-\d+\.webp$/);
        const image = await fetchImage(url);
        expect(image.status).toBe(200);
        expect(await sharp(image.bytes).metadata()).toMatchObject({ format: 'webp', width, height });
      }
    },
  );

  it('is never enlarged, and keeps its transparency', async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const png = await sharp({ create: { width: 500, height: 20, channels: 4, background } })
      .png()
      .toBuffer();
    const { body } = await upload(fileOf(png));
    expect(body.imageSizes.map(({ width }: { width: number }) => width)).toEqual([320, 500]);
    const { bytes } = await fetchImage(body.imageUrl);
    expect((await sharp(bytes).stats()).isOpaque).toBe(false);
  });

  it('loses the place where it was taken and all other metadata, and stands upright', async () => {
    const jpeg = await noise(400, 200)
      .withExif({ IFD0: { Copyright: 'Secret Person' }, IFD3: { GPSLatitude: '55/1 45/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(jpeg).metadata()).exif).toBeDefined();
    const { body } = await upload(fileOf(jpeg));
    const { bytes } = await fetchImage(body.imageUrl);
    const { exif, xmp, iptc, icc, width, height } = await sharp(bytes).metadata();
    expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    expect([width, height]).toEqual([200, 400]);
    expect(bytes.includes('Secret Person')).toBe(false);
  });

  it('is shrunk where it is many times as high as wide', async () => {
    const png = await sharp({ create: { width: 20, height: 30_000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const { status, body } = await upload(fileOf(png));
    expect([status, body.imageSizes.at(-1).height <= 3200]).toEqual([200, true]);
  });

  it('has a name of its own, whatever the file was called, and keeps nothing that hung on its end', async () => {
    const jpeg = await noise(50, 50).jpeg().toBuffer();
    const polyglot = Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')]);
    const { status, body } = await upload(fileOf(polyglot, { filename: '../../a.php', type: 'text/html' }));
    expect(status).toBe(200);
    expect(body.imageUrl).not.toContain('php');
    expect((await fetchImage(body.imageUrl)).bytes.includes('script')).toBe(false);
  });

  it('takes the place of the one before, which is gone; deleting the post or the picture removes it', async () => {
    const before = await storedImages();
    const first = (await upload(fileOf(await noise(400, 100).png().toBuffer()))).body.imageUrl;
    const second = (await upload(fileOf(await noise(400, 100).png().toBuffer()))).body.imageUrl;
    expect(second).not.toBe(first);
    expect([(await fetchImage(first)).status, (await fetchImage(second)).status]).toEqual([404, 200]);
    expect(await storedImages()).toBe(before + 2);

    expect((await api.delete(`/posts/${post.id}/image`, writer)).status).toBe(204);
    expect((await api.get(`/posts/${post.slug}`)).body).toMatchObject({ imageUrl: null, imageSizes: [] });
    expect((await api.delete(`/posts/${post.id}/image`, writer)).status).toBe(204);
    await upload(fileOf(await noise(400, 100).png().toBuffer()));
    await api.delete(`/posts/${post.id}`, writer);
    expect(await storedImages()).toBe(before);
  });

  it('leaves no orphan when several come at the same moment', async () => {
    const before = await storedImages();
    const png = await noise(400, 100).png().toBuffer();
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(fileOf(png))));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await storedImages()).toBe(before + 2);
  });
});

describe('what is no picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  it.each<[string, Buffer | string]>([
    ['an SVG', svg],
    ['an SVG with a declaration', `<?xml version="1.0"?>${svg}`],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['a PDF', '%PDF-1.7\n1 0 obj<<>>endobj'],
    ['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
    ['a GIF that is HTML too', 'GIF89a/*<script>*/=alert(1)//</script>'],
    ['a text', 'just words'],
    ['nothing', ''],
    ['a BMP', Buffer.from('BM'.padEnd(100, '\0'), 'latin1')],
    ['RIFF that is no WebP', Buffer.from('RIFF\x10\0\0\0WAVEfmt ', 'latin1')],
  ])('%s is refused by its bytes', async (_, content) => {
    expect(codeOf(await upload(fileOf(content)))).toEqual([400, 'IMAGE_TYPE']);
  });

  it.each([
    ['100,000 x 100,000', 100_000, 100_000],
    ['40,000,001 in one row', 40_000_001, 1],
    ['8000 x 5001', 8000, 5001],
  ])('a PNG that claims %s pixels is refused before it is unpacked', async (_, width, height) => {
    const startedAt = performance.now();
    const [status, code] = codeOf(await upload(fileOf(pngThatClaims(width, height))));
    expect(status).toBe(400);
    expect(code).toMatch(width > 1_000_000 ? /^IMAGE_(PIXELS|CORRUPT)$/ : /^IMAGE_PIXELS$/);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it.each(['png', 'jpeg', 'webp'] as const)('a %s that was cut off or damaged is refused', async (format) => {
    const whole = await noise(600, 400)[format]().toBuffer();
    for (const part of [0.02, 0.5, 0.95]) {
      const cut = whole.subarray(0, Math.max(13, Math.floor(whole.length * part)));
      expect(codeOf(await upload(fileOf(cut)))).toEqual([400, 'IMAGE_CORRUPT']);
    }
    const onlyMagic = whole.subarray(0, 12);
    expect(codeOf(await upload(fileOf(onlyMagic)))).toEqual([400, 'IMAGE_CORRUPT']);
  });

  it('a header without its pixels is refused', async () => {
    expect(codeOf(await upload(fileOf(pngThatClaims(100, 100))))).toEqual([400, 'IMAGE_CORRUPT']);
  });

  it('leaves the picture that is there', async () => {
    const { body } = await upload(fileOf(await noise(50, 50).png().toBuffer()));
    await upload(fileOf('just words'));
    expect((await api.get(`/posts/${post.slug}`)).body.imageUrl).toBe(body.imageUrl);
  });
});

describe('the form', () => {
  let png: Buffer;
  beforeAll(async () => {
    png = await noise(20, 20).png().toBuffer();
  });

  it('may have 5 MB and no byte more', async () => {
    const padded = (bytes: number) => Buffer.concat([png, Buffer.alloc(bytes - png.length)]);
    expect((await upload(fileOf(padded(5 * 1024 * 1024)))).status).toBe(200);
    expect(codeOf(await upload(fileOf(padded(5 * 1024 * 1024 + 1))))).toEqual([413, 'request.too_large']);
  });

  it.each<[string, () => Part[], string]>([
    ['another field beside the file', () => [fileOf(png), { name: 'views', content: '5' }], 'unknown_field'],
    ['another field before the file', () => [{ name: 'views', content: '5' }, fileOf(png)], 'unknown_field'],
    ['two files', () => [fileOf(png), fileOf(png)], 'unknown_field'],
    ['a file of another name', () => [fileOf(png, { name: 'image' })], 'unknown_field'],
    ['the file as a text field', () => [{ name: 'file', content: 'text' }], 'unknown_field'],
    ['a field called __proto__', () => [{ name: '__proto__', content: 'text' }], 'bad_upload'],
    ['nothing', () => [], 'missing'],
  ])('is refused with %s', async (_, parts, code) => {
    expect(codeOf(await upload(...parts()))).toEqual([400, code]);
    expect((await api.get(`/posts/${post.slug}`)).body.imageUrl).toBeNull();
  });

  it('is refused when it breaks off, or is none at all', async () => {
    const { body, headers } = multipart(fileOf(png));
    const send = (content: unknown, contentType: string) =>
      api.request({
        method: 'PUT',
        path: `/posts/${post.id}/image`,
        token: writer,
        body: content,
        headers: { 'content-type': contentType },
      });
    const type = headers['content-type']!;
    expect((await send(body.subarray(0, body.length - 60), type)).status).toBe(400);
    expect((await send(Buffer.from('nonsense'), type)).status).toBe(400);
    expect((await send(body, 'multipart/form-data')).status).toBe(400);
    expect((await send(png, 'image/png')).status).toBe(415);
    expect((await send(Buffer.from('{}'), 'application/json')).status).toBe(415);
    expect((await api.put(`/posts/${post.id}/image`, undefined, writer)).status).toBe(415);
  });

  it('belongs to routes that take files; others refuse it with 415', async () => {
    const form = multipart({ name: 'title', content: 'x' });
    expect((await api.request({ method: 'POST', path: '/posts', token: writer, ...form })).status).toBe(415);
    expect((await api.request({ method: 'POST', path: '/contact', ...form })).status).toBe(415);
  });

  it('for an unknown post is 404, for a bad id 400', async () => {
    const form = multipart(fileOf(png));
    const put = (id: string) =>
      api.request({ method: 'PUT', path: `/posts/${id}/image`, token: writer, ...form });
    expect((await put('01960000-0000-7000-8000-000000000000')).body.code).toBe('post.not_found');
    expect((await put('nonsense')).body.code).toBe('request.bad_id');
  });
});

describe('serving', () => {
  it('lets caches keep a picture for a year, and nobody take it for a page', async () => {
    const { body } = await upload(fileOf(await noise(30, 30).png().toBuffer()));
    const path = body.imageUrl.replace('/api/v1', '');
    const got = await api.get(path);
    expect(got.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    const etag = String(got.headers['etag']);
    const again = (tag: string) => api.request({ method: 'GET', path, headers: { 'if-none-match': tag } });
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const { status, text, headers } = await again(tag);
      expect([status, text, headers['etag']]).toEqual([304, '', etag]);
    }
    expect((await again('"x"')).status).toBe(200);
    const head = await api.request({ method: 'HEAD', path });
    expect([head.status, head.text, head.headers['etag']]).toEqual([200, '', etag]);
    expect(Number(head.headers['content-length'])).toBe((await fetchImage(body.imageUrl)).bytes.length);
  });

  it.each([
    'x',
    `${'0'.repeat(32)}-320.webp`,
    '..%2f..%2fetc%2fpasswd',
    'a%00b',
    `${'0'.repeat(32)}-320.webp%0a`,
  ])('%s is 404', async (name) => {
    const { status, headers } = await api.get(`/media/${name}`);
    expect(status).toBe(404);
    expect(String(headers['cache-control'] ?? '')).not.toContain('immutable');
  });
});
