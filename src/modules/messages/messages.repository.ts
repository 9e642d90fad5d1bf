import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { containing } from '../../database/containing.js';
import { allIds, KeysetRequest, leadOf, ownedBy, readPage } from '../../database/keyset.js';
import { DomainError } from '../../domain/errors.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { Message } from './message.entity.js';
import type { MessageFields } from './message-rules.js';

/** Which messages a list shows; `seenBy` null stands for those who see everybody's. */
export interface MessageFilter {
  seenBy: string | null;
  ownerId?: string;
  search?: string;
}

@Injectable()
export class MessagesRepository {
  constructor(
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    private readonly attachments: AttachmentsRepository,
  ) {}

  /** One page of the messages that the filter shows. */
  page({ seenBy, ownerId, search }: MessageFilter, request: KeysetRequest) {
    const builder = this.messages.createQueryBuilder('message').setParameters({ seenBy, ownerId });
    const { conditions, owner } = ownedBy('message.ownerId', { seenBy, ownerId });
    if (search) {
      conditions.push('message.subject ILIKE :pattern');
      builder.setParameters({ pattern: containing(search) });
    }
    return readPage(builder, request, {
      fields: { createdAt: '(message.id)', subject: '(message.subject)' },
      defaultSort: '-createdAt',
      key: '(message.id)',
      range: { lead: leadOf(owner), between: allIds, conditions },
    });
  }

  /** Anybody's message: for work that was allowed when it was queued. */
  find(id: string): Promise<Message | null> {
    return this.messages.findOneBy({ id });
  }

  findOwned(ownerId: string, id: string): Promise<Message | null> {
    return this.messages.findOneBy({ ownerId, id });
  }

  add(ownerId: string, fields: MessageFields): Promise<Message> {
    // One statement, which needs no transaction around it.
    return this.messages.save(this.messages.create({ ...fields, ownerId }), { transaction: false });
  }

  /** Changes a message while nobody else can; null when the owner has no such message. */
  change(ownerId: string, id: string, change: (stored: Message) => MessageFields): Promise<Message | null> {
    return this.messages.manager.transaction(async (manager) => {
      const stored = await manager.findOne(Message, {
        where: { ownerId, id },
        lock: { mode: 'pessimistic_write' },
      });
      return stored && manager.save(Object.assign(stored, change(stored)));
    });
  }

  /**
   * Deletes a message and takes it off the mailings that are over. False when the owner has no such message.
   * Whoever gives a message to a mailing holds its row FOR KEY SHARE until the mailing is stored: the lock here
   * waits for them, and then sees their mailing.
   * @throws DomainError `message.in_use` when an unfinished mailing uses it
   */
  remove(ownerId: string, id: string): Promise<boolean> {
    return this.messages.manager.transaction(async (manager) => {
      const stored = await manager.findOne(Message, {
        select: { id: true },
        where: { ownerId, id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!stored) return false;
      const [{ isInUse }] = await manager.query(
        `SELECT EXISTS (SELECT FROM mailings
           WHERE message_id = $1 AND status <> 'completed' AND deleted_at IS NULL) AS "isInUse"`,
        [id],
      );
      if (isInUse) throw new DomainError('message.in_use');
      await manager.query('UPDATE mailings SET message_id = NULL WHERE message_id = $1', [id]);
      await this.attachments.removeAll(manager, ownerId, id);
      await manager.delete(Message, { id });
      return true;
    });
  }
}
