// What happened to one mailing: its runs, the records of its messages, and how it goes on right now.
import { Controller, Get, type MessageEvent, Param, Query, Sse, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { OwnedBy } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage, PageQuery } from '../../http/page.dto.js';
import { WhileAllowed } from '../../http/while-allowed.interceptor.js';
import { AuditLog } from '../audit/audit-log.service.js';
import { DeliveriesService } from './deliveries.service.js';
import {
  DeliveryDetailPageResponse,
  DeliveryPageResponse,
  toDeliveryDetail,
  toDeliveryResponse,
} from './dto/delivery.response.js';
import { MailingDeliveriesQuery } from './dto/list-deliveries.query.js';
import { MailingHistoryResponse, toMailingDeed } from './dto/mailing-history.response.js';
import { RunPageResponse, toRunResponse } from './dto/run.response.js';
import { MailingProgress } from './mailing-progress.js';
import { RunsRepository } from './runs.repository.js';

@ApiTags('mailings')
@Controller('mailings/:id')
export class MailingRecordsController {
  constructor(
    private readonly runs: RunsRepository,
    private readonly deliveries: DeliveriesService,
    private readonly progress: MailingProgress,
    private readonly audit: AuditLog,
  ) {}

  /** The firings of the mailing, newest first. */
  @Get('runs')
  @OwnedBy('mailings', 'read')
  async listRuns(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<RunPageResponse> {
    return mapPage(await this.runs.page(id, query), toRunResponse);
  }

  /** Who stopped, disabled or enabled the mailing, and why; newest first. */
  @Get('history')
  @OwnedBy('mailings', 'read')
  async listHistory(
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<MailingHistoryResponse> {
    return mapPage(await this.audit.list({ ...query, targetId: id }), toMailingDeed);
  }

  /** One record for each message to each client, newest first. */
  @Get('deliveries')
  @OwnedBy('mailings', 'read')
  async listDeliveries(
    @Param('id', IdPipe) id: string,
    @Query() query: MailingDeliveriesQuery,
  ): Promise<DeliveryPageResponse> {
    return mapPage(await this.deliveries.listOfMailing(id, query), toDeliveryResponse);
  }

  /** The same records with the text that each client gets. */
  @Get('messages')
  @OwnedBy('mailings', 'read')
  async listMessages(
    @Param('id', IdPipe) id: string,
    @Query() query: MailingDeliveriesQuery,
  ): Promise<DeliveryDetailPageResponse> {
    return mapPage(await this.deliveries.listLetters(id, query), toDeliveryDetail);
  }

  /** Server-sent events: `progress` while it goes on, `completed` at the end. Ends with the right to read them. */
  @Sse('events')
  @UseInterceptors(WhileAllowed)
  @OwnedBy('mailings', 'read')
  events(@Param('id', IdPipe) id: string): Observable<MessageEvent> {
    return this.progress.watch(id);
  }
}
