// One reading of the mailbox: each mail that was not read yet goes through the intake of bounces. A mail is marked or
// moved only after its intake, so one at which the process died is taken in once more, which changes nothing.
import { Logger } from '@nestjs/common';
import { isDatabaseAway } from '../../../database/database-fault.js';
import { DomainError } from '../../../domain/errors.js';
import { mostReportBytes } from '../../../http/mail-body.js';
import type { BouncesService, TakenReport } from '../bounces.service.js';
import type { ImapMailbox, Mail } from './imap-mailbox.js';

/** `failed`, `delivered` and `complaint` were understood; all others stay in the mailbox. */
export const mailResults = [
  'failed',
  'delivered',
  'complaint',
  'ignored',
  'unreadable',
  'too_large',
  'not_taken',
] as const;
export type MailResult = (typeof mailResults)[number];

/** Asked for at once; the numbers of so many unread mails are held. */
const positionsAtOnce = 5_000;
const mailsAtOnce = 100;

interface Sorted {
  understood: number[];
  others: number[];
}

export interface ReadingOptions {
  /** Are reports that were understood moved to a folder of their own, instead of deleted? */
  keepsReports: boolean;
  /** Told of each mail that was looked at. */
  onMail(result: MailResult): void;
  /** Asked between batches. */
  mayGoOn(): boolean;
}

export class MailboxReading {
  private readonly logger = new Logger('Mailbox');
  private firstFault: Error | undefined;

  constructor(
    private readonly mailbox: ImapMailbox,
    private readonly bounces: Pick<BouncesService, 'take'>,
    private readonly options: ReadingOptions,
  ) {}

  /** Resolves when all is read, or sooner when it may not go on. Rejects, after the rest, where a mail was not taken. */
  async readAll(): Promise<void> {
    // From the end: what is moved away changes only the positions of what comes after it.
    for (let last = await this.mailbox.open(); last > 0; last -= positionsAtOnce) {
      const unread = await this.mailbox.findUnread(Math.max(1, last - positionsAtOnce + 1), last);
      for (let start = 0; start < unread.length; start += mailsAtOnce) {
        if (!this.options.mayGoOn()) return;
        await this.readBatch(unread.slice(start, start + mailsAtOnce));
      }
    }
    if (this.firstFault) throw this.firstFault;
  }

  private async readBatch(uids: readonly number[]): Promise<void> {
    const sorted: Sorted = { understood: [], others: [] };
    const fitting: number[] = [];
    for (const { uid, bytes } of await this.mailbox.sizesOf(uids)) {
      if (bytes <= mostReportBytes) fitting.push(uid);
      else this.leave(sorted, uid, 'too_large');
    }
    if (fitting.length > 0)
      for await (const mail of this.mailbox.read(fitting)) await this.takeIn(mail, sorted);
    await this.mailbox.markRead(sorted.others);
    if (this.options.keepsReports) await this.mailbox.putAway(sorted.understood);
    else await this.mailbox.delete(sorted.understood);
  }

  private async takeIn({ uid, text }: Mail, sorted: Sorted): Promise<void> {
    // Servers may count otherwise than they send.
    if (text.length > mostReportBytes) return this.leave(sorted, uid, 'too_large');
    let report: TakenReport;
    try {
      report = await this.bounces.take(text);
    } catch (fault) {
      return this.onFault(fault as Error, uid, sorted);
    }
    if (report.kind === 'ignored') return this.leave(sorted, uid, 'ignored');
    sorted.understood.push(uid);
    this.options.onMail(report.kind);
    this.logger.debug({ event: 'bounce.read', uid, ...report });
  }

  private leave(sorted: Sorted, uid: number, result: MailResult): void {
    sorted.others.push(uid);
    this.options.onMail(result);
  }

  /** A mail at which we fail is tried again next time, and holds up nobody behind it. */
  private onFault(fault: Error, uid: number, sorted: Sorted): void {
    if (fault instanceof DomainError) return this.leave(sorted, uid, 'unreadable');
    if (isDatabaseAway(fault)) throw fault;
    this.options.onMail('not_taken');
    this.firstFault ??= new Error(`mail ${uid} could not be taken in: ${fault.message}`);
  }
}
