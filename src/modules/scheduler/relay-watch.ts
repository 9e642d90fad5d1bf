// When a mail server refuses us for good, or refuses what a mailing says again and again, sending on would only do
// harm: the mailings pause, their owners are told why, and `resume` tries again.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { classifyReply, isSmtpStage } from '../../domain/smtp-reply.js';
import type { DeliveryResult, Outcome, RunSnapshot } from '../../sending/ports.js';
import { JobQueue } from '../../jobs/job-queue.js';

/** So many refusals of the content in a row, without one letter taken, are about the content. */
const contentStreakLimit = 20;

interface PausedMailing {
  id: string;
  email: string;
  language: 'ru' | 'en';
}

@Injectable()
export class RelayWatch {
  private readonly logger = new Logger('RelayWatch');
  /** Refusals of the content in a row, by run. */
  private readonly streaks = new Map<string, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobQueue,
  ) {}

  /** The relay refused us for good: everything that sends over its channel pauses. */
  onRelayPaused(outcome: Outcome, { channel }: RunSnapshot): void {
    const relay = channel === 'sms' ? 'the SMS gateway' : 'the mail server';
    const reason = `${relay} refuses us (${outcome.stage}): ${outcome.reply ?? outcome.error}`;
    this.pause(
      `id IN (SELECT mailing_id FROM runs WHERE status = 'running' AND channel = $2)`,
      channel,
      reason,
    );
  }

  onResult({ attempt, status }: DeliveryResult, { id, mailingId }: RunSnapshot): void {
    if (status === 'sent') this.streaks.delete(id);
    if (status !== 'failed' || !attempt?.code || !isSmtpStage(attempt.stage)) return;
    if (classifyReply(attempt.stage, attempt.code, attempt.enhancedCode) !== 'content') return;
    const streak = (this.streaks.get(id) ?? 0) + 1;
    this.streaks.set(id, streak);
    if (streak < contentStreakLimit) return;
    this.streaks.delete(id);
    this.pause('id = $2', mailingId, `the mail server refused the last ${streak} letters: ${attempt.reply}`);
  }

  private pause(condition: string, value: string, reason: string): void {
    this.pauseAndTell(condition, value, reason).catch((fault: Error) =>
      this.logger.error({ event: 'mailing.pausing_failed', reason }, fault.stack),
    );
  }

  private pauseAndTell(condition: string, value: string, reason: string): Promise<void> {
    return this.dataSource.transaction(async (transaction) => {
      const [paused] = await transaction.query<[PausedMailing[], number]>(
        `UPDATE mailings m SET paused = true, pause_reason = $1 FROM users u
         WHERE u.id = m.owner_id AND NOT m.paused AND m.deleted_at IS NULL AND m.${condition}
         RETURNING m.id, u.email, u.language`,
        [reason, value],
      );
      for (const { id, email, language } of paused) {
        this.logger.warn({ event: 'mailing.paused', mailingId: id, reason });
        const mail = { kind: 'mailing_paused', to: email, language, values: {} };
        await this.jobs.add('send_account_mail', mail, { key: `mailing_paused:${id}` }, transaction);
      }
    });
  }
}
