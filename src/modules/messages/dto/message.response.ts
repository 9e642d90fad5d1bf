import type { Message } from '../message.entity.js';
import type { MessagePreview } from '../messages.service.js';
import { AttachedFileResponse, toAttachedFile } from './attachment.response.js';

/** A message as the API shows it. */
export class MessageResponse {
  id: string;
  ownerId: string;
  subject: string;
  html: string | null;
  text: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export class MessagePage {
  items: MessageResponse[];
  nextCursor: string | null;
  total?: number;
}

/** A message with its slots filled, and the files that letters of channel `email` carry. */
export class PreviewResponse {
  subject: string;
  html: string | null;
  text: string | null;
  attachments: AttachedFileResponse[];
}

export function toPreview({ subject, html, text, attachments }: MessagePreview): PreviewResponse {
  return { subject, html, text, attachments: attachments.map(toAttachedFile) };
}

export function toMessageResponse(message: Message): MessageResponse {
  return {
    id: message.id,
    ownerId: message.ownerId,
    subject: message.subject,
    html: message.html,
    text: message.text,
    createdAt: message.createdAt,
    updatedAt: message.updatedAt,
  };
}
