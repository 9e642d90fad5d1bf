import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import type { Cache } from 'cache-manager';
import { Post } from '../../src/modules/blog/post.entity.js';
import { aClient, aPhone } from '../factories/clients.js';
import { aMailing } from '../factories/mailings.js';
import { aPost } from '../factories/posts.js';
import { anAdmin, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { describeWithRedis, startRedis } from '../setup/redis.js';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function start(env: Record<string, string> = {}): Promise<TestApp> {
  const api = await startTestApp(env);
  cleanUps.push(() => api.close());
  return api;
}

/** Counts the queries that the service sends from now on. */
function countingQueries({ dataSource }: TestApp): { of(pattern: RegExp): number } {
  const seen: string[] = [];
  dataSource.setOptions({
    logging: true,
    logger: {
      logQuery: (query) => void seen.push(query),
      logQueryError: () => {},
      logQuerySlow: () => {},
      logSchemaBuild: () => {},
      logMigration: () => {},
      log: () => {},
    },
  });
  return { of: (pattern) => seen.filter((query) => pattern.test(query)).length };
}

const idsOf = ({ body }: { body: { posts: { id: string }[] } }) => body.posts.map(({ id }) => id);

describe('the numbers', () => {
  it('are those of the whole service', async () => {
    const api = await start();
    const [one, other] = [randomUUID(), randomUUID()];
    await aMailing(api.dataSource, { ownerId: one });
    await aMailing(api.dataSource, { ownerId: one, status: 'running' });
    await aMailing(api.dataSource, { ownerId: other, status: 'running', paused: true });
    await aMailing(api.dataSource, { ownerId: other, status: 'running', disabled: true });
    await aMailing(api.dataSource, { ownerId: other, status: 'completed' });
    await aMailing(api.dataSource, { ownerId: other, status: 'running', deletedAt: new Date() });
    const phone = aPhone();
    await aClient(api.dataSource, one, { email: 'Same@example.com' });
    await aClient(api.dataSource, other, { email: 'same@EXAMPLE.com' });
    await aClient(api.dataSource, one, { email: null, phone });
    await aClient(api.dataSource, other, { email: null, phone });
    await aClient(api.dataSource, other, { email: 'other@example.com', phone: aPhone() });
    const { status, body } = await api.get('/home');
    expect([status, body]).toEqual([200, { mailings: 5, activeMailings: 2, uniqueClients: 3, posts: [] }]);
  });

  it('are worked out once for a hundred who ask at the same moment, and kept', async () => {
    const api = await start();
    await aPost(api.dataSource);
    const queries = countingQueries(api);
    const answers = await Promise.all(Array.from({ length: 100 }, () => api.get('/home')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await api.get('/home');
    expect([queries.of(/FROM clients/), queries.of(/FROM mailings/), queries.of(/FROM "posts"/)]).toEqual([
      1, 1, 1,
    ]);
  });

  it('are fresh on every call where the cache is off', async () => {
    const api = await start({ CACHE_ENABLED: 'false' });
    for (let count = 1; count <= 3; count += 1) {
      await aMailing(api.dataSource, { ownerId: randomUUID() });
      await aClient(api.dataSource, randomUUID());
      const { body, headers } = await api.get('/home');
      expect(body).toMatchObject({ mailings: count, uniqueClients: count });
      expect(headers['cache-control']).toBe('public, no-cache');
    }
  });

  it('may be kept by browsers for seconds, and carry an ETag', async () => {
    const api = await start();
    const { headers } = await api.get('/home');
    expect(headers['cache-control']).toMatch(/^public, max-age=[0-5]$/);
    const again = await api.request({
      method: 'GET',
      path: '/home',
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await api.get('/home?x=1')).status).toBe(400);
  });

  it('are the same whoever asks', async () => {
    const api = await start();
    const token = await tokenOf(await anAdmin(api.dataSource));
    await aPost(api.dataSource, { title: 'Draft', publishAt: null });
    const answers = [
      await api.get('/home', token),
      await api.get('/home'),
      await api.get('/home', 'nonsense'),
    ];
    for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]!.body]);
    expect(answers[0]!.body.posts).toEqual([]);
  });
});

describe('the posts', () => {
  it('are three different published ones, others on other calls', async () => {
    const api = await start();
    for (let number = 0; number < 10; number += 1) await aPost(api.dataSource);
    await aPost(api.dataSource, { publishAt: null, title: 'Hidden' });
    await aPost(api.dataSource, { publishAt: new Date(Date.now() + 3_600_000), title: 'Hidden' });
    const draws = await Promise.all(Array.from({ length: 40 }, () => api.get('/home')));
    for (const draw of draws) {
      expect(new Set(idsOf(draw)).size).toBe(3);
      expect(draw.text).not.toContain('Hidden');
    }
    expect(new Set(draws.flatMap(idsOf)).size).toBe(10);
    expect(Object.keys(draws[0]!.body.posts[0])).toEqual([
      'id',
      'slug',
      'title',
      'content',
      'imageUrl',
      'imageSizes',
      'views',
      'publishAt',
    ]);
  });

  it.each([0, 1, 2, 3])('are %i where there are no more', async (count) => {
    const api = await start();
    for (let number = 0; number < count; number += 1) await aPost(api.dataSource);
    expect(idsOf(await api.get('/home'))).toHaveLength(count);
  });

  it('follow what the writer does at once', async () => {
    const api = await start();
    const writer = await tokenOf(await anAdmin(api.dataSource));
    expect(idsOf(await api.get('/home'))).toEqual([]);
    const { body: post } = await api.post(
      '/posts',
      { title: 'New', content: '<p>x</p>', publishAt: '2020-01-01T00:00:00Z' },
      writer,
    );
    expect(idsOf(await api.get('/home'))).toEqual([post.id]);
    await api.patch(`/posts/${post.id}`, { title: 'Newer' }, writer);
    expect((await api.get('/home')).body.posts[0].title).toBe('Newer');
    await api.patch(`/posts/${post.id}`, { publishAt: null }, writer);
    expect(idsOf(await api.get('/home'))).toEqual([]);
    await api.patch(`/posts/${post.id}`, { publishAt: '2020-01-01T00:00:00Z' }, writer);
    expect(idsOf(await api.get('/home'))).toEqual([post.id]);
    await api.delete(`/posts/${post.id}`, writer);
    expect(idsOf(await api.get('/home'))).toEqual([]);
  });
});

describeWithRedis('over Redis', () => {
  /** Two processes, and a Redis that both have reached. */
  async function startWithRedis({ isAbsent = false } = {}) {
    const redis = await startRedis({ isAbsent });
    cleanUps.push(() => redis.kill());
    const api = await start({ REDIS_URL: redis.url });
    return { redis, api };
  }

  async function untilShared(api: TestApp): Promise<void> {
    const cache = api.app.get<Cache>(CACHE_MANAGER, { strict: false });
    const probe = async () => {
      await cache.set('probe', 1);
      return cache.get('probe');
    };
    await expect.poll(probe, { timeout: 5_000 }).toBe(1);
  }

  async function slowestMs(calls: number, call: () => Promise<{ status: number }>): Promise<number> {
    let slowest = 0;
    for (let n = 0; n < calls; n += 1) {
      const startedAt = performance.now();
      expect((await call()).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - startedAt);
    }
    return slowest;
  }

  it('keeps what everybody may see, and nothing else', async () => {
    const { api } = await startWithRedis();
    await untilShared(api);
    await aPost(api.dataSource);
    await aPost(api.dataSource, { title: 'Secret draft', publishAt: null });
    const writer = await tokenOf(await anAdmin(api.dataSource, { email: 'secret@example.com' }));
    await api.get('/posts?status=all', writer);
    await api.get('/home', writer);
    const cache = api.app.get<Cache>(CACHE_MANAGER, { strict: false });
    const kept = await Promise.all(
      ['home:mailings', 'home:people', 'blog:pool'].map((key) => cache.get(key)),
    );
    expect(kept.every((value) => value !== undefined)).toBe(true);
    expect(JSON.stringify(kept)).not.toMatch(/secret/i);
    expect((await api.get('/home')).body.posts[0].publishAt).toMatch(/^\d{4}-.*Z$/);
  });

  it('killed in the middle: no error, no wait, views exact, nothing worked out anew', async () => {
    const { redis, api } = await startWithRedis();
    await untilShared(api);
    const post = await aPost(api.dataSource);
    await api.get('/home');
    const queries = countingQueries(api);
    const over = new AbortController();
    const statuses = new Set<number>();
    const readers = Array.from({ length: 4 }, async () => {
      while (!over.signal.aborted) {
        statuses.add((await api.get('/home')).status);
        statuses.add((await api.get('/posts')).status);
      }
    });
    const views = Array.from({ length: 25 }, () => api.get(`/posts/${post.slug}`));
    await redis.kill();
    views.push(...Array.from({ length: 25 }, () => api.get(`/posts/${post.slug}`)));
    await Promise.all(views);
    const slowest = await slowestMs(20, () => api.get('/home'));
    over.abort();
    await Promise.all(readers);
    expect(statuses).toEqual(new Set([200]));
    expect((await api.dataSource.getRepository(Post).findOneByOrFail({ id: post.id })).views).toBe(50);
    expect(slowest).toBeLessThan(250);
    expect(queries.of(/FROM clients/)).toBeLessThanOrEqual(1);
    await redis.start();
    await untilShared(api);
    expect((await api.get('/home')).status).toBe(200);
  });

  it('frozen: 100 ms once, and then as fast as before', async () => {
    const { redis, api } = await startWithRedis();
    await untilShared(api);
    await aPost(api.dataSource);
    await api.get('/home');
    redis.freeze();
    cleanUps.push(() => redis.thaw());
    expect(await slowestMs(1, () => api.get('/home'))).toBeLessThan(200);
    expect(await slowestMs(10, () => api.get('/home'))).toBeLessThan(60);
  });

  it('absent from the start: the service starts and answers, and counts only once', async () => {
    const { api } = await startWithRedis({ isAbsent: true });
    const queries = countingQueries(api);
    await slowestMs(5, () => api.get('/home'));
    expect(queries.of(/FROM clients/)).toBe(1);
  });

  it('shared by two processes: what one worked out the other finds', async () => {
    const { redis, api } = await startWithRedis();
    await untilShared(api);
    await api.get('/home');
    const other = await start({ REDIS_URL: redis.url, DATABASE_URL: api.databaseUrl });
    await untilShared(other);
    const queries = countingQueries(other);
    expect((await other.get('/home')).status).toBe(200);
    expect(queries.of(/FROM (clients|mailings|"posts")/)).toBe(0);
  });
});
