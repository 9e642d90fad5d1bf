import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/app-config.js';
import { queryInTime } from '../../database/query-in-time.js';
import { bringBackStatement, reapStatement } from './sql/reap.js';

/** Batches in one statement; each has up to a thousand deliveries. */
const batchesAtOnce = 20;
const answerMs = 10_000;
/** Between two looks of a healthy worker pass 2 s: this long means that it, or the database, stood still. */
const longestGapMs = 6_000;

/** How long after it was claimed (or looked at) a batch is looked at: soon, since most are settled within seconds. */
export function checkMsOf(leaseMs: number): number {
  return Math.min(5_000, leaseMs / 4);
}

/** Takes back what dead workers held. */
@Injectable()
export class Reaper {
  private readonly logger = new Logger('Reaper');
  private readonly graceMs: number;
  private readonly checkMs: number;
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
    this.checkMs = checkMsOf(config.send.leaseMs);
  }

  /** What no claim and no reaping would find; there is nothing to find unless something else went wrong. */
  async bringBack(): Promise<void> {
    const [found] = await queryInTime<{ returned: number; watched: number }[]>(
      this.dataSource,
      answerMs,
      bringBackStatement,
    );
    if (found!.returned + found!.watched > 0)
      this.logger.error({ event: 'deliveries.brought_back', ...found });
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
    const [slice] = await queryInTime<{ looked: number; returned: number; unanswered: number }[]>(
      this.dataSource,
      answerMs,
      reapStatement,
      [isSettled ? batchesAtOnce : 0, this.graceMs, this.checkMs],
    );
    const { looked, returned, unanswered } = slice!;
    if (returned + unanswered > 0) this.logger.warn({ event: 'leases.reaped', returned, unanswered });
    return looked === batchesAtOnce;
  }

  private isContactSettled(): boolean {
    const now = Date.now();
    const hadGap = this.lastContactAt !== null && now - this.lastContactAt > longestGapMs;
    if (hadGap || this.contactSince === Infinity) this.contactSince = now;
    this.lastContactAt = now;
    return this.contactSince === null || now - this.contactSince >= this.graceMs;
  }
}
