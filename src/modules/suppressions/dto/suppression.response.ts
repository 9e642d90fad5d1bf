import type { Suppression, SuppressionReason, SuppressionSource } from '../suppression.entity.js';

export class SuppressionResponse {
  id: string;
  ownerId: string;
  /** Address in lower case, or phone; null once its client was erased. */
  contact: string | null;
  reason: SuppressionReason;
  source: SuppressionSource;
  mailingId: string | null;
  createdAt: Date;
}

export class SuppressionPageResponse {
  items: SuppressionResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toSuppressionResponse(suppression: Suppression): SuppressionResponse {
  const { id, ownerId, contact, reason, source, mailingId, createdAt } = suppression;
  return { id, ownerId, contact, reason, source, mailingId, createdAt };
}
