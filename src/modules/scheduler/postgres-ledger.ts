// The ledger over PostgreSQL: each method is one statement, so each is one transaction.
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import type { QueryResult, QueryResultRow } from 'pg';
import { PreparedStatements } from '../../database/prepared-statements.js';
import { ChannelName } from '../../domain/mailing-status.js';
import type {
  ClaimedDelivery,
  DeliveryLedger,
  DeliveryResult,
  LetterFile,
  RunSnapshot,
  Ticket,
} from '../../sending/ports.js';
import { mailboxFaultOf } from '../../domain/smtp-reply.js';
import { UnsubscribeLinks } from '../suppressions/unsubscribe-links.js';
import { checkMsOf } from './reaper.js';
import { RunFinisher } from './run-finisher.js';
import { barrierStatement } from './sql/barrier.js';
import { claimStatement } from './sql/claim.js';
import { loadFilesStatement } from './sql/load-files.js';
import { loadRunStatement } from './sql/load-run.js';
import { nextDueStatement } from './sql/next-due.js';
import { recordStatement } from './sql/record.js';
import { releaseStatement } from './sql/release.js';
import { renewStatement } from './sql/renew.js';
import { closeRefusedStatement, suppressBouncedStatement } from './sql/suppressed.js';

interface RunRow {
  id: string;
  mailingId: string;
  ownerId: string;
  messageId: string | null;
  channel: ChannelName;
  subject: string;
  html: string | null;
  text: string | null;
  senderName: string;
  senderAddress: string;
  endsAt: Date | null;
}

type ClaimedRow = Omit<ClaimedDelivery, 'firstAttemptAt' | 'clientId' | 'slots'> & {
  firstAttemptAt: Date | null;
  slots: Record<string, string>;
  ownerId: string;
  mailingId: string;
  clientId: string;
};

@Injectable()
export class PostgresLedger implements DeliveryLedger {
  private readonly leaseMs: number;
  private readonly unansweredMs: number;
  /** Far less than what a lease has left when it is renewed, and than the half lease that a result has. */
  private readonly answerMs: number;

  constructor(
    private readonly statements: PreparedStatements,
    private readonly finisher: RunFinisher,
    private readonly links: UnsubscribeLinks,
    config: AppConfig,
  ) {
    this.leaseMs = config.send.leaseMs;
    // The dialogue gives up after replyTimeoutMs; half a lease more lets it store that by itself.
    this.unansweredMs = config.send.replyTimeoutMs + config.send.leaseMs / 2;
    this.answerMs = Math.max(2_000, config.send.leaseMs / 6);
  }

  async loadRun(runId: string): Promise<RunSnapshot | null> {
    const [row] = await this.rowsOf<RunRow>('load_run', loadRunStatement, [runId]);
    if (!row) return null;
    const { senderName, senderAddress, endsAt, ...run } = row;
    return {
      ...run,
      sender: { name: senderName, address: senderAddress },
      endsAt: endsAt?.getTime() ?? null,
    };
  }

  loadFiles(runId: string): Promise<LetterFile[]> {
    return this.rowsOf<LetterFile>('load_files', loadFilesStatement, [runId]);
  }

  async claim(runId: string, limit: number): Promise<ClaimedDelivery[]> {
    const rows = await this.rowsOf<ClaimedRow>('claim', claimStatement, [
      runId,
      limit,
      this.leaseMs,
      checkMsOf(this.leaseMs),
    ]);
    return rows.map((row) => this.claimOf(row));
  }

  private claimOf(row: ClaimedRow): ClaimedDelivery {
    const { ownerId, mailingId, number, id, epoch, clientId, recipient, recipientName, slots, attempts } =
      row;
    slots['unsubscribeUrl'] = this.links.urlFor({ ownerId, mailingId, clientId });
    const firstAttemptAt = row.firstAttemptAt?.getTime() ?? null;
    return { number, id, epoch, clientId, recipient, recipientName, slots, attempts, firstAttemptAt };
  }

  async nextDueAt(runId: string): Promise<number | null> {
    const [row] = await this.rowsOf<{ dueAt: Date | null }>('next_due', nextDueStatement, [runId]);
    return row?.dueAt?.getTime() ?? null;
  }

  async renew(tickets: readonly Ticket[]): Promise<ReadonlySet<number>> {
    return this.numbersOf('renew', renewStatement, [...columnsOf(tickets), this.leaseMs]);
  }

  async crossBarrier(tickets: readonly Ticket[]): Promise<ReadonlySet<number>> {
    const parameters = [...columnsOf(tickets), this.unansweredMs];
    const crossed = await this.numbersOf('barrier', barrierStatement, parameters);
    const refused = tickets.filter(({ number }) => !crossed.has(number));
    if (refused.length > 0) await this.closeRefused(refused);
    return crossed;
  }

  /** Otherwise their leases would end, and they would be tried again and again. */
  private async closeRefused(tickets: readonly Ticket[]): Promise<void> {
    try {
      await this.ask('close_refused', closeRefusedStatement, columnsOf(tickets));
    } catch {
      // The others have crossed and must hear of it; these meet the barrier once more.
    }
  }

  async record(results: readonly DeliveryResult[]): Promise<void> {
    // Before the results: should we die in between, the refusal did happen all the same.
    await this.suppressBounced(results);
    await this.ask('record', recordStatement, [
      results.map((result) => result.number),
      results.map((result) => result.epoch),
      results.map((result) => result.status),
      results.map((result) => result.countsAsAttempt),
      results.map((result) => instant(result.nextAttemptAt)),
      results.map((result) => result.attempt?.id ?? null),
      results.map((result) => instant(result.attempt?.at ?? null)),
      results.map((result) => result.attempt?.status ?? null),
      results.map((result) => result.attempt?.stage ?? null),
      results.map((result) => result.attempt?.code ?? null),
      results.map((result) => result.attempt?.enhancedCode ?? null),
      results.map((result) => result.attempt?.reply ?? null),
      results.map((result) => result.attempt?.error ?? null),
      results.map((result) => (result.attempt ? Math.round(result.attempt.durationMs) : null)),
    ]);
  }

  private async suppressBounced(results: readonly DeliveryResult[]): Promise<void> {
    const bounces = results.flatMap(({ number, status, attempt }) => {
      const fault = status === 'failed' && attempt ? mailboxFaultOf(attempt.enhancedCode) : null;
      return fault ? [{ number, isEnough: fault === 'gone' }] : [];
    });
    if (bounces.length === 0) return;
    await this.ask('suppress_bounced', suppressBouncedStatement, [
      bounces.map((bounce) => bounce.number),
      bounces.map((bounce) => bounce.isEnough),
    ]);
  }

  async release(tickets: readonly Ticket[]): Promise<void> {
    await this.ask('release', releaseStatement, columnsOf(tickets));
  }

  finishRunIfDone(runId: string): Promise<boolean> {
    return this.finisher.finishIfDone(runId);
  }

  private ask<Row extends QueryResultRow>(
    name: string,
    text: string,
    values: unknown[],
  ): Promise<QueryResult<Row>> {
    return this.statements.ask<Row>({ name, text }, values, this.answerMs);
  }

  private async rowsOf<Row extends QueryResultRow>(name: string, text: string, values: unknown[]) {
    return (await this.ask<Row>(name, text, values)).rows;
  }

  private async numbersOf(name: string, text: string, values: unknown[]): Promise<ReadonlySet<number>> {
    const rows = await this.rowsOf<{ number: number }>(name, text, values);
    return new Set(rows.map((row) => row.number));
  }
}

function columnsOf(tickets: readonly Ticket[]): [number[], number[]] {
  return [tickets.map((ticket) => ticket.number), tickets.map((ticket) => ticket.epoch)];
}

/** As text: node-postgres would spell out the local time of a `Date`. */
function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
