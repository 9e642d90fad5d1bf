import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Post } from '../../src/modules/blog/post.entity.js';
import { aPost } from '../factories/posts.js';
import { aManager, anAdmin, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let writer: string;
let manager: string;
let user: string;

beforeAll(async () => {
  api = await startTestApp({ TIMEZONE: 'Europe/Moscow', PUBLIC_URL: 'https://post.example' });
  writer = await tokenOf(await anAdmin(api.dataSource));
  manager = await tokenOf(await aManager(api.dataSource));
  user = await tokenOf(await aUser(api.dataSource));
});
afterAll(() => api?.close());

const past = '2020-01-02T03:04:05.000Z';
const future = '2999-01-01T00:00:00.000Z';
const newPost = (values: object = {}) => ({
  title: 'Hello',
  content: '<p>Hi</p>',
  publishAt: past,
  ...values,
});
const create = async (values: object = {}) => (await api.post('/posts', newPost(values), writer)).body;
const viewsOf = async ({ id }: { id: string }) =>
  (await api.dataSource.getRepository(Post).findOneByOrFail({ id })).views;

describe('writing posts', () => {
  it('is for those with blog.write', async () => {
    const { id } = await create();
    const tries = await Promise.all(
      [undefined, user, manager].flatMap((token) => [
        api.post('/posts', newPost(), token),
        api.post('/posts/preview', { content: 'x' }, token),
        api.patch(`/posts/${id}`, { title: 'x' }, token),
        api.put(`/posts/${id}/image`, {}, token),
        api.delete(`/posts/${id}/image`, token),
        api.delete(`/posts/${id}`, token),
      ]),
    );
    expect(tries.map(({ status }) => status)).toEqual([401, 403, 403].flatMap((code) => Array(6).fill(code)));
  });

  it('makes a post with a slug of its own', async () => {
    const answer = await api.post('/posts', newPost({ title: 'Как писать письма' }), writer);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      slug: 'kak-pisat-pisma',
      title: 'Как писать письма',
      content: '<p>Hi</p>',
      imageUrl: null,
      imageSizes: [],
      views: 0,
      publishAt: past,
    });
  });

  it('numbers the slugs of one title, also when they come at the same moment', async () => {
    const slugs = await Promise.all(
      Array.from({ length: 8 }, async () => (await create({ title: 'Same' })).slug),
    );
    expect(slugs.toSorted()).toEqual(['same', ...[2, 3, 4, 5, 6, 7, 8].map((number) => `same-${number}`)]);
    expect((await create({ title: '🎉' })).slug).toBe('post');
  });

  it.each<[string, unknown, string]>([
    ['ISO with an offset', '2020-05-06T12:00:00+05:00', '2020-05-06T07:00:00.000Z'],
    ['ISO without one', '2020-05-06T12:00', '2020-05-06T09:00:00.000Z'],
    ['DD.MM.YY', '06.05.20 12:00', '2020-05-06T09:00:00.000Z'],
    ['DD.MM.YYYY', '06.05.2020 12:00', '2020-05-06T09:00:00.000Z'],
  ])('takes a time as %s', async (_, publishAt, shown) => {
    expect((await create({ publishAt })).publishAt).toBe(shown);
  });

  it('changes what is named; the slug and the rest stay', async () => {
    const post = await create({ title: 'Before' });
    const changed = await api.patch(`/posts/${post.id}`, { title: 'After' }, writer);
    expect([changed.status, changed.body]).toEqual([200, { ...post, title: 'After' }]);
    const draft = await api.patch(`/posts/${post.id}`, { publishAt: null }, writer);
    expect(draft.body).toEqual({ ...post, title: 'After', publishAt: null });
    expect((await api.get(`/posts/${post.slug}`)).status).toBe(404);
    expect((await api.patch(`/posts/${post.id}`, {}, writer)).body).toEqual(draft.body);
  });

  it('deletes', async () => {
    const { id, slug } = await create();
    expect((await api.delete(`/posts/${id}`, writer)).status).toBe(204);
    expect((await api.get(`/posts/${slug}`)).status).toBe(404);
    expect((await api.delete(`/posts/${id}`, writer)).status).toBe(404);
    expect((await api.patch(`/posts/${id}`, { title: 'x' }, writer)).body.code).toBe('post.not_found');
    expect((await api.patch('/posts/nonsense', { title: 'x' }, writer)).body.code).toBe('request.bad_id');
  });

  it.each<[string, object, string]>([
    ['no title', { title: undefined }, 'title'],
    ['an empty title', { title: '' }, 'title'],
    ['a blank title', { title: ' \u00a0 ' }, 'title'],
    ['a number as title', { title: 5 }, 'title'],
    ['a title of 201 characters', { title: 'ж'.repeat(201) }, 'title'],
    ['a line break in the title', { title: 'a\r\nb' }, 'title'],
    ['NUL in the title', { title: 'a\0b' }, 'title'],
    ['a mark of direction in the title', { title: 'a\u202eb' }, 'title'],
    ['half a character in the title', { title: 'a\ud800' }, 'title'],
    ['no content', { content: undefined }, 'content'],
    ['a blank content', { content: '  \n ' }, 'content'],
    ['NUL in the content', { content: 'a\0' }, 'content'],
    ['a content of 100,001 characters', { content: 'x'.repeat(100_001) }, 'content'],
    ['a list as content', { content: ['x'] }, 'content'],
    ['a day that does not exist', { publishAt: '31.02.33 10:00' }, 'publishAt'],
    ['a word as time', { publishAt: 'tomorrow' }, 'publishAt'],
    ['a number as time', { publishAt: 1_700_000_000_000 }, 'publishAt'],
    ['views', { views: 1_000_000 }, 'views'],
    ['an id', { id: '01960000-0000-7000-8000-000000000000' }, 'id'],
    ['a slug', { slug: 'x' }, 'slug'],
    ['an author', { authorId: '01960000-0000-7000-8000-000000000000' }, 'authorId'],
    ['a picture', { picture: { sizes: [] } }, 'picture'],
  ])('refuses %s, in a new post and in a change', async (_, values, field) => {
    const created = await api.post('/posts', newPost(values), writer);
    expect(created.status).toBe(400);
    expect(created.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    if (Object.values(values)[0] === undefined) return;
    const post = await aPost(api.dataSource);
    expect((await api.patch(`/posts/${post.id}`, values, writer)).status).toBe(400);
    expect(await api.dataSource.getRepository(Post).findOneBy({ id: post.id })).toEqual(post);
  });

  it('takes titles of 200 characters of any script, shown as written', async () => {
    for (const title of ['ж'.repeat(200), '🎉'.repeat(200), `<script>alert('1')</script> & "co"`]) {
      expect((await create({ title })).title).toBe(title);
    }
  });
});

describe('the content', () => {
  it.each<[string, unknown]>([
    ['<p>a<script>alert(1)</script>b</p>', '<p>ab</p>'],
    ['<p onclick="alert(1)" style="position:fixed" class="x" id="y">a</p>', '<p>a</p>'],
    ['<img src="x" onerror="alert(1)">', expect.stringMatching(/^<img src="x" loading="lazy" \/>$/)],
    ['<img src="javascript:alert(1)">b', 'b'],
    ['<img src="data:image/svg+xml,<svg onload=alert(1)>">b', expect.stringMatching(/^[^<]*b$/)],
    ['<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    ['<a href=" java\tscript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    [
      '<a href="https://example.com" rel="opener" target="_blank">a</a>',
      '<a href="https://example.com" rel="noopener noreferrer nofollow">a</a>',
    ],
    ['<a href="//evil.example">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    ['<h1>a</h1><h2>b</h2>', '<h2>a</h2><h2>b</h2>'],
    ['<iframe src="https://evil.example">x</iframe>a', 'a'],
    ['<svg><script>alert(1)</script></svg>a', 'a'],
    ['<math><mi//xlink:href="data:x,<script>alert(1)</script>">a', expect.stringMatching(/^[^<]*a?$/)],
    ['<form action="/"><input name="q"><button>a</button></form>', 'a'],
    ['<!-- <script> -->a<![CDATA[b]]>', expect.stringMatching(/^a/)],
    ['<scr<script>ipt>alert(1)</scr</script>ipt>', expect.stringMatching(/^(?!.*<)/)],
    [
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">a',
      expect.stringMatching(/^(?!.*onerror=)/),
    ],
    ['a &lt;script&gt; b', 'a &lt;script&gt; b'],
    [
      '<ul><li>a</li></ul><table><tr><td colspan="2">b</td></tr></table>',
      '<ul><li>a</li></ul><table><tr><td colspan="2">b</td></tr></table>',
    ],
  ])('%j is kept as it is safe', async (content, safe) => {
    const saved = await create({ content });
    expect(saved.content).toEqual(safe);
    const preview = await api.post('/posts/preview', { content }, writer);
    expect([preview.status, preview.body]).toEqual([200, { content: saved.content }]);
    expect((await api.get(`/posts/${saved.slug}`)).body.content).toBe(saved.content);
  });

  it('is cleaned again when shown, since rules get stricter', async () => {
    const content = '<p>old<script>alert(1)</script></p>';
    const { slug } = await aPost(api.dataSource, { title: 'Old', content });
    expect((await api.get(`/posts/${slug}`)).body.content).toBe('<p>old</p>');
    const { items } = (await api.get('/posts?search=Old')).body;
    expect(items.map((post: { content: string }) => post.content)).toEqual(['<p>old</p>']);
    expect((await api.get('/posts/feed.xml')).text).not.toContain('alert(1)');
  });

  it('cannot be nested so deep that reading it fails', async () => {
    const answer = await api.post('/posts', newPost({ content: '<b>'.repeat(30_000) }), writer);
    expect(answer.status).toBe(201);
  });
});

describe('who sees what', () => {
  it('hides drafts and what is yet to come from everybody but writers', async () => {
    for (const publishAt of [undefined, null, future]) {
      const { slug } = await create({ title: 'Secret', publishAt });
      const statuses = await Promise.all(
        [undefined, user, manager, 'nonsense', writer].map(
          async (token) => (await api.get(`/posts/${slug}`, token)).status,
        ),
      );
      expect(statuses).toEqual([404, 404, 404, 404, 200]);
      const shown = await api.get(`/posts/${slug}`, writer);
      expect(shown.headers['cache-control']).toBe('private, no-store');
      expect(shown.body.views).toBe(0);
      expect((await api.request({ method: 'HEAD', path: `/posts/${slug}` })).status).toBe(404);
    }
    for (const token of [undefined, user, writer]) {
      expect((await api.get('/posts?search=Secret', token)).body.items).toEqual([]);
    }
    expect((await api.get('/posts/feed.xml')).text).not.toContain('Secret');
  });

  it('lists them for writers who ask', async () => {
    await aPost(api.dataSource, { title: 'Kind draft', publishAt: null });
    await aPost(api.dataSource, { title: 'Kind scheduled', publishAt: new Date(future) });
    await aPost(api.dataSource, { title: 'Kind published' });
    const titles = async (status: string) => {
      const { body, headers } = await api.get(`/posts?search=Kind&sort=title&status=${status}`, writer);
      expect(headers['cache-control']).toBe('private, no-store');
      return body.items.map(({ title }: { title: string }) => title);
    };
    expect(await titles('draft')).toEqual(['Kind draft']);
    expect(await titles('scheduled')).toEqual(['Kind scheduled']);
    expect(await titles('published')).toEqual(['Kind published']);
    expect(await titles('all')).toEqual(['Kind draft', 'Kind published', 'Kind scheduled']);
    const statuses = await Promise.all(
      [undefined, 'nonsense', user].map(async (token) => (await api.get('/posts?status=all', token)).status),
    );
    expect(statuses).toEqual([401, 401, 403]);
    expect((await api.get('/posts?status=none', writer)).status).toBe(400);
  });

  it('shows a post from its time on', async () => {
    const { slug } = await aPost(api.dataSource, { publishAt: new Date(Date.now() + 400) });
    expect((await api.get(`/posts/${slug}`)).status).toBe(404);
    await expect.poll(async () => (await api.get(`/posts/${slug}`)).status, { timeout: 3000 }).toBe(200);
  });

  it.each(['no-such-post', 'A', 'a%00b', '..%2f..%2fetc', "a'--", 'ж', 'x'.repeat(300)])(
    '%s is no post',
    async (slug) => {
      expect((await api.get(`/posts/${encodeURI(decodeURI(slug))}`)).status).toBe(404);
    },
  );
});

describe('the list', () => {
  it('shows a change of the writer at once, with a new ETag', async () => {
    const post = await create({ title: 'Etagged' });
    const before = await api.get('/posts?search=Etagged');
    expect(before.headers['cache-control']).toBe('public, no-cache');
    const conditional = () =>
      api.request({
        method: 'GET',
        path: '/posts?search=Etagged',
        headers: { 'if-none-match': String(before.headers['etag']) },
      });
    expect([(await conditional()).status, (await conditional()).text]).toEqual([304, '']);
    await api.patch(`/posts/${post.id}`, { content: '<p>New</p>' }, writer);
    const after = await conditional();
    expect([after.status, after.body.items[0].content]).toEqual([200, '<p>New</p>']);
  });

  it.each(['sort=views', 'sort=content', 'limit=0', 'limit=201', 'cursor=x', 'drafts=true', 'search=%00'])(
    'refuses %s',
    async (query) => expect((await api.get(`/posts?${query}`)).status).toBe(400),
  );
});

describe('the views', () => {
  it('are exact under 50 readers at once', async () => {
    const post = await aPost(api.dataSource);
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.get(`/posts/${post.slug}`)));
    expect(answers.map(({ body }) => body.views).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 1),
    );
    expect(await viewsOf(post)).toBe(50);
  });

  it('count readers only: not HEAD, lists, the feed or the home page', async () => {
    const post = await aPost(api.dataSource, { title: 'Unviewed' });
    const head = await api.request({ method: 'HEAD', path: `/posts/${post.slug}` });
    expect([head.status, head.text]).toEqual([200, '']);
    await api.get('/posts?search=Unviewed');
    await api.get('/posts/feed.xml');
    await api.get('/home');
    expect(await viewsOf(post)).toBe(0);
    await api.get(`/posts/${post.slug}`, user);
    expect(await viewsOf(post)).toBe(1);
  });

  it('count also where the reader has the post already, and a view alone changes no ETag', async () => {
    const post = await aPost(api.dataSource);
    const first = await api.get(`/posts/${post.slug}`);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const again = await api.request({
      method: 'GET',
      path: `/posts/${post.slug}`,
      headers: { 'if-none-match': String(first.headers['etag']) },
    });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(await viewsOf(post)).toBe(2);
    const { updatedAt } = await api.dataSource.getRepository(Post).findOneByOrFail({ id: post.id });
    expect(updatedAt).toEqual(post.updatedAt);
  });
});
