import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy, SignedIn } from '../../http/access.decorators.js';
import { keepNowhere } from '../../http/conditional-answers.js';
import { csvFile } from '../../http/csv-file.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { AttemptsService } from './attempts.service.js';
import { attemptFields, attemptRows } from './attempt-rows.js';
import { AttemptPageResponse, toAttemptResponse } from './dto/attempt.response.js';
import { ExportAttemptsQuery, ListAttemptsQuery } from './dto/list-attempts.query.js';
import { ForecastResponse, MailingStatsResponse } from './dto/mailing-stats.response.js';

@ApiTags('attempts')
@Controller()
export class AttemptsController {
  constructor(private readonly attempts: AttemptsService) {}

  /** Own attempts, newest first; managers see everybody's. They are never changed and never deleted. */
  @Get('attempts')
  @SignedIn()
  async list(@CurrentUser() actor: Actor, @Query() query: ListAttemptsQuery): Promise<AttemptPageResponse> {
    return mapPage(await this.attempts.list(actor, query), toAttemptResponse);
  }

  /** The same list as CSV, newest first. */
  @Get('attempts/export')
  @SignedIn()
  @ApiProduces('text/csv')
  @Header('cache-control', keepNowhere)
  export(@CurrentUser() actor: Actor, @Query() query: ExportAttemptsQuery): StreamableFile {
    return csvFile('attempts.csv', {
      header: attemptFields,
      rows: attemptRows(this.attempts.export(actor, query)),
    });
  }

  /** What became of a mailing's deliveries, and of its attempts by code, domain and hour. */
  @Get('mailings/:id/stats')
  @OwnedBy('mailings', 'read')
  stats(@Param('id', IdPipe) id: string): Promise<MailingStatsResponse> {
    return this.attempts.statsOf(id);
  }

  /** When the open run will be done, as far as the last seconds tell. */
  @Get('mailings/:id/forecast')
  @OwnedBy('mailings', 'read')
  forecast(@Param('id', IdPipe) id: string): Promise<ForecastResponse> {
    return this.attempts.forecastOf(id);
  }
}
