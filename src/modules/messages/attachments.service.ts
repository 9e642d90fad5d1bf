import { Injectable } from '@nestjs/common';
import type { KeysetRequest } from '../../database/keyset.js';
import { DomainError } from '../../domain/errors.js';
import { preparedFile, type UploadedFile } from './attachment-file.js';
import type { Attachment } from './attachment.entity.js';
import { AttachmentsRepository, type FileWithBytes } from './attachments.repository.js';

/** Uploads of one account that are read at the same time: each is in memory, up to 10 MB and once more to be stored. */
const mostUploadsAtOnce = 4;
const busyRetryAfterSeconds = 2;

@Injectable()
export class AttachmentsService {
  private readonly uploadsOf = new Map<string, number>();

  constructor(private readonly attachments: AttachmentsRepository) {}

  list(ownerId: string, messageId: string, request: KeysetRequest) {
    return this.attachments.page(ownerId, messageId, request);
  }

  /** Takes the file that `receive` reads. Throws what `preparedFile` throws, and `attachment.too_many`, `.too_large`. */
  async add(ownerId: string, messageId: string, receive: () => Promise<UploadedFile>): Promise<Attachment> {
    const going = this.uploadsOf.get(ownerId) ?? 0;
    if (going >= mostUploadsAtOnce) {
      throw new DomainError('request.too_many', undefined, { retryAfter: busyRetryAfterSeconds });
    }
    this.uploadsOf.set(ownerId, going + 1);
    try {
      const file = await preparedFile(await receive());
      const added = await this.attachments.add(ownerId, messageId, file);
      if (!added) throw new DomainError('message.not_found');
      return added;
    } finally {
      const left = this.uploadsOf.get(ownerId)! - 1;
      if (left > 0) this.uploadsOf.set(ownerId, left);
      else this.uploadsOf.delete(ownerId);
    }
  }

  async read(ownerId: string, messageId: string, id: string): Promise<FileWithBytes> {
    const file = await this.attachments.findFile(ownerId, messageId, id);
    if (!file) throw new DomainError('attachment.not_found');
    return file;
  }

  async remove(ownerId: string, messageId: string, id: string): Promise<void> {
    if (!(await this.attachments.remove(ownerId, messageId, id)))
      throw new DomainError('attachment.not_found');
  }
}
