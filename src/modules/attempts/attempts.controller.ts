import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy, SignedIn } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { AttemptsService } from './attempts.service.js';
import { AttemptPageResponse, toAttemptResponse } from './dto/attempt.response.js';
import { ListAttemptsQuery } from './dto/list-attempts.query.js';
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
