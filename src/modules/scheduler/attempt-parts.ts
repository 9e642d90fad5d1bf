// The log of attempts has a part for each month: made ahead of time, and dropped whole when it is too old.
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/app-config.js';

/** A worker that is away for a quarter still finds the parts it needs. */
const monthsAhead = 3;
const tendEveryMs = 600_000;
/** Making and dropping a part locks the whole log: whoever cannot get that soon comes again later. */
const lockTimeoutMs = 1_000;
/** Workers do this one after the other. Any number, as long as all take the same. */
const lockKey = 7_304_114_003;

@Injectable()
export class AttemptParts implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('AttemptParts');

  private going: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    void this.tick();
  }

  /** Whatever goes wrong is tried again at the next tick: there are parts for months. */
  @Interval(tendEveryMs)
  tick(): Promise<void> {
    this.going ??= this.tend()
      .catch((fault: Error) => this.logger.warn({ event: 'attempt_parts.not_tended', error: fault.message }))
      .finally(() => (this.going = undefined));
    return this.going;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.going;
  }

  async tend(): Promise<void> {
    await this.makeAhead();
    const { keptMonths } = this.config.attempts;
    if (keptMonths !== undefined) await this.dropOlderThan(keptMonths);
  }

  private async makeAhead(): Promise<void> {
    const months = await this.dataSource.query<{ starts: Date }[]>(
      `SELECT starts FROM generate_series(0, $1) AS ahead,
         LATERAL (SELECT (date_trunc('month', now() AT TIME ZONE 'UTC') + ahead * interval '1 month')
           AT TIME ZONE 'UTC' AS starts) AS month
       WHERE to_regclass(to_char(starts AT TIME ZONE 'UTC', '"attempts_"YYYY_MM')) IS NULL`,
      [monthsAhead],
    );
    for (const { starts } of months) await this.withShortLock('SELECT make_attempts_part($1)', [starts]);
  }

  /** A part goes when its whole month is older. */
  private async dropOlderThan(months: number): Promise<void> {
    const parts = await this.dataSource.query<{ part: string }[]>(
      `SELECT inhrelid::regclass::text AS part FROM pg_inherits
       WHERE inhparent = 'attempts'::regclass AND inhrelid::regclass::text ~ '^attempts_\\d{4}_\\d\\d$'
         AND to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM') + interval '1 month'
           <= (now() AT TIME ZONE 'UTC') - $1 * interval '1 month'
       ORDER BY 1`,
      [months],
    );
    for (const { part } of parts) {
      await this.withShortLock(`DROP TABLE IF EXISTS ${part}`);
      this.logger.log({ event: 'attempts.dropped', part });
    }
  }

  private withShortLock(statement: string, parameters: unknown[] = []): Promise<void> {
    return this.dataSource.transaction(async (transaction) => {
      await transaction.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`);
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
      await transaction.query(statement, parameters);
    });
  }
}
