import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy, SignedIn } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { DeliveriesService } from './deliveries.service.js';
import {
  DeliveryDetailResponse,
  DeliveryPageResponse,
  DeliveryResponse,
  ResentResponse,
  toDeliveryDetail,
  toDeliveryResponse,
} from './dto/delivery.response.js';
import { ListDeliveriesQuery } from './dto/list-deliveries.query.js';
import { ResendDeliveriesDto } from './dto/resend-deliveries.dto.js';
import { ResendingService } from './resending.service.js';

@ApiTags('deliveries')
@Controller('deliveries')
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly resending: ResendingService,
  ) {}

  /** Own deliveries over all mailings, newest first; managers see everybody's. */
  @Get()
  @SignedIn()
  async list(
    @CurrentUser() actor: Actor,
    @Query() query: ListDeliveriesQuery,
  ): Promise<DeliveryPageResponse> {
    return mapPage(await this.deliveries.list(actor, query), toDeliveryResponse);
  }

  /** Sends the uncertain deliveries of the filter again. */
  @Post('resend')
  @HttpCode(200)
  @SignedIn()
  resendAll(@CurrentUser() actor: Actor, @Body() body: ResendDeliveriesDto): Promise<ResentResponse> {
    return this.resending.resendAll(actor, body.filter);
  }

  /** One delivery with the message as this client gets it. */
  @Get(':id')
  @OwnedBy('deliveries', 'read')
  async read(@Param('id', IdPipe) id: string): Promise<DeliveryDetailResponse> {
    return toDeliveryDetail(await this.deliveries.get(id));
  }

  /** Sends an uncertain delivery again, under the same Message-ID. */
  @Post(':id/resend')
  @HttpCode(200)
  @OwnedBy('deliveries', 'write')
  async resend(@Param('id', IdPipe) id: string): Promise<DeliveryResponse> {
    return toDeliveryResponse(await this.resending.resend(id));
  }

  /** Takes an uncertain delivery for sent. */
  @Post(':id/close')
  @HttpCode(200)
  @OwnedBy('deliveries', 'write')
  async close(@Param('id', IdPipe) id: string): Promise<DeliveryResponse> {
    return toDeliveryResponse(await this.deliveries.close(id));
  }
}
