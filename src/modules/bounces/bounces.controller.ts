import { Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { Public } from '../../http/access.decorators.js';
import { TakesMail } from '../../http/mail-body.js';
import { BouncesService } from './bounces.service.js';
import { TakenReportResponse } from './taken-report.response.js';

@ApiTags('bounces')
@Controller('bounces')
export class BouncesController {
  constructor(private readonly bounces: BouncesService) {}

  /** Takes a bounce or a complaint as a mail server got it; the mail server shows `BOUNCE_TOKEN` as its bearer token. */
  @Post()
  @HttpCode(200)
  @Public()
  @TakesMail()
  take(
    @Headers('authorization') authorization: string | undefined,
    @Req() { body }: FastifyRequest,
  ): Promise<TakenReportResponse> {
    this.bounces.checkToken(authorization);
    if (!Buffer.isBuffer(body)) throw new DomainError('request.unsupported_type');
    return this.bounces.take(body);
  }
}
