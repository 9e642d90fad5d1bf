import type { AuditEvent } from '../../audit/audit-event.entity.js';
import type { AuditAction } from '../../audit/audit-actions.js';

export class MailingDeedResponse {
  id: string;
  at: Date;
  action: AuditAction;
  /** The address of whoever did it, as it was then; null for the service itself. */
  by: string | null;
  /** Why, where it was told. */
  reason: string | null;
}

export class MailingHistoryResponse {
  items: MailingDeedResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toMailingDeed({ id, at, action, actorEmail, details }: AuditEvent): MailingDeedResponse {
  const reason = typeof details['reason'] === 'string' ? details['reason'] : null;
  return { id, at, action, by: actorEmail, reason };
}
