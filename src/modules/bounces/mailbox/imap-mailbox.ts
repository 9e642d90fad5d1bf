// One IMAP mailbox through imapflow, with what imapflow leaves to its users: a deadline and a limit of bytes for
// whatever is asked, so that a server that is dead, slow or hostile costs little time and little memory.
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { ImapAccount } from '../../../config/imap-url.js';
import { mostReportBytes } from '../../../http/mail-body.js';
import { wordsOfFault } from './mailbox-fault.js';

/** Marks what was read and stays: a keyword leaves the mail unread for people (RFC 5788 has none of this meaning). */
export const readMark = '$Postledger';
/** Where a mailbox keeps no keywords. People see it; `\Seen` would hide a mail from them. */
const plainMark = '\\Flagged';
const processedFolder = 'Processed';

export const usualLimits = {
  answerMs: 30_000,
  /** For each mail. */
  mailMs: 60_000,
  /** Lists of numbers and flags; many times what honest servers answer. */
  listBytes: 2 * 1024 * 1024,
};
const lookEveryMs = 100;
const sendsTooMuch = 'the server sends far more than asked';
/** Words around a mail that are not its text. */
const frameBytes = 64 * 1024;

export interface ListedMail {
  uid: number;
  bytes: number;
}

export interface Mail {
  uid: number;
  text: Uint8Array;
}

export class ImapMailbox {
  private readonly client: ImapFlow;
  private mark = readMark;
  private closedBecause: Error | undefined;

  constructor(
    private readonly account: ImapAccount,
    private readonly limits = usualLimits,
  ) {
    this.client = new ImapFlow(optionsFor(account, limits));
    // Without a listener a broken connection would end the process.
    this.client.on('error', (fault: Error) => (this.closedBecause ??= fault));
  }

  /** Connects, logs in and opens the folder; resolves with the number of mails in it. */
  async open(): Promise<number> {
    await this.ask(this.client.connect());
    const folder = await this.ask(this.client.mailboxOpen(this.account.folder));
    if (folder.readOnly) throw new Error('the mailbox may only be read, so nothing could be marked');
    const { permanentFlags } = folder;
    const keeps = (flag: string) => !permanentFlags || permanentFlags.has(flag) || permanentFlags.has('\\*');
    this.mark = keeps(readMark) ? readMark : plainMark;
    return folder.exists;
  }

  /** The UIDs of what was not read yet among the mails of these positions, oldest first. */
  async findUnread(fromPosition: number, toPosition: number): Promise<number[]> {
    const { mailbox } = this.client;
    // Others may have taken mails away meanwhile.
    const last = Math.min(toPosition, mailbox ? mailbox.exists : 0);
    if (last < fromPosition) return [];
    const unmarked = this.mark === plainMark ? { flagged: false } : { unKeyword: this.mark };
    const found = await this.ask(
      this.client.search({ seq: `${fromPosition}:${last}`, deleted: false, ...unmarked }, { uid: true }),
    );
    if (!found) throw new Error('the server does not search');
    return found.slice(0, last - fromPosition + 1).sort((one, other) => one - other);
  }

  async sizesOf(uids: readonly number[]): Promise<ListedMail[]> {
    const sizes: ListedMail[] = [];
    for await (const { uid, size } of this.fetch(
      uids,
      { size: true },
      this.limits.answerMs,
      this.limits.listBytes,
    ))
      sizes.push({ uid, bytes: size ?? Infinity });
    return sizes;
  }

  /** One after the other as they are asked for: only one is held at a time. Their flags stay as they are. */
  async *read(uids: readonly number[]): AsyncGenerator<Mail> {
    const limitBytes = uids.length * (mostReportBytes + frameBytes);
    const source = { start: 0, maxLength: mostReportBytes + 1 };
    for await (const { uid, source: text } of this.fetch(uids, { source }, this.limits.mailMs, limitBytes))
      if (text) yield { uid, text };
  }

  /** They stay where they are and are not found unread again. */
  async markRead(uids: readonly number[]): Promise<void> {
    if (uids.length === 0) return;
    await this.succeed('mark', this.client.messageFlagsAdd([...uids], [this.mark], { uid: true }));
  }

  /** Takes them out of the folder for good. */
  async delete(uids: readonly number[]): Promise<void> {
    if (uids.length === 0) return;
    // Without UIDPLUS (RFC 4315) an EXPUNGE would take along what others have marked: their program will do it.
    const { capabilities } = this.client;
    if (capabilities.has('UIDPLUS') || capabilities.has('IMAP4rev2'))
      await this.succeed('delete', this.client.messageDelete([...uids], { uid: true }));
    else await this.succeed('delete', this.client.messageFlagsAdd([...uids], ['\\Deleted'], { uid: true }));
  }

  /** Moves them to the folder for what was understood, which is made when it is missing. */
  async putAway(uids: readonly number[]): Promise<void> {
    if (uids.length === 0 || (await this.moved(uids))) return;
    await this.ask(this.client.mailboxCreate(processedFolder));
    if (!(await this.moved(uids))) throw new Error(`the server does not move mails to ${processedFolder}`);
  }

  /** Never rejects. */
  async close(): Promise<void> {
    if (this.client.usable) await this.ask(this.client.logout()).catch(() => {});
    this.cut('it is closed');
  }

  /** At once, whatever is going on. */
  cut(reason: string): void {
    this.closedBecause ??= new Error(reason);
    this.client.close();
  }

  private async moved(uids: readonly number[]): Promise<boolean> {
    const { capabilities } = this.client;
    if (['MOVE', 'UIDPLUS', 'IMAP4rev2'].some((name) => capabilities.has(name)))
      return Boolean(await this.ask(this.client.messageMove([...uids], processedFolder, { uid: true })));
    if (!(await this.ask(this.client.messageCopy([...uids], processedFolder, { uid: true })))) return false;
    await this.delete(uids);
    return true;
  }

  private async succeed(what: string, work: Promise<boolean>): Promise<void> {
    if (!(await this.ask(work))) throw new Error(`the server does not ${what} mails`);
  }

  /** What was asked for, each once; answers to questions that nobody asked are passed over. */
  private async *fetch(
    uids: readonly number[],
    query: { size: true } | { source: { start: number; maxLength: number } },
    limitMs: number,
    limitBytes: number,
  ) {
    const wanted = new Set(uids);
    const mostReceived = this.client.stats().received + limitBytes;
    const answers = this.client.fetch([...uids], { uid: true, ...query }, { uid: true });
    try {
      for (;;) {
        const left = mostReceived - this.client.stats().received;
        // Looked at here as well: what comes quickly enough is never waited for.
        if (left <= 0) this.cut(sendsTooMuch);
        const { done, value } = await this.ask(answers.next(), limitMs, left);
        if (done) return;
        if (value && wanted.delete(value.uid)) yield value;
      }
    } catch (fault) {
      // RFC 5530: others took some of the mails away meanwhile; what is there was told.
      const { serverResponseCode } = ((fault as Error).cause ?? {}) as { serverResponseCode?: string };
      if (serverResponseCode !== 'EXPUNGEISSUED') throw fault;
    } finally {
      // Not waited for: a server that hangs would keep us here.
      answers.return(undefined as never).catch(() => {});
    }
  }

  /** Cuts the connection when the answer takes longer, or more bytes; rejects in words for people. */
  private async ask<T>(
    work: Promise<T>,
    limitMs = this.limits.answerMs,
    limitBytes = this.limits.listBytes,
  ): Promise<T> {
    const { client } = this;
    const startedAt = performance.now();
    const before = client.stats().received;
    let watch: NodeJS.Timeout | undefined;
    const tooMuch = new Promise<never>((_, reject) => {
      watch = setInterval(() => {
        if (client.stats().received - before > limitBytes) this.cut(sendsTooMuch);
        if (performance.now() - startedAt > limitMs) this.cut(`no answer within ${limitMs / 1000} s`);
        if (this.closedBecause) reject(this.closedBecause);
      }, lookEveryMs);
    });
    try {
      return await Promise.race([work, tooMuch]);
    } catch (fault) {
      throw new Error(wordsOfFault(this.closedBecause ?? fault, this.account), { cause: fault });
    } finally {
      clearInterval(watch);
    }
  }
}

function optionsFor(
  { host, port, secure, requireTls, user, password }: ImapAccount,
  { answerMs, mailMs, listBytes }: typeof usualLimits,
): ImapFlowOptions {
  return {
    host,
    port,
    secure,
    ...(requireTls && !secure ? { doSTARTTLS: true } : {}),
    auth: { user, pass: password },
    // Where a password may go in clear, encryption without proof is no worse.
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: requireTls },
    clientInfo: { name: 'Postledger' },
    logger: false,
    disableAutoIdle: true,
    // A few bytes can stand for gigabytes.
    disableCompression: true,
    // Ours come first.
    connectionTimeout: 2 * answerMs,
    greetingTimeout: 2 * answerMs,
    socketTimeout: 2 * mailMs,
    maxLineLength: listBytes,
    maxLiteralSize: mostReportBytes + frameBytes,
    maxResponseSize: mostReportBytes + 2 * frameBytes,
  };
}
