import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, Needs, SignedIn } from '../../http/access.decorators.js';
import { StatsResponse } from './dto/stats.response.js';
import { StatsRepository } from './stats.repository.js';

@ApiTags('statistics')
@Controller('stats')
export class StatsController {
  constructor(private readonly stats: StatsRepository) {}

  /** Own attempts, letters and mailings in numbers. */
  @Get('me')
  @SignedIn()
  readOwn(@CurrentUser() { id }: Actor): Promise<StatsResponse> {
    return this.stats.totals(id);
  }

  /** The same over all owners. */
  @Get()
  @Needs('stats.read')
  readAll(): Promise<StatsResponse> {
    return this.stats.totals(null);
  }
}
