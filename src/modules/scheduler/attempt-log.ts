// Tells of every attempt that was stored, with the ids by which it is looked for; for logs that machines read.
import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import type { ClaimedDelivery, DeliveryResult, RunSnapshot } from '../../sending/ports.js';

/** A reply may have 4 KiB; the whole of it stands in the ledger. */
const longestReply = 200;

@Injectable()
export class AttemptLog {
  private readonly logger = new Logger('Engine');

  constructor(private readonly config: AppConfig) {}

  onResult({ attempt, status }: DeliveryResult, run: RunSnapshot, delivery: ClaimedDelivery): void {
    if (!attempt || !this.config.log.isJson) return;
    this.logger.log({
      event: 'attempt',
      attemptId: attempt.id,
      mailingId: run.mailingId,
      runId: run.id,
      messageId: run.messageId,
      clientId: delivery.clientId,
      deliveryId: delivery.id,
      status: attempt.status,
      deliveryStatus: status,
      stage: attempt.stage,
      code: attempt.code,
      reply: (attempt.reply ?? attempt.error)?.slice(0, longestReply),
      ms: Math.round(attempt.durationMs),
    });
  }
}
