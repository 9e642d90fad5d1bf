import { plainAddress } from '../../../domain/network-address.js';
import type { AuditAction, AuditTargetType } from '../audit-actions.js';
import type { AuditEvent } from '../audit-event.entity.js';

export class AuditActorResponse {
  id: string;
  /** As it was then. */
  email: string;
  /** The API key that was used, if any. */
  apiKeyId: string | null;
}

export class AuditTargetResponse {
  type: AuditTargetType;
  id: string;
  /** The address or the name, as it was then. */
  name: string;
}

export class AuditEventResponse {
  id: string;
  at: Date;
  action: AuditAction;
  /** Null for the command line and for people who are not signed in. */
  actor: AuditActorResponse | null;
  /** The network address it came from; null for the command line. */
  ip: string | null;
  target: AuditTargetResponse;
  /** What else belongs to it, for example the role before and after. */
  details: Record<string, unknown>;
}

export class AuditPageResponse {
  items: AuditEventResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toAuditEventResponse(event: AuditEvent): AuditEventResponse {
  return {
    id: event.id,
    at: event.at,
    action: event.action,
    actor: event.actorId
      ? { id: event.actorId, email: event.actorEmail ?? '', apiKeyId: event.apiKeyId }
      : null,
    ip: event.ip && plainAddress(event.ip),
    target: { type: event.targetType, id: event.targetId, name: event.targetName },
    details: event.details,
  };
}
