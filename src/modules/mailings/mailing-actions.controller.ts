import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { DisableMailingDto } from './dto/disable-mailing.dto.js';
import { MailingResponse, toMailingResponse } from './dto/mailing.response.js';
import { StartedRunResponse } from './dto/run.response.js';
import { MailingActionsService } from './mailing-actions.service.js';

@ApiTags('mailings')
@Controller('mailings/:id')
export class MailingActionsController {
  constructor(private readonly actions: MailingActionsService) {}

  /** Sends the mailing now. */
  @Post('run')
  @HttpCode(202)
  @OwnedBy('mailings', 'write')
  run(@Param('id', IdPipe) id: string): Promise<StartedRunResponse> {
    return this.actions.run(id);
  }

  /** Ends the mailing now; the rest stays unsent. */
  @Post('stop')
  @HttpCode(200)
  @OwnedBy('mailings', 'write')
  async stop(@CurrentUser() actor: Actor, @Param('id', IdPipe) id: string): Promise<MailingResponse> {
    return toMailingResponse(await this.actions.stop(actor, id));
  }

  /** Holds the mailing, also in the middle of a run, until it is resumed. */
  @Post('pause')
  @HttpCode(200)
  @OwnedBy('mailings', 'write')
  async pause(@Param('id', IdPipe) id: string): Promise<MailingResponse> {
    return toMailingResponse(await this.actions.pause(id));
  }

  /** Goes on after a pause. */
  @Post('resume')
  @HttpCode(200)
  @OwnedBy('mailings', 'write')
  async resume(@Param('id', IdPipe) id: string): Promise<MailingResponse> {
    return toMailingResponse(await this.actions.resume(id));
  }

  /** Stops somebody's mailing, also in the middle of a run. The owner sees the reason. */
  @Post('disable')
  @HttpCode(200)
  @OwnedBy('mailings', 'disable')
  async disable(
    @CurrentUser() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: DisableMailingDto,
  ): Promise<MailingResponse> {
    return toMailingResponse(await this.actions.disable(actor, id, reason));
  }

  /** Lets a mailing go on that was disabled. */
  @Post('enable')
  @HttpCode(200)
  @OwnedBy('mailings', 'disable')
  async enable(@CurrentUser() actor: Actor, @Param('id', IdPipe) id: string): Promise<MailingResponse> {
    return toMailingResponse(await this.actions.enable(actor, id));
  }
}
