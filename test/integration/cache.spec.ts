import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { ConsoleLogger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Cache } from 'cache-manager';
import { afterAll, afterEach, expect, it } from 'vitest';
import { CacheModule } from '../../src/cache/cache.module.js';
import { Counter } from '../../src/cache/counter.js';
import { loadConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { describeWithRedis, startRedis } from '../setup/redis.js';

const dataDir = mkdtempSync(join(tmpdir(), 'postledger-cache-'));
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});
afterAll(() => rmSync(dataDir, { recursive: true }));

async function startCache(env: NodeJS.ProcessEnv) {
  const config = loadConfig({ DATA_DIR: dataDir, ...env });
  const testing = Test.createTestingModule({ imports: [ConfigModule.forRoot(config), CacheModule] });
  const module = await testing.setLogger(new ConsoleLogger({ logLevels: [] })).compile();
  await module.init();
  cleanUps.push(() => module.close());
  return {
    cache: module.get<Cache>(CACHE_MANAGER, { strict: false }),
    counter: module.get(Counter, { strict: false }),
  };
}

async function startCacheOnRedis({ isAbsent = false } = {}) {
  const redis = await startRedis({ isAbsent });
  cleanUps.push(() => redis.kill());
  const parts = await startCache({ REDIS_URL: redis.url });
  if (!isAbsent) await untilShared(parts.cache);
  return { redis, ...parts };
}

/** Values come back once the connection is up. */
async function untilShared(cache: Cache): Promise<void> {
  await expect
    .poll(
      async () => {
        await cache.set('probe', 1);
        return cache.get('probe');
      },
      { timeout: 5_000 },
    )
    .toBe(1);
}

async function tookMs(action: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await action();
  return performance.now() - startedAt;
}

/** Every kind of call; the slowest counts. */
async function slowestMs({ cache, counter }: { cache: Cache; counter: Counter }): Promise<number> {
  const calls = [
    () => cache.get('a'),
    () => cache.set('a', 1, 1000),
    () => cache.mget(['a', 'b']),
    () => cache.del('a'),
    () => cache.wrap('w', () => 1, 1000),
    () => counter.hit('c', 1000),
    () => counter.look('c'),
    () => counter.forget('c'),
  ];
  const times: number[] = [];
  for (const call of calls) times.push(await tookMs(call));
  return Math.max(...times);
}

const mostMs = 150;

it('keeps values in memory where there is no Redis', async () => {
  const { cache } = await startCache({});
  await cache.set('a', { b: 1 }, 50);
  expect(await cache.get('a')).toEqual({ b: 1 });
  await sleep(60);
  expect(await cache.get('a')).toBeUndefined();
});

it('works out every value afresh where the cache is off', async () => {
  const { cache } = await startCache({ CACHE_ENABLED: 'false' });
  let asked = 0;
  for (let n = 1; n <= 3; n++) expect(await cache.wrap('a', () => ++asked, 10_000)).toBe(n);
});

describeWithRedis('the cache over Redis', () => {
  it('shares values and counters between processes', async () => {
    const { redis, cache, counter } = await startCacheOnRedis();
    const other = await startCache({ REDIS_URL: redis.url });
    await untilShared(other.cache);
    await cache.set('a', { b: [1, 'ж'] }, 10_000);
    await cache.set('short', 1, 50);
    expect(await other.cache.get('a')).toEqual({ b: [1, 'ж'] });
    expect(await other.cache.mget(['a', 'nothing'])).toEqual([{ b: [1, 'ж'] }, undefined]);
    await other.cache.del('a');
    expect(await cache.get('a')).toBeUndefined();

    const hits = await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? counter : other.counter).hit('k', 300)));
    expect(hits.toSorted()).toEqual([1, 2, 3, 4]);
    expect(await counter.look('k')).toMatchObject({ count: 4 });
    await cache.clear();
    expect(await counter.look('k')).toMatchObject({ count: 4 });
    await sleep(320);
    expect(await cache.get('short')).toBeUndefined();
    expect(await other.counter.hit('k', 300)).toBe(1);
    await counter.forget('k');
    expect(await other.counter.look('k')).toEqual({ count: 0, leftMs: 0 });
  });

  it('goes on without a Redis that was killed, and uses it again when it is back', async () => {
    const { redis, cache, counter } = await startCacheOnRedis();
    await counter.hit('k', 60_000);
    await redis.kill();
    expect(await slowestMs({ cache, counter })).toBeLessThan(mostMs);
    expect([await counter.hit('k', 60_000), await counter.hit('k', 60_000)]).toEqual([1, 2]);
    expect(await cache.get('probe')).toBeUndefined();
    await redis.start();
    await untilShared(cache);
  });

  it('goes on without a Redis that hangs, and uses it again when it answers', async () => {
    const { redis, cache, counter } = await startCacheOnRedis();
    redis.freeze();
    expect(await slowestMs({ cache, counter })).toBeLessThan(mostMs);
    expect(await slowestMs({ cache, counter })).toBeLessThan(20);
    redis.thaw();
    await untilShared(cache);
  });

  it('starts without a Redis, and uses it when it comes', async () => {
    const { redis, cache, counter } = await startCacheOnRedis({ isAbsent: true });
    expect(await slowestMs({ cache, counter })).toBeLessThan(mostMs);
    await redis.start();
    await untilShared(cache);
  });
});
