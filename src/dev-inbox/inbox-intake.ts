import { Injectable, Logger } from '@nestjs/common';
import type { TakenMail } from './dev-mail-server.js';
import { InboxMailsRepository } from './inbox-mails.repository.js';

/** More would only make the page slow: the inbox is for looking, not for keeping. */
const keptMails = 10_000;
/** Rows between two prunings: how far the table may grow over `keptMails`. */
const pruneEveryRows = 1_000;
/** A statement takes at most this much, beyond its first mail. */
const batchRows = 1_000;
const batchBytes = 16 * 1024 * 1024;

interface WaitingMail {
  mail: TakenMail;
  resolve: () => void;
  reject: (fault: unknown) => void;
}

/** Writes mails down in groups: what arrives while one group is being written goes into the next. */
@Injectable()
export class InboxIntake {
  private readonly logger = new Logger('Inbox');
  private waiting: WaitingMail[] = [];
  private isWriting = false;
  private isPruning = false;
  /** As if many had come, so that what other processes left over goes with the first mail. */
  private rowsSincePruning = pruneEveryRows;

  constructor(private readonly mails: InboxMailsRepository) {}

  /** Resolves once the rows are committed. */
  keep(mail: TakenMail): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ mail, resolve, reject });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.nextBatch();
      try {
        await this.mails.insert(batch.map(({ mail }) => mail));
        for (const { mail, resolve } of batch) {
          this.rowsSincePruning += mail.to.length;
          resolve();
        }
      } catch (fault) {
        for (const { reject } of batch) reject(fault);
      }
      if (this.rowsSincePruning >= pruneEveryRows && !this.isPruning) void this.prune();
    }
    this.isWriting = false;
  }

  private nextBatch(): WaitingMail[] {
    let [count, rows, bytes] = [0, 0, 0];
    for (const { mail } of this.waiting) {
      rows += mail.to.length;
      bytes += mail.raw.length;
      if (count > 0 && (rows > batchRows || bytes > batchBytes)) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async prune(): Promise<void> {
    this.isPruning = true;
    this.rowsSincePruning = 0;
    try {
      await this.mails.keepNewest(keptMails);
    } catch (fault) {
      // The next round does it; two processes may also have met over the same rows.
      this.logger.debug(`Old mails were not removed: ${(fault as Error).message}`);
    } finally {
      this.isPruning = false;
    }
  }
}
