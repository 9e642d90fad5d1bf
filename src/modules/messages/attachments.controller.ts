import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { mostFileBytes } from '../../domain/attached-file.js';
import { OwnedBy, OwnerId } from '../../http/access.decorators.js';
import { keepNowhere } from '../../http/conditional-answers.js';
import { fileToSave } from '../../http/file-to-save.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage, PageQuery } from '../../http/page.dto.js';
import { readNamedUpload, TakesUpload } from '../../http/upload.js';
import { AttachmentsService } from './attachments.service.js';
import { AttachmentPage, AttachmentResponse, toAttachmentResponse } from './dto/attachment.response.js';

@ApiTags('messages')
@Controller('messages/:id/attachments')
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  /** The files of a message, in the order in which they were added. */
  @Get()
  @OwnedBy('messages', 'read')
  async list(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<AttachmentPage> {
    return mapPage(await this.attachments.list(ownerId, id, query), toAttachmentResponse);
  }

  /**
   * Attaches a file: at most 10 for a message, and 10 MB together; no programs and scripts. Letters of channel `email`
   * carry it; the other channels pass it over. Runs that have started keep what they send.
   */
  @Post()
  @OwnedBy('messages', 'write')
  @TakesUpload()
  async add(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentResponse> {
    const limits = { maxBytes: mostFileBytes, tooLarge: 'attachment.too_large' } as const;
    return toAttachmentResponse(
      await this.attachments.add(ownerId, id, () => readNamedUpload(request, limits)),
    );
  }

  /** The file, to be saved: it is never shown in a browser. */
  @Get(':attachmentId')
  @OwnedBy('messages', 'read')
  @Header('cache-control', keepNowhere)
  @Header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  @ApiProduces('application/octet-stream')
  async read(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Param('attachmentId', IdPipe) attachmentId: string,
  ): Promise<StreamableFile> {
    const { name, bytes } = await this.attachments.read(ownerId, id, attachmentId);
    return fileToSave(name, bytes);
  }

  /** Takes the file off the message. Runs that have started go on sending it, and their records keep it. */
  @Delete(':attachmentId')
  @HttpCode(204)
  @OwnedBy('messages', 'write')
  remove(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Param('attachmentId', IdPipe) attachmentId: string,
  ): Promise<void> {
    return this.attachments.remove(ownerId, id, attachmentId);
  }
}
