import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DatabaseHealth } from '../database/database-health.js';
import { DomainError } from '../domain/errors.js';
import { Public } from './access.decorators.js';
import { HealthResponse } from './health.response.js';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(private readonly database: DatabaseHealth) {}

  /** Is the process alive? */
  @Get('live')
  @Public()
  live(): HealthResponse {
    return { status: 'ok' };
  }

  /** Can requests be served? 503 while the database is away. */
  @Get('ready')
  @Public()
  async ready(): Promise<HealthResponse> {
    if (!(await this.database.answers()))
      throw new DomainError('database.away', undefined, { retryAfter: 5 });
    return { status: 'ok' };
  }
}
