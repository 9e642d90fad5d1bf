import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { type Actor, hasPermission } from '../../domain/access-policy.js';
import { parseTime } from '../../domain/wall-time.js';
import { MailingsService } from '../mailings/mailings.service.js';
import { AttemptsRepository, type AttemptTally } from './attempts.repository.js';
import type { ListAttemptsQuery } from './dto/list-attempts.query.js';
import type { AttemptCounts, ForecastResponse, MailingStatsResponse } from './dto/mailing-stats.response.js';
import { forecastOf } from './forecast.js';

const mostDomains = 100;

/** Reads the ledger of attempts. Nothing here writes: only sending does. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly mailings: MailingsService,
    private readonly config: AppConfig,
  ) {}

  list(actor: Actor, { limit, cursor, withTotal, from, to, ...ids }: ListAttemptsQuery) {
    const ownerId = hasPermission(actor, 'all.read') ? null : actor.id;
    const filter = { ...ids, ownerId, from: this.timeOf(from), to: this.timeOf(to) };
    return this.attempts.page(filter, { limit, cursor, withTotal });
  }

  async statsOf(mailingId: string): Promise<MailingStatsResponse> {
    const { counts } = await this.mailings.get(mailingId);
    const tallies = await this.attempts.tally(mailingId);
    const of = (kind: AttemptTally['kind']) => tallies.filter((tally) => tally.kind === kind);
    const hours = of('hour');
    const sum = (status: keyof AttemptCounts) => hours.reduce((total, hour) => total + hour[status], 0);
    return {
      counts,
      attempts: { success: sum('success'), fail: sum('fail'), uncertain: sum('uncertain') },
      byCode: of('code').map(({ code, ...counted }) => ({ code, count: totalOf(counted) })),
      byDomain: of('domain')
        .slice(0, mostDomains)
        .map(({ domain, ...counted }) => ({ domain: domain!, ...countsOf(counted) })),
      byHour: hours.map(({ hour, ...counted }) => ({ hour: hour!, ...countsOf(counted) })),
    };
  }

  async forecastOf(mailingId: string): Promise<ForecastResponse> {
    return forecastOf(await this.attempts.pulse(mailingId), this.config.send.ratePerSecond);
  }

  private timeOf(written: string | undefined): Date | undefined {
    return written === undefined ? undefined : new Date(parseTime(written, this.config.scheduler.timezone));
  }
}

const countsOf = ({ success, fail, uncertain }: AttemptCounts): AttemptCounts => ({
  success,
  fail,
  uncertain,
});
const totalOf = ({ success, fail, uncertain }: AttemptCounts) => success + fail + uncertain;
