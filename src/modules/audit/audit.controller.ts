import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../http/access.decorators.js';
import { mapPage } from '../../http/page.dto.js';
import { AuditLog } from './audit-log.service.js';
import { AuditPageResponse, toAuditEventResponse } from './dto/audit-event.response.js';
import { ListAuditQuery } from './dto/list-audit.query.js';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  /** Who changed whose rights or stopped what, newest first. */
  @Get()
  @Needs('audit.read')
  async list(@Query() query: ListAuditQuery): Promise<AuditPageResponse> {
    return mapPage(await this.log.list(query), toAuditEventResponse);
  }
}
