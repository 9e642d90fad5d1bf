// Counts events per key in windows of time, for rate limits: in Redis over all processes, and in the memory of this
// process where there is no Redis or it is away just now.
import { BoundedMap } from './bounded-map.js';
import type { GuardedRedis, RedisClient } from './guarded-redis.js';

/** Increments and starts the window in one step, so that no key is ever left without an end. */
const hitScript = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return count`;

const prefix = 'postledger-count:';
const mostInMemory = 100_000;

export interface CountInWindow {
  readonly count: number;
  /** Until the window ends; 0 where nothing was counted. */
  readonly leftMs: number;
}

/** Injectable. No method ever rejects. */
export class Counter {
  private readonly inMemory = new BoundedMap<string, { count: number; endsAt: number }>(mostInMemory);

  constructor(private readonly redis?: GuardedRedis) {}

  /** Counts one event, and answers how many the key has in its window, which begins with its first event. */
  async hit(key: string, windowMs: number): Promise<number> {
    const inRedis = await this.redis?.ask((client) => hitIn(client, key, windowMs));
    return inRedis ?? this.hitInMemory(key, windowMs);
  }

  /** How many there are, without counting one more. */
  async look(key: string): Promise<CountInWindow> {
    const inRedis = await this.redis?.ask((client) => lookIn(client, key));
    return inRedis ?? this.lookInMemory(key);
  }

  /** Starts the key anew, for example after the right password. */
  async forget(key: string): Promise<void> {
    this.inMemory.delete(key);
    await this.redis?.ask((client) => client.del(prefix + key));
  }

  private hitInMemory(key: string, windowMs: number): number {
    const known = this.inMemory.get(key);
    if (known && known.endsAt > Date.now()) return ++known.count;
    this.inMemory.set(key, { count: 1, endsAt: Date.now() + windowMs });
    return 1;
  }

  private lookInMemory(key: string): CountInWindow {
    const known = this.inMemory.get(key);
    const leftMs = (known?.endsAt ?? 0) - Date.now();
    return known && leftMs > 0 ? { count: known.count, leftMs } : { count: 0, leftMs: 0 };
  }
}

async function hitIn(client: RedisClient, key: string, windowMs: number): Promise<number> {
  return Number(await client.eval(hitScript, { keys: [prefix + key], arguments: [String(windowMs)] }));
}

async function lookIn(client: RedisClient, key: string): Promise<CountInWindow> {
  const [count, leftMs] = await Promise.all([client.get(prefix + key), client.pTTL(prefix + key)]);
  return { count: Number(count ?? 0), leftMs: Math.max(0, leftMs) };
}
