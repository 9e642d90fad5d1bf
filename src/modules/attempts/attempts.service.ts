import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { type Actor, listedOwnerOf } from '../../domain/access-policy.js';
import { parseTime } from '../../domain/wall-time.js';
import { countsOf } from '../mailings/counts.js';
import type { Attempt } from './attempt.entity.js';
import { type AttemptFilter, AttemptsRepository, type Tally } from './attempts.repository.js';
import type { ExportAttemptsQuery, ListAttemptsQuery } from './dto/list-attempts.query.js';
import type { ForecastResponse, MailingStatsResponse } from './dto/mailing-stats.response.js';
import { forecastOf } from './forecast.js';

const mostDomains = 100;
const exportPageSize = 1_000;

/** Reads the ledger of attempts. Nothing here writes: only sending does. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly config: AppConfig,
  ) {}

  list(actor: Actor, { limit, cursor, withTotal, ...filter }: ListAttemptsQuery) {
    return this.attempts.page(this.filterOf(actor, filter), { limit, cursor, withTotal });
  }

  /** The same list as a file, a page at a time. Filters that are wrong throw here, not in the middle of the file. */
  export(actor: Actor, { from, to, ...ids }: ExportAttemptsQuery): AsyncGenerator<Attempt[]> {
    return this.attempts.pages(this.filterOf(actor, { ...ids, from, to }), exportPageSize);
  }

  async statsOf(mailingId: string): Promise<MailingStatsResponse> {
    const { counters, codes, domains, hours } = await this.attempts.tally(mailingId, mostDomains);
    const sum = (status: keyof Tally) => hours.reduce((total, hour) => total + hour[status], 0);
    return {
      counts: countsOf(counters),
      attempts: { success: sum('success'), fail: sum('fail'), uncertain: sum('uncertain') },
      byCode: codes.map(({ code, success, fail, uncertain }) => ({
        code: code === 0 ? null : code,
        count: success + fail + uncertain,
      })),
      byDomain: domains,
      byHour: hours.map(({ hour, ...counted }) => ({ hour: new Date(hour), ...counted })),
    };
  }

  async forecastOf(mailingId: string): Promise<ForecastResponse> {
    return forecastOf(await this.attempts.pulse(mailingId), this.config.send.ratePerSecond);
  }

  private filterOf(actor: Actor, { from, to, ...ids }: ExportAttemptsQuery): AttemptFilter {
    return { ...ids, ownerId: listedOwnerOf(actor), from: this.timeOf(from), to: this.timeOf(to) };
  }

  private timeOf(written: string | undefined): Date | undefined {
    return written === undefined ? undefined : new Date(parseTime(written, this.config.scheduler.timezone));
  }
}
