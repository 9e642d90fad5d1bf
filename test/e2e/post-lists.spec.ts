import { afterEach, beforeEach, expect, it } from 'vitest';
import { aPost } from '../factories/posts.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;

beforeEach(async () => {
  api = await startTestApp({ PUBLIC_URL: 'https://post.example', WEB_URL: 'https://site.example' });
});
afterEach(() => api?.close());

it('the list pages through what is published, newest first, while more comes', async () => {
  for (let day = 1; day <= 5; day += 1) {
    await aPost(api.dataSource, { title: `Day ${day}`, publishAt: new Date(Date.UTC(2020, 0, day)) });
  }
  const first = (await api.get('/posts?limit=2&withTotal=true')).body;
  await aPost(api.dataSource, { title: 'Newer' });
  const second = (await api.get(`/posts?limit=2&cursor=${first.nextCursor}`)).body;
  const third = (await api.get(`/posts?limit=2&cursor=${second.nextCursor}`)).body;
  const titles = [first, second, third].flatMap(({ items }) =>
    items.map(({ title }: { title: string }) => title),
  );
  expect(titles).toEqual(['Day 5', 'Day 4', 'Day 3', 'Day 2', 'Day 1']);
  expect([first.total, third.nextCursor]).toEqual([5, null]);
});

it('the feed has the newest posts, escaped, with their whole addresses', async () => {
  const empty = await api.get('/posts/feed.xml');
  expect([empty.status, empty.headers['content-type']]).toEqual([200, 'application/rss+xml; charset=utf-8']);
  expect(empty.text).not.toContain('<item>');
  await aPost(api.dataSource, {
    slug: 'a-b',
    title: `<b>Tom & "Jerry"</b> ]]>`,
    content: '<p>One</p><p>Two &amp; three</p>',
    publishAt: new Date('2020-01-02T03:04:05Z'),
  });
  for (let day = 1; day <= 20; day += 1) {
    await aPost(api.dataSource, { publishAt: new Date(Date.UTC(2010, 0, day)) });
  }
  const feed = await api.get('/posts/feed.xml');
  expect(feed.text.match(/<item>/g)).toHaveLength(20);
  for (const part of [
    '<title>&lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt; ]]&gt;</title>',
    '<link>https://site.example/posts/a-b</link>',
    '<pubDate>Thu, 02 Jan 2020 03:04:05 GMT</pubDate>',
    '<description>One Two &amp; three</description>',
    '<content:encoded>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two &amp;amp; three&lt;/p&gt;</content:encoded>',
    'href="https://post.example/api/v1/posts/feed.xml"',
  ]) {
    expect(feed.text).toContain(part);
  }
  const again = await api.request({
    method: 'GET',
    path: '/posts/feed.xml',
    headers: { 'if-none-match': String(feed.headers['etag']) },
  });
  expect(again.status).toBe(304);
});
