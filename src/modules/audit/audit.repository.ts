import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { KeysetRequest, readPage } from '../../database/keyset.js';
import type { Transaction } from '../../database/transaction.js';
import type { AuditAction } from './audit-actions.js';
import { AuditEvent } from './audit-event.entity.js';

export interface AuditFilter extends KeysetRequest {
  action?: AuditAction;
  actorId?: string;
  targetId?: string;
}

@Injectable()
export class AuditRepository {
  constructor(@InjectRepository(AuditEvent) private readonly events: Repository<AuditEvent>) {}

  async insert(transaction: Transaction, events: Omit<AuditEvent, 'id' | 'at'>[]): Promise<void> {
    await transaction.insert(AuditEvent, events as object[]);
  }

  findPage(filter: AuditFilter) {
    const query = this.events.createQueryBuilder('event');
    if (filter.action) query.andWhere('event.action = :action', { action: filter.action });
    if (filter.actorId) query.andWhere('event.actorId = :actorId', { actorId: filter.actorId });
    if (filter.targetId) query.andWhere('event.targetId = :targetId', { targetId: filter.targetId });
    return readPage(query, filter, { fields: { at: 'event.id' }, defaultSort: '-at', key: 'event.id' });
  }
}
