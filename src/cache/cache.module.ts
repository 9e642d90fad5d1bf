// The cache (inject `CACHE_MANAGER`, or `Remembered` for values that many ask for) and the counters of rate limits
// (inject `Counter`), for every module.
// A value that was deleted may live on while Redis is away: give values short lives, and never cache rights.
import { CacheModule as NestCacheModule } from '@nestjs/cache-manager';
import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { forgetfulStore, memoryStore, redisStore } from './cache-store.js';
import { Counter } from './counter.js';
import { GuardedRedis } from './guarded-redis.js';
import { Remembered } from './remembered.js';

const logger = new Logger('Cache');

/** Holds no connection where REDIS_URL is unset. */
class RedisConnection {
  constructor(readonly redis?: GuardedRedis) {}
}

@Global()
@Module({
  providers: [
    {
      provide: RedisConnection,
      inject: [AppConfig],
      useFactory: ({ redis: { url } }: AppConfig) =>
        new RedisConnection(
          url === undefined ? undefined : new GuardedRedis(url, (line) => logger.warn(line)),
        ),
    },
    {
      provide: Counter,
      inject: [RedisConnection],
      useFactory: ({ redis }: RedisConnection) => new Counter(redis),
    },
  ],
  exports: [RedisConnection, Counter],
})
class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(RedisConnection) private readonly connection: RedisConnection) {}

  async onApplicationShutdown(): Promise<void> {
    await this.connection.redis?.close();
  }
}

function storeFor({ cache }: AppConfig, { redis }: RedisConnection) {
  if (!cache.isEnabled) return forgetfulStore();
  return redis ? redisStore(redis) : memoryStore();
}

@Global()
@Module({
  imports: [
    RedisModule,
    NestCacheModule.registerAsync({
      isGlobal: true,
      imports: [RedisModule],
      inject: [AppConfig, RedisConnection],
      useFactory: (config: AppConfig, connection: RedisConnection) => ({
        stores: [storeFor(config, connection)],
      }),
    }),
  ],
  providers: [Remembered],
  exports: [Remembered],
})
export class CacheModule {}
