// A worker looks into the mailbox by itself, one worker at a time. Whatever the IMAP server does, sending goes on:
// nothing here is waited for but by this service.
import { randomUUID } from 'node:crypto';
import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AppConfig } from '../../../config/app-config.js';
import { type ImapAccount, parseImapUrl } from '../../../config/imap-url.js';
import { isDatabaseAway } from '../../../database/database-fault.js';
import { ProcessMetrics } from '../../../metrics/process-metrics.js';
import { BouncesService } from '../bounces.service.js';
import { BounceMailboxRepository, leaseMs } from './bounce-mailbox.repository.js';
import { ImapMailbox } from './imap-mailbox.js';
import { MailboxReading, type MailResult, mailResults } from './mailbox-reading.js';

const lookEveryMs = 500;
const renewEveryMs = leaseMs / 3;
/** Between two tries at a mailbox that cannot be read. */
const longestPauseMs = 15 * 60_000;
/** What is left then is read in another turn. */
const longestReadingMs = 10 * 60_000;

@Injectable()
export class BounceMailboxService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Mailbox');
  private readonly account: ImapAccount | null;
  private going: Promise<void> | undefined;
  private mailbox: ImapMailbox | undefined;
  private isStopping = false;
  private hasAnnounced = false;
  private lastFault: string | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly turns: BounceMailboxRepository,
    private readonly bounces: BouncesService,
    private readonly metrics: ProcessMetrics,
  ) {
    const { url } = config.bounceMailbox;
    this.account = url === undefined ? null : parseImapUrl(url);
  }

  onApplicationBootstrap(): void {
    if (this.account) for (const result of mailResults) this.metrics.bounceMails.inc({ result }, 0);
  }

  @Interval(lookEveryMs)
  look(): Promise<void> {
    if (this.isStopping) return Promise.resolve();
    this.going ??= this.lookNow()
      .catch((fault: Error) => {
        // The ticks tell of a database that is away.
        if (!isDatabaseAway(fault)) this.tell(fault.message);
      })
      .finally(() => (this.going = undefined));
    return this.going;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.mailbox?.cut('the worker stops');
    await this.going;
  }

  private async lookNow(): Promise<void> {
    if (!this.hasAnnounced) {
      await (this.account ? this.turns.makeDue() : this.turns.forget());
      this.hasAnnounced = true;
    }
    if (!this.account) return;
    const reader = randomUUID();
    if (!(await this.turns.claim(reader))) return;
    if (this.isStopping) await this.turns.release(reader);
    else await this.takeTurn(reader, this.account);
  }

  private async takeTurn(reader: string, account: ImapAccount): Promise<void> {
    const { intervalMs } = this.config.bounceMailbox;
    const startedAt = performance.now();
    const counts: Partial<Record<MailResult, number>> = {};
    const mailbox = (this.mailbox = new ImapMailbox(account));
    let isOurs = true;
    let isWhole = true;
    const renewal = setInterval(() => {
      this.turns.renew(reader).then(
        (renewed) => {
          isOurs &&= renewed;
          if (!isOurs) mailbox.cut('somebody else reads');
        },
        () => {}, // it is renewed next time, or is over
      );
    }, renewEveryMs);
    const reading = new MailboxReading(mailbox, this.bounces, {
      keepsReports: this.config.bounceMailbox.keepsReports,
      onMail: (result) => {
        counts[result] = (counts[result] ?? 0) + 1;
        this.metrics.bounceMails.inc({ result });
      },
      mayGoOn: () => !this.isStopping && (isWhole = performance.now() - startedAt < longestReadingMs),
    });
    let error: string | null = null;
    try {
      await reading.readAll();
    } catch (fault) {
      error = (fault as Error).message;
    } finally {
      clearInterval(renewal);
      await mailbox.close();
    }
    if (Object.keys(counts).length > 0)
      this.logger.log({ event: 'mailbox.read', ...counts, ms: Math.round(performance.now() - startedAt) });
    // Of a connection that we cut ourselves there is nothing to tell.
    if (!isOurs) return;
    if (this.isStopping) return this.turns.release(reader);
    this.tell(error);
    const pauseMs = isWhole ? intervalMs : 0;
    await this.turns.finish(reader, { error, intervalMs: pauseMs, longestMs: longestPause(intervalMs) });
  }

  /** Once for each fault, and once when it is over. */
  private tell(error: string | null): void {
    if (error === this.lastFault) return;
    if (error !== null) this.logger.error({ event: 'mailbox.failed', error });
    else this.logger.log({ event: 'mailbox.back' });
    this.lastFault = error;
  }
}

function longestPause(intervalMs: number): number {
  return Math.max(intervalMs, longestPauseMs);
}
