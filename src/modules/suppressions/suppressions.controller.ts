import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy, OwnerId, SignedIn } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { CreateSuppressionDto } from './dto/create-suppression.dto.js';
import { ListSuppressionsQuery } from './dto/list-suppressions.query.js';
import {
  SuppressionPageResponse,
  SuppressionResponse,
  toSuppressionResponse,
} from './dto/suppression.response.js';
import { SuppressionsService } from './suppressions.service.js';

@ApiTags('suppressions')
@Controller('suppressions')
export class SuppressionsController {
  constructor(private readonly suppressions: SuppressionsService) {}

  /** Contacts that get nothing from you any more, newest first; everybody's for those who may see them. */
  @Get()
  @SignedIn()
  async list(
    @CurrentUser() actor: Actor,
    @Query() query: ListSuppressionsQuery,
  ): Promise<SuppressionPageResponse> {
    return mapPage(await this.suppressions.list(actor, query), toSuppressionResponse);
  }

  /** Adds a contact by hand; what is on its way to it stops. */
  @Post()
  @SignedIn()
  async create(
    @CurrentUser() actor: Actor,
    @Body() { contact }: CreateSuppressionDto,
  ): Promise<SuppressionResponse> {
    return toSuppressionResponse(await this.suppressions.addByHand(actor.id, contact));
  }

  /** Lets the contact be written to again. */
  @Delete(':id')
  @HttpCode(204)
  @OwnedBy('suppressions', 'write')
  remove(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<void> {
    return this.suppressions.remove(ownerId, id);
  }
}
