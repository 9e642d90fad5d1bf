import type { AttachedFile } from '../../../domain/attached-file.js';
import type { Attachment } from '../attachment.entity.js';

/** A file as a record shows it. */
export class AttachedFileResponse {
  name: string;
  /** Media type without parameters. */
  type: string;
  /** Bytes. */
  size: number;
}

export class AttachmentResponse extends AttachedFileResponse {
  id: string;
}

export class AttachmentPage {
  items: AttachmentResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toAttachedFile({ name, type, size }: AttachedFile): AttachedFileResponse {
  return { name, type, size };
}

export function toAttachmentResponse(attachment: Attachment): AttachmentResponse {
  return { id: attachment.id, ...toAttachedFile(attachment) };
}
