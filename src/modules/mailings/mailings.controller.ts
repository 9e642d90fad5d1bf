import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy, SignedIn } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { CreateMailingDto } from './dto/create-mailing.dto.js';
import { ListMailingsQuery } from './dto/list-mailings.query.js';
import { MailingPageResponse, MailingResponse, toMailingResponse } from './dto/mailing.response.js';
import { UpdateMailingDto } from './dto/update-mailing.dto.js';
import { MailingsService } from './mailings.service.js';

@ApiTags('mailings')
@Controller('mailings')
export class MailingsController {
  constructor(private readonly mailings: MailingsService) {}

  /** Own mailings, newest first; managers see everybody's. */
  @Get()
  @SignedIn()
  async list(@CurrentUser() actor: Actor, @Query() query: ListMailingsQuery): Promise<MailingPageResponse> {
    return mapPage(await this.mailings.list(actor, query), toMailingResponse);
  }

  /** Plans a mailing; one whose start is past fires at once. */
  @Post()
  @SignedIn()
  async create(@CurrentUser() actor: Actor, @Body() body: CreateMailingDto): Promise<MailingResponse> {
    return toMailingResponse(await this.mailings.create(actor.id, body));
  }

  /** One mailing, with what became of its deliveries over all runs. */
  @Get(':id')
  @OwnedBy('mailings', 'read')
  async read(@Param('id', IdPipe) id: string): Promise<MailingResponse> {
    return toMailingResponse(await this.mailings.get(id));
  }

  /** Replaces the mailing; what is left out gets its default. */
  @Put(':id')
  @OwnedBy('mailings', 'write')
  async replace(@Param('id', IdPipe) id: string, @Body() body: CreateMailingDto): Promise<MailingResponse> {
    return toMailingResponse(await this.mailings.replace(id, body));
  }

  /** Changes the fields that are given. */
  @Patch(':id')
  @OwnedBy('mailings', 'write')
  async update(@Param('id', IdPipe) id: string, @Body() body: UpdateMailingDto): Promise<MailingResponse> {
    return toMailingResponse(await this.mailings.update(id, body));
  }

  /** Deletes the mailing and stops its run; what was sent stays in the log. */
  @Delete(':id')
  @HttpCode(204)
  @OwnedBy('mailings', 'write')
  async remove(@Param('id', IdPipe) id: string): Promise<void> {
    await this.mailings.remove(id);
  }
}
