import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy, OwnerId, SignedIn } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { CreateMessageDto } from './dto/create-message.dto.js';
import { ListMessagesQuery } from './dto/list-messages.query.js';
import {
  MessagePage,
  MessageResponse,
  PreviewResponse,
  toMessageResponse,
  toPreview,
} from './dto/message.response.js';
import { PreviewMessageDto } from './dto/preview-message.dto.js';
import { TestMessageDto } from './dto/test-message.dto.js';
import { UpdateMessageDto } from './dto/update-message.dto.js';
import { MessagesService } from './messages.service.js';

@ApiTags('messages')
@Controller('messages')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  /** Own messages; everybody's for those who may see them. */
  @Get()
  @SignedIn()
  async list(@CurrentUser() actor: Actor, @Query() query: ListMessagesQuery): Promise<MessagePage> {
    return mapPage(await this.messages.list(actor, query), toMessageResponse);
  }

  /** A new message; `{{slots}}` that no client can fill are refused. */
  @Post()
  @SignedIn()
  async create(@CurrentUser() actor: Actor, @Body() dto: CreateMessageDto): Promise<MessageResponse> {
    return toMessageResponse(await this.messages.create(actor.id, dto));
  }

  /** One message. */
  @Get(':id')
  @OwnedBy('messages', 'read')
  async get(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<MessageResponse> {
    return toMessageResponse(await this.messages.get(ownerId, id));
  }

  /** Changes what is given; null clears html or text. Runs that have started keep what they send. */
  @Patch(':id')
  @OwnedBy('messages', 'write')
  async update(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Body() dto: UpdateMessageDto,
  ): Promise<MessageResponse> {
    return toMessageResponse(await this.messages.update(ownerId, id, dto));
  }

  /** Sets every field; what is left out is cleared. */
  @Put(':id')
  @OwnedBy('messages', 'write')
  async replace(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Body() dto: CreateMessageDto,
  ): Promise<MessageResponse> {
    return toMessageResponse(await this.messages.replace(ownerId, id, dto));
  }

  /** Deletes a message that no unfinished mailing uses. */
  @Delete(':id')
  @HttpCode(204)
  @OwnedBy('messages', 'write')
  remove(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<void> {
    return this.messages.remove(ownerId, id);
  }

  /** The message with its slots filled. The html is as it will be sent: show it in a sandbox only. */
  @Post(':id/preview')
  @HttpCode(200)
  @OwnedBy('messages', 'read')
  async preview(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Body() { clientId }: PreviewMessageDto,
  ): Promise<PreviewResponse> {
    return toPreview(await this.messages.preview(ownerId, id, clientId));
  }

  /** Sends one test mail with the attachments, in a moment. */
  @Post(':id/test')
  @HttpCode(202)
  @OwnedBy('messages', 'write')
  sendTest(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Body() { to }: TestMessageDto,
  ): Promise<void> {
    return this.messages.sendTest(ownerId, id, to);
  }
}
