// Once a day, over all instances together, SUPPORT_EMAIL gets a mail about the mailings of the day before.
import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { AppConfig } from '../../config/app-config.js';
import { Transactions } from '../../database/transaction.js';
import { dayBefore, type ReportDay } from '../../domain/report-day.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { type MailingActivity, StatsRepository } from './stats.repository.js';

/** On the wall clock of the service's zone, and later where nobody was here at that time. */
const reportHour = 6;
/** The mail is read by a person. */
const mostMailings = 50;

@Injectable()
export class DailyReportService {
  private readonly logger = new Logger('DailyReport');
  private lastDay = '';

  constructor(
    private readonly stats: StatsRepository,
    private readonly jobs: JobQueue,
    private readonly transactions: Transactions,
    private readonly config: AppConfig,
  ) {}

  /** Only worker processes have a schedule. */
  @Cron('0 */5 * * * *')
  async tick(): Promise<void> {
    if (!this.config.scheduler.isEnabled) return;
    await this.reportOnce(new Date()).catch((fault: Error) =>
      this.logger.error({ event: 'daily_report.failed', error: fault.message }),
    );
  }

  /** Queues the report on the day before, unless it is too early or somebody has done so. True when it did. */
  async reportOnce(now: Date): Promise<boolean> {
    const to = this.config.mail.reportEmail;
    const day = dayBefore(now.getTime(), this.config.scheduler.timezone);
    if (to === undefined || day.hour < reportHour || day.date === this.lastDay) return false;
    const isQueued = await this.transactions.run(async (transaction) => {
      const claim = await this.stats.claimDay(transaction, day.date);
      if (!claim) return false;
      const active = await this.stats.activity(new Date(day.startsAt), new Date(day.endsAt));
      // A service that has just been set up has nothing to tell of the day before.
      if (claim.isFirst && active.length === 0) return false;
      const values = reportOf(day, active, await this.stats.countUndecided());
      const mail = { kind: 'daily_report', to, language: 'ru' as const, values };
      await this.jobs.add('send_account_mail', mail, { key: `daily_report:${day.date}` }, transaction);
      return true;
    });
    this.lastDay = day.date;
    return isQueued;
  }
}

function reportOf(day: ReportDay, active: readonly MailingActivity[], undecided: number) {
  const sum = (name: 'success' | 'fail' | 'uncertain') =>
    String(active.reduce((total, mailing) => total + mailing[name], 0));
  return {
    day: day.date,
    success: sum('success'),
    fail: sum('fail'),
    uncertain: sum('uncertain'),
    undecided: String(undecided),
    mailings: active.slice(0, mostMailings).map(lineOf).join('\n'),
  };
}

function lineOf({ id, name, ownerEmail, success, fail, uncertain }: MailingActivity): string {
  const title = [name || id, ownerEmail].filter(Boolean).join(', ').replace(/\s+/g, ' ');
  return `${title}: ${success} / ${fail} / ${uncertain}`;
}
