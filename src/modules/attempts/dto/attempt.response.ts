import type { AttemptStage, AttemptStatus } from '../../../domain/delivery-status.js';
import type { Attempt } from '../attempt.entity.js';

/** One try to send one message to one client, in the server's own words. */
export class AttemptResponse {
  id: string;
  at: Date;
  status: AttemptStatus;
  /** How far the dialogue had come. */
  stage: AttemptStage;
  code: number | null;
  enhancedCode: string | null;
  reply: string | null;
  error: string | null;
  durationMs: number;
  deliveryId: string;
  runId: string;
  mailingId: string;
  messageId: string | null;
  clientId: string;
  recipient: string;
}

export class AttemptPageResponse {
  items: AttemptResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toAttemptResponse(attempt: Attempt): AttemptResponse {
  return {
    id: attempt.id,
    at: attempt.at,
    status: attempt.status,
    stage: attempt.stage,
    code: attempt.code,
    enhancedCode: attempt.enhancedCode,
    reply: attempt.reply,
    error: attempt.error,
    durationMs: attempt.durationMs,
    deliveryId: attempt.deliveryId,
    runId: attempt.runId,
    mailingId: attempt.mailingId,
    messageId: attempt.messageId,
    clientId: attempt.clientId,
    recipient: attempt.recipient,
  };
}
