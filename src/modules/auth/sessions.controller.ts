import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, InPerson } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage, PageQuery } from '../../http/page.dto.js';
import { SessionPageResponse, toSessionResponse } from './dto/session.response.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('auth')
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** Where the own account is logged in, newest first. */
  @Get()
  @InPerson()
  async list(@CurrentUser() actor: Actor, @Query() query: PageQuery): Promise<SessionPageResponse> {
    const page = await this.sessions.list(actor.id, query);
    return mapPage(page, (session) => toSessionResponse(session, actor.sessionId));
  }

  /** Logs the own account out there, at once. */
  @Delete(':id')
  @HttpCode(204)
  @InPerson()
  end(@CurrentUser() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.sessions.end(id, actor.id);
  }
}
