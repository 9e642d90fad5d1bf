// What the cache keeps its values in: Redis, the memory of the process, or nothing.
import { KeyvAdapter } from 'cache-manager';
import { redisInsStore, type RedisStore } from 'cache-manager-redis-yet';
import { Keyv } from 'keyv';
import { BoundedMap } from './bounded-map.js';
import type { GuardedRedis, RedisClient } from './guarded-redis.js';

const namespace = 'postledger';
const mostInMemory = 10_000;

/** Every process of its own; the oldest values go when there are too many. */
export function memoryStore(): Keyv {
  return new Keyv({ store: new BoundedMap<string, unknown>(mostInMemory), namespace });
}

/** For CACHE_ENABLED=false: forgets at once, so every value is worked out afresh. */
export function forgetfulStore(): Keyv {
  return new Keyv({ store: new BoundedMap<string, unknown>(0), namespace });
}

/** Shared by all processes. While Redis is away nothing is found and nothing kept, without errors. */
export function redisStore(redis: GuardedRedis): Keyv {
  const keyv = new Keyv({ store: new KeyvAdapter(guardedStore(redis) as never), namespace });
  keyv.on('error', () => {});
  return keyv;
}

function guardedStore(redis: GuardedRedis): Partial<RedisStore> {
  const store = redisInsStore(redis.client as never);
  return {
    get: <T>(key: string) => redis.ask(() => store.get<T>(key)),
    set: (key, value, ttl) => redis.ask(() => store.set(key, value, ttl)),
    del: (key) => redis.ask(() => store.del(key)),
    mget: async (...keys) => (await redis.ask(() => store.mget(...keys))) ?? keys.map(() => undefined),
    mdel: (...keys) => redis.ask(() => store.mdel(...keys)),
    reset: () => redis.ask(removeOwnKeys),
  };
}

/** The store's own `reset` empties the whole Redis, which others may use too. */
async function removeOwnKeys(client: RedisClient): Promise<void> {
  for await (const key of client.scanIterator({ MATCH: `${namespace}:*`, COUNT: 500 })) await client.del(key);
}
