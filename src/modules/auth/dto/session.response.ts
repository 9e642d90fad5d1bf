import { plainAddress } from '../../../domain/network-address.js';
import type { Session } from '../session.entity.js';

export class SessionResponse {
  id: string;
  /** Is it the one that asks? */
  isCurrent: boolean;
  /** The network address of the log-in. */
  ip: string;
  userAgent: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

export class SessionPageResponse {
  items: SessionResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toSessionResponse(session: Session, currentId: string | undefined): SessionResponse {
  return {
    id: session.id,
    isCurrent: session.id === currentId,
    ip: plainAddress(session.ip),
    userAgent: session.userAgent,
    createdAt: session.createdAt,
    lastUsedAt: session.lastUsedAt,
    expiresAt: session.expiresAt,
  };
}
