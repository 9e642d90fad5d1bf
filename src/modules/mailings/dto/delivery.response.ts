import type { DeliveryStatus } from '../../../domain/delivery-status.js';
import { AttachedFileResponse, toAttachedFile } from '../../messages/dto/attachment.response.js';
import type { DeliveryWithLetter } from '../deliveries.service.js';
import type { Delivery } from '../delivery.entity.js';

export class DeliveryResponse {
  id: string;
  ownerId: string;
  mailingId: string;
  runId: string;
  clientId: string;
  recipient: string;
  status: DeliveryStatus;
  /** Attempts that count against the client. */
  attempts: number;
  createdAt: Date;
  sentAt: Date | null;
  nextAttemptAt: Date | null;
  lastCode: number | null;
  lastReply: string | null;
}

export class DeliveryPageResponse {
  items: DeliveryResponse[];
  nextCursor: string | null;
  total?: number;
}

/** A delivery with the message as this client gets it. */
export class DeliveryDetailResponse extends DeliveryResponse {
  subject: string;
  html: string | null;
  text: string | null;
  /** The files that the letter carries; none with the channels `sms` and `console`. */
  attachments: AttachedFileResponse[];
}

export class DeliveryDetailPageResponse {
  items: DeliveryDetailResponse[];
  nextCursor: string | null;
  total?: number;
}

export class ResentResponse {
  /** How many are on their way again. */
  resent: number;
  /** How many stay uncertain, because their run may not go on. */
  refused: number;
}

export function toDeliveryResponse(delivery: Delivery): DeliveryResponse {
  return {
    id: delivery.id,
    ownerId: delivery.ownerId,
    mailingId: delivery.mailingId,
    runId: delivery.runId,
    clientId: delivery.clientId,
    recipient: delivery.recipient,
    // A worker's claim is nobody else's business: nothing has been tried yet.
    status: delivery.status === 'leased' ? 'pending' : delivery.status,
    attempts: delivery.attempts,
    createdAt: delivery.createdAt,
    sentAt: delivery.sentAt,
    nextAttemptAt: delivery.nextAttemptAt,
    lastCode: delivery.lastCode,
    lastReply: delivery.lastReply,
  };
}

export function toDeliveryDetail({ delivery, letter, files }: DeliveryWithLetter): DeliveryDetailResponse {
  const { subject, html, text } = letter;
  return { ...toDeliveryResponse(delivery), subject, html, text, attachments: files.map(toAttachedFile) };
}
