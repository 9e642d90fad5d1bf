import { Injectable } from '@nestjs/common';
import { Actor, listedOwnerOf } from '../../domain/access-policy.js';
import { parseEmailAddress } from '../../domain/email-address.js';
import { DomainError, fieldProblem } from '../../domain/errors.js';
import { LetterTexts, renderLetter } from '../../domain/letter.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { ClientsService } from '../clients/clients.service.js';
import { slotValuesOf } from '../clients/slot-values.js';
import type { Attachment } from './attachment.entity.js';
import { AttachmentsRepository, type FileWithBytes } from './attachments.repository.js';
import type { CreateMessageDto } from './dto/create-message.dto.js';
import type { ListMessagesQuery } from './dto/list-messages.query.js';
import type { UpdateMessageDto } from './dto/update-message.dto.js';
import { exampleUnsubscribeUrl, exampleValuesFor } from './example-values.js';
import { changedMessage, newMessage } from './message-rules.js';
import { Message } from './message.entity.js';
import { MessagesRepository } from './messages.repository.js';

export interface MessagePreview extends LetterTexts {
  attachments: Attachment[];
}

@Injectable()
export class MessagesService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly attachments: AttachmentsRepository,
    private readonly clients: ClientsService,
    private readonly jobs: JobQueue,
  ) {}

  list(actor: Actor, { ownerId, search, ...page }: ListMessagesQuery) {
    return this.messages.page({ seenBy: listedOwnerOf(actor), ownerId, search }, page);
  }

  async get(ownerId: string, id: string): Promise<Message> {
    return found(await this.messages.findOwned(ownerId, id));
  }

  create(ownerId: string, dto: CreateMessageDto): Promise<Message> {
    return this.messages.add(ownerId, newMessage(dto));
  }

  async replace(ownerId: string, id: string, dto: CreateMessageDto): Promise<Message> {
    return found(await this.messages.change(ownerId, id, () => newMessage(dto)));
  }

  async update(ownerId: string, id: string, dto: UpdateMessageDto): Promise<Message> {
    return found(await this.messages.change(ownerId, id, (stored) => changedMessage(stored, dto)));
  }

  async remove(ownerId: string, id: string): Promise<void> {
    if (!(await this.messages.remove(ownerId, id))) throw new DomainError('message.not_found');
  }

  /** The message as one of its owner's clients would get it, or with example values where no client is named. */
  async preview(ownerId: string, id: string, clientId?: string | null): Promise<MessagePreview> {
    const message = await this.get(ownerId, id);
    const letter = renderLetter(message, await this.valuesFor(message, clientId));
    return { ...letter, attachments: await this.attachments.listAll(id) };
  }

  private async valuesFor(message: Message, clientId?: string | null): Promise<Record<string, string>> {
    if (!clientId) return exampleValuesFor(message);
    const client = await this.clients.findOwned(message.ownerId, clientId);
    if (!client) throw fieldProblem('clientId', 'unknown_client', 'is not a client of the owner');
    return { ...slotValuesOf(client), unsubscribeUrl: exampleUnsubscribeUrl };
  }

  /** The message with example values and its files, as test mails show it; null when it was deleted meanwhile. */
  async renderSample(id: string): Promise<(LetterTexts & { files: FileWithBytes[] }) | null> {
    const message = await this.messages.find(id);
    if (!message) return null;
    return { ...renderLetter(message, exampleValuesFor(message)), files: await this.attachments.filesOf(id) };
  }

  /** Queues one test mail with example values; it is sent outside the request. */
  async sendTest(ownerId: string, id: string, to: string): Promise<void> {
    const { id: messageId } = await this.get(ownerId, id);
    const { address } = parseEmailAddress(to);
    await this.jobs.add('send_test_mail', { messageId, to: address }, { maxAttempts: 5 });
  }
}

function found(message: Message | null): Message {
  if (!message) throw new DomainError('message.not_found');
  return message;
}
