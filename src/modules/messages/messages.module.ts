import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClientsModule } from '../clients/clients.module.js';
import { AttachmentContent } from './attachment-content.entity.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { AttachmentsService } from './attachments.service.js';
import { Message } from './message.entity.js';
import { MessagesController } from './messages.controller.js';
import { MessagesRepository } from './messages.repository.js';
import { MessagesService } from './messages.service.js';

/** Messages: what an owner writes, with slots for what differs from client to client. */
@Module({
  imports: [TypeOrmModule.forFeature([Message, Attachment, AttachmentContent]), ClientsModule],
  controllers: [MessagesController, AttachmentsController],
  providers: [MessagesService, MessagesRepository, AttachmentsService, AttachmentsRepository],
  exports: [MessagesService],
})
export class MessagesModule {}
