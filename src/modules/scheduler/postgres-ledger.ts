// The ledger over PostgreSQL: each method is one statement, so each is one transaction.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/app-config.js';
import { queryInTime } from '../../database/query-in-time.js';
import { ChannelName } from '../../domain/mailing-status.js';
import type {
  ClaimedDelivery,
  DeliveryLedger,
  DeliveryResult,
  RunSnapshot,
  Ticket,
} from '../../sending/ports.js';
import { mailboxFaultOf } from '../../domain/smtp-reply.js';
import { UnsubscribeLinks } from '../suppressions/unsubscribe-links.js';
import { RunFinisher } from './run-finisher.js';
import { barrierStatement } from './sql/barrier.js';
import { claimStatement } from './sql/claim.js';
import { loadRunStatement } from './sql/load-run.js';
import { nextDueStatement } from './sql/next-due.js';
import { recordStatement } from './sql/record.js';
import { releaseStatement } from './sql/release.js';
import { renewStatement } from './sql/renew.js';
import { suppressBouncedStatement, suppressRefusedStatement } from './sql/suppressed.js';

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

type ClaimedRow = Omit<ClaimedDelivery, 'firstAttemptAt' | 'clientId'> & {
  firstAttemptAt: Date | null;
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
    private readonly dataSource: DataSource,
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
    const [row] = await this.query<RunRow[]>(loadRunStatement, [runId]);
    if (!row) return null;
    const { senderName, senderAddress, endsAt, ...run } = row;
    return {
      ...run,
      sender: { name: senderName, address: senderAddress },
      endsAt: endsAt?.getTime() ?? null,
    };
  }

  async claim(runId: string, limit: number): Promise<ClaimedDelivery[]> {
    const [rows] = await this.query<[ClaimedRow[], number]>(claimStatement, [runId, limit, this.leaseMs]);
    return rows
      .map(({ ownerId, mailingId, ...row }) => ({
        ...row,
        firstAttemptAt: row.firstAttemptAt?.getTime() ?? null,
        slots: {
          ...row.slots,
          unsubscribeUrl: this.links.urlFor({ ownerId, mailingId, clientId: row.clientId }),
        },
      }))
      .sort((one, other) => one.number - other.number);
  }

  async nextDueAt(runId: string): Promise<number | null> {
    const [row] = await this.query<{ dueAt: Date | null }[]>(nextDueStatement, [runId]);
    return row?.dueAt?.getTime() ?? null;
  }

  async renew(tickets: readonly Ticket[]): Promise<ReadonlySet<number>> {
    return this.numbersOf(renewStatement, [...columnsOf(tickets), this.leaseMs]);
  }

  async crossBarrier(tickets: readonly Ticket[]): Promise<ReadonlySet<number>> {
    const crossed = await this.numbersOf(barrierStatement, [...columnsOf(tickets), this.unansweredMs]);
    const refused = tickets.filter(({ number }) => !crossed.has(number));
    if (refused.length > 0) await this.suppressRefused(refused);
    return crossed;
  }

  /** Otherwise their leases would end, and they would be tried again and again. */
  private async suppressRefused(tickets: readonly Ticket[]): Promise<void> {
    try {
      await this.query(suppressRefusedStatement, columnsOf(tickets));
    } catch {
      // The others have crossed and must hear of it; these meet the barrier once more.
    }
  }

  async record(results: readonly DeliveryResult[]): Promise<void> {
    // Before the results: should we die in between, the refusal did happen all the same.
    await this.suppressBounced(results);
    await this.query(recordStatement, [
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
      return fault && attempt ? [{ number, attemptId: attempt.id, isEnough: fault === 'gone' }] : [];
    });
    if (bounces.length === 0) return;
    await this.query(suppressBouncedStatement, [
      bounces.map((bounce) => bounce.number),
      bounces.map((bounce) => bounce.attemptId),
      bounces.map((bounce) => bounce.isEnough),
    ]);
  }

  async release(tickets: readonly Ticket[]): Promise<void> {
    await this.query(releaseStatement, columnsOf(tickets));
  }

  finishRunIfDone(runId: string): Promise<boolean> {
    return this.finisher.finishIfDone(runId);
  }

  private query<Answer>(statement: string, parameters: unknown[]): Promise<Answer> {
    return queryInTime(this.dataSource, this.answerMs, statement, parameters);
  }

  private async numbersOf(statement: string, parameters: unknown[]): Promise<ReadonlySet<number>> {
    const [rows] = await this.query<[{ number: number }[], number]>(statement, parameters);
    return new Set(rows.map((row) => row.number));
  }
}

function columnsOf(tickets: readonly Ticket[]): [number[], number[]] {
  return [tickets.map((ticket) => ticket.number), tickets.map((ticket) => ticket.epoch)];
}

function instant(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
