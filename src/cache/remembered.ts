// Values that are dear to work out and may be a little old: worked out once for all who ask at the same moment, and
// kept in the cache for all processes. The process keeps its own copy too, so that no more is worked out while Redis
// is away. Only for what everybody may see alike.
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Cache } from 'cache-manager';
import { AppConfig } from '../config/app-config.js';
import { BoundedMap } from './bounded-map.js';

export interface Dated<T> {
  readonly value: T;
  /** When working it out began, in milliseconds since 1970: changes made later may be missing. */
  readonly asOf: number;
}

export interface Lifetime {
  /** Never answered when older. */
  lifeMs: number;
  /** From this age on a new one is worked out in the background, and nobody waits for it. */
  renewAfterMs: number;
}

const mostInMemory = 100;

@Injectable()
export class Remembered {
  private readonly logger = new Logger(Remembered.name);
  private readonly inMemory = new BoundedMap<string, Dated<unknown>>(mostInMemory);
  private readonly inWork = new Map<string, Promise<Dated<unknown>>>();
  private readonly nextInWork = new Map<string, Promise<Dated<unknown>>>();
  private readonly forgottenAt = new BoundedMap<string, number>(mostInMemory);

  constructor(
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
    private readonly config: AppConfig,
  ) {}

  /** The value of the key, by `work` where none is young enough. With CACHE_ENABLED=false it is always fresh. */
  async read<T>(key: string, { lifeMs, renewAfterMs }: Lifetime, work: () => Promise<T>): Promise<Dated<T>> {
    if (!this.config.cache.isEnabled) return this.afresh(key, work);
    const known = await this.known<T>(key);
    const ageMs = known ? Date.now() - known.asOf : Infinity;
    if (known && ageMs < renewAfterMs) return known;
    const renewed = this.renew(key, lifeMs, work);
    if (!known || ageMs >= lifeMs) return renewed;
    renewed.catch((fault: unknown) => this.logger.warn(`${key} could not be renewed: ${String(fault)}`));
    return known;
  }

  /** The next read works the value out afresh; other processes may answer the old one to the end of its life. */
  async forget(key: string): Promise<void> {
    this.forgottenAt.set(key, Date.now());
    this.inMemory.delete(key);
    this.inWork.delete(key);
    if (this.config.cache.isEnabled) await this.cache.del(key);
  }

  /** The younger of the shared copy and the own. What was worked out before it was to be forgotten does not count. */
  private async known<T>(key: string): Promise<Dated<T> | undefined> {
    const shared = await this.cache.get<Dated<T>>(key);
    const own = this.inMemory.get(key) as Dated<T> | undefined;
    const younger = (shared?.asOf ?? 0) > (own?.asOf ?? 0) ? shared : own;
    return younger && younger.asOf > (this.forgottenAt.get(key) ?? 0) ? younger : undefined;
  }

  /** Begun after the question, so that it knows all that came before; who asks while one is worked out shares the next. */
  private afresh<T>(key: string, work: () => Promise<T>): Promise<Dated<T>> {
    const current = this.inWork.get(key);
    if (!current) return this.begin(key, async () => ({ asOf: Date.now(), value: await work() }));
    const known = this.nextInWork.get(key) as Promise<Dated<T>> | undefined;
    if (known) return known;
    const next = current
      .catch(() => {})
      .then(() => {
        this.nextInWork.delete(key);
        return this.begin(key, async () => ({ asOf: Date.now(), value: await work() }));
      });
    this.nextInWork.set(key, next);
    return next;
  }

  private renew<T>(key: string, lifeMs: number, work: () => Promise<T>): Promise<Dated<T>> {
    const begun = this.inWork.get(key) as Promise<Dated<T>> | undefined;
    return begun ?? this.begin(key, () => this.workOut(key, lifeMs, work));
  }

  private begin<T>(key: string, work: () => Promise<Dated<T>>): Promise<Dated<T>> {
    const begun = work().finally(() => {
      if (this.inWork.get(key) === begun) this.inWork.delete(key);
    });
    this.inWork.set(key, begun);
    return begun;
  }

  private async workOut<T>(key: string, lifeMs: number, work: () => Promise<T>): Promise<Dated<T>> {
    const asOf = Date.now();
    const dated = { asOf, value: await work() };
    // Whoever made it to be forgotten meanwhile must not find it again.
    if (asOf > (this.forgottenAt.get(key) ?? 0)) {
      this.inMemory.set(key, dated);
      await this.cache.set(key, dated, Math.max(1, lifeMs - (Date.now() - asOf)));
    }
    return dated;
  }
}
