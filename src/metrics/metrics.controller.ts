import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AppConfig } from '../config/app-config.js';
import { DomainError } from '../domain/errors.js';
import { Public } from '../http/access.decorators.js';
import { MetricsService } from './metrics.service.js';

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: MetricsService,
    private readonly config: AppConfig,
  ) {}

  /** For Prometheus. With METRICS_TOKEN set, only for who brings it as a bearer token. */
  @Get()
  @Public()
  @ApiProduces('text/plain')
  async read(
    @Headers('authorization') authorization: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { token } = this.config.metrics;
    if (token !== undefined && !isSame(authorization ?? '', `Bearer ${token}`)) {
      throw new DomainError(authorization ? 'auth.token_invalid' : 'auth.token_missing');
    }
    const { text, contentType } = await this.metrics.read();
    void reply.header('content-type', contentType).header('cache-control', 'private, no-store');
    return text;
  }
}

/** In the same time, whatever is compared. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
