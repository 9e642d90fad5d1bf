import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { EntityManager, Repository } from 'typeorm';
import { KeysetRequest, readPage } from '../../database/keyset.js';
import { mostFileBytes, mostFiles } from '../../domain/attached-file.js';
import { DomainError } from '../../domain/errors.js';
import { AttachmentContent } from './attachment-content.entity.js';
import type { PreparedFile } from './attachment-file.js';
import { Attachment } from './attachment.entity.js';
import { Message } from './message.entity.js';

export interface FileWithBytes {
  name: string;
  type: string;
  bytes: Buffer;
}

/**
 * Every change holds the message's row, so that limits are kept and a run that opens meanwhile copies the list before
 * the change or after it.
 */
@Injectable()
export class AttachmentsRepository {
  constructor(@InjectRepository(Attachment) private readonly attachments: Repository<Attachment>) {}

  /** In the order in which they were added. */
  page(ownerId: string, messageId: string, request: KeysetRequest) {
    const builder = this.attachments
      .createQueryBuilder('attachment')
      .where('attachment.ownerId = :ownerId AND attachment.messageId = :messageId', { ownerId, messageId });
    return readPage(builder, request, {
      fields: { createdAt: '(attachment.id)' },
      defaultSort: 'createdAt',
      key: '(attachment.id)',
    });
  }

  /** All of a message, in their order: never more than `mostFiles`. */
  listAll(messageId: string): Promise<Attachment[]> {
    return this.attachments.find({ where: { messageId }, order: { id: 'ASC' } });
  }

  /** One with its content; null when the owner's message has none of this id. */
  async findFile(ownerId: string, messageId: string, id: string): Promise<FileWithBytes | null> {
    const [file] = await this.attachments.query<FileWithBytes[]>(
      `SELECT a.name, a.type, c.bytes FROM attachments a JOIN attachment_contents c USING (owner_id, hash)
       WHERE a.id = $1 AND a.message_id = $2 AND a.owner_id = $3`,
      [id, messageId, ownerId],
    );
    return file ?? null;
  }

  /** All of a message with their contents, in their order. */
  filesOf(messageId: string): Promise<FileWithBytes[]> {
    return this.attachments.query(
      `SELECT a.name, a.type, c.bytes FROM attachments a JOIN attachment_contents c USING (owner_id, hash)
       WHERE a.message_id = $1 ORDER BY a.id`,
      [messageId],
    );
  }

  /**
   * Null when the owner has no such message.
   * @throws DomainError `attachment.too_many` or `attachment.too_large` when the message cannot take it
   */
  add(ownerId: string, messageId: string, file: PreparedFile): Promise<Attachment | null> {
    const { name, type, hash, bytes } = file;
    return this.attachments.manager.transaction(async (manager) => {
      if (!(await holdMessage(manager, ownerId, messageId))) return null;
      const [used] = await manager.query<{ count: number; size: number }[]>(
        'SELECT count(*)::int AS count, coalesce(sum(size), 0)::int AS size FROM attachments WHERE message_id = $1',
        [messageId],
      );
      if (used!.count >= mostFiles) throw new DomainError('attachment.too_many');
      if (used!.size + bytes.length > mostFileBytes) throw new DomainError('attachment.too_large');
      // What is known already is held, so that nobody who removes its last use can take it from under us.
      await manager.query(
        `INSERT INTO attachment_contents (owner_id, hash, bytes) VALUES ($1, $2, $3)
         ON CONFLICT (owner_id, hash) DO UPDATE SET hash = excluded.hash`,
        [ownerId, hash, bytes],
      );
      const attachments = manager.getRepository(Attachment);
      return attachments.save(
        attachments.create({ ownerId, messageId, name, type, hash, size: bytes.length }),
      );
    });
  }

  /** False when the owner's message has none of this id. */
  remove(ownerId: string, messageId: string, id: string): Promise<boolean> {
    return this.attachments.manager.transaction(async (manager) => {
      if (!(await holdMessage(manager, ownerId, messageId))) return false;
      const stored = await manager.findOneBy(Attachment, { ownerId, messageId, id });
      if (!stored) return false;
      await manager.delete(Attachment, { id });
      await dropUnused(manager, ownerId, [stored.hash]);
      return true;
    });
  }

  /** Removes all of a message whose row the transaction holds; as the last thing that it does. */
  async removeAll(manager: EntityManager, ownerId: string, messageId: string): Promise<void> {
    const [removed] = await manager.query<[{ hash: Buffer }[], number]>(
      'DELETE FROM attachments WHERE message_id = $1 RETURNING hash',
      [messageId],
    );
    if (removed.length > 0)
      await dropUnused(
        manager,
        ownerId,
        removed.map(({ hash }) => hash),
      );
  }
}

function holdMessage(manager: EntityManager, ownerId: string, id: string): Promise<Message | null> {
  return manager.findOne(Message, {
    select: { id: true },
    where: { ownerId, id },
    lock: { mode: 'pessimistic_write' },
  });
}

/**
 * Removes contents that neither a message nor a run refers to. They are locked first, by a statement of its own: the
 * next one then sees every reference that was being made meanwhile.
 */
async function dropUnused(manager: EntityManager, ownerId: string, hashes: Buffer[]): Promise<void> {
  await manager.query(
    'SELECT FROM attachment_contents WHERE owner_id = $1 AND hash = ANY ($2::bytea[]) ORDER BY hash FOR UPDATE',
    [ownerId, hashes],
  );
  await manager
    .createQueryBuilder()
    .delete()
    .from(AttachmentContent)
    .where('owner_id = :ownerId AND hash = ANY (:hashes::bytea[])', { ownerId, hashes })
    .andWhere(unused('attachments'))
    .andWhere(unused('run_attachments'))
    .execute();
}

function unused(table: string): string {
  return `NOT EXISTS (SELECT FROM ${table} u
    WHERE u.owner_id = attachment_contents.owner_id AND u.hash = attachment_contents.hash)`;
}
