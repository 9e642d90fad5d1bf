import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/access-policy.js';
import type { Page } from '../../http/page.dto.js';
import type { AuditAction, AuditTargetType } from './audit-actions.js';
import type { AuditEvent } from './audit-event.entity.js';
import { AuditFilter, AuditRepository } from './audit.repository.js';

export interface AuditEntry {
  /** Who did it. Somebody who is not signed in has an `ip` alone, the command line has nothing: null. */
  actor: Pick<Actor, 'id' | 'email' | 'ip' | 'apiKeyId'> | { ip: string } | null;
  action: AuditAction;
  /** Whom or what it was done to; `name` is an address or a name, kept as it is now. */
  target: { type: AuditTargetType; id: string; name: string };
  /** What else a reader wants to know, for example what it was before; never a secret. */
  details?: Record<string, unknown>;
}

@Injectable()
export class AuditLog {
  constructor(private readonly events: AuditRepository) {}

  /** Writes down what the transaction does: all of it is stored or nothing is. */
  write(transaction: Transaction, ...entries: AuditEntry[]): Promise<void> {
    return this.events.insert(transaction, entries.map(eventOf));
  }

  list(filter: AuditFilter): Promise<Page<AuditEvent>> {
    return this.events.findPage(filter);
  }
}

function eventOf({ actor, action, target, details = {} }: AuditEntry) {
  const who = actor && 'id' in actor ? actor : null;
  return {
    action,
    actorId: who?.id ?? null,
    actorEmail: who?.email ?? null,
    apiKeyId: who?.apiKeyId ?? null,
    ip: actor?.ip ?? null,
    targetType: target.type,
    targetId: target.id,
    targetName: target.name,
    details,
  };
}
