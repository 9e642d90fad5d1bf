import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/app-config.js';
import { queryInTime } from '../../database/query-in-time.js';
import { reapStatement } from './sql/reap.js';

const sliceSize = 1_000;
const answerMs = 10_000;
/** Between two looks of a healthy worker pass 2 s: this long means that it, or the database, stood still. */
const longestGapMs = 6_000;

/** Takes back what dead workers held. */
@Injectable()
export class Reaper {
  private readonly logger = new Logger('Reaper');
  private readonly graceMs: number;
  private lastContactAt: number | null = null;
  /** Since when the database has answered us without a gap; null: as long as we have been here. */
  private contactSince: number | null = null;

  constructor(
    private readonly dataSource: DataSource,
    config: AppConfig,
  ) {
    // A third of a lease is how often living workers renew theirs, and more than they pause between two tries to
    // store a result. With the half lease that a delivery past the barrier has on top of the reply's time-out, what
    // a dead worker left is still uncertain within SEND_REPLY_TIMEOUT + SEND_LEASE.
    this.graceMs = config.send.leaseMs / 3;
  }

  /**
   * Reaps what has expired, unless the database was away a moment ago: then living workers could neither renew
   * leases nor store answers they have, and get `graceMs` for it first. The server knows of its own starts; that it
   * was out of reach, or that all of us stood still, only the gap between two answers tells.
   */
  async reap(): Promise<void> {
    try {
      while (await this.reapSlice());
    } catch (fault) {
      this.contactSince = Infinity;
      throw fault;
    }
  }

  /** True when there may be more. */
  private async reapSlice(): Promise<boolean> {
    const isSettled = this.isContactSettled();
    const [slice] = await queryInTime<{ returned: number; unanswered: number }[]>(
      this.dataSource,
      answerMs,
      reapStatement,
      [isSettled ? sliceSize : 0, this.graceMs],
    );
    const { returned, unanswered } = slice!;
    if (returned + unanswered === 0) return false;
    this.logger.warn({ event: 'leases.reaped', returned, unanswered });
    return returned + unanswered === sliceSize;
  }

  private isContactSettled(): boolean {
    const now = Date.now();
    const hadGap = this.lastContactAt !== null && now - this.lastContactAt > longestGapMs;
    if (hadGap || this.contactSince === Infinity) this.contactSince = now;
    this.lastContactAt = now;
    return this.contactSince === null || now - this.contactSince >= this.graceMs;
  }
}
