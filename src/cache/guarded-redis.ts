// A Redis that may be absent, die, hang or come back: nobody who asks it waits long or gets an error.
import { createClient } from '@redis/client';

export type RedisClient = ReturnType<typeof createClient>;

/** A healthy Redis answers in a few ms; longer than this and the database is the faster way. */
const patienceMs = 100;
/** After an answer that did not come, for this long nobody waits for the next. */
const coolDownMs = 1_000;
const longestReconnectPauseMs = 2_000;

export class GuardedRedis {
  readonly client: RedisClient;
  private coolsUntil = 0;
  private isTold = false;

  /** Connects in the background. `note` gets a line when Redis goes away and one when it is back. */
  constructor(
    url: string,
    private readonly note: (line: string) => void = () => {},
  ) {
    this.client = createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: 10_000,
      socket: {
        connectTimeout: 1_000,
        reconnectStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 6), longestReconnectPauseMs),
      },
    });
    this.client.on('error', (error: Error) =>
      this.tellAway(error.message || (error as { code?: string }).code),
    );
    this.client.on('ready', () => this.tellBack());
    this.client.connect().catch(() => {});
  }

  /** The answer of Redis, or undefined: it is away, it failed, or it took longer than 100 ms. Never rejects. */
  async ask<T>(question: (client: RedisClient) => Promise<T>): Promise<T | undefined> {
    if (!this.client.isReady || Date.now() < this.coolsUntil) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.coolsUntil = Date.now() + coolDownMs;
        resolve(undefined);
      }, patienceMs);
    });
    try {
      return await Promise.race([question(this.client), late]);
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Without this the connection, or the attempts to get one, keep the process alive. */
  async close(): Promise<void> {
    await this.client.disconnect().catch(() => {});
  }

  private tellAway(reason: string | undefined): void {
    if (!this.isTold) this.note(`Redis is away (${reason ?? 'no connection'}); going on without it`);
    this.isTold = true;
  }

  private tellBack(): void {
    if (this.isTold) this.note('Redis is back');
    this.isTold = false;
  }
}
