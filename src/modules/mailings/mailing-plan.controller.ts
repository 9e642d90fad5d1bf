import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, SignedIn } from '../../http/access.decorators.js';
import { PreviewAudienceDto, PreviewScheduleDto } from './dto/plan.dto.js';
import { AudiencePreviewResponse, SchedulePreviewResponse, toSampleClient } from './dto/plan.response.js';
import { MailingPlanService } from './mailing-plan.service.js';

@ApiTags('mailings')
@Controller('mailings')
export class MailingPlanController {
  constructor(private readonly plan: MailingPlanService) {}

  /** How many clients an audience has now, and the first of them. */
  @Post('audience')
  @HttpCode(200)
  @SignedIn()
  async audience(
    @CurrentUser() actor: Actor,
    @Body() body: PreviewAudienceDto,
  ): Promise<AudiencePreviewResponse> {
    const { count, sample } = await this.plan.previewAudience(actor.id, body.audience, body.channel);
    return { count, sample: sample.map(toSampleClient) };
  }

  /** The next firings of a schedule. */
  @Post('schedule')
  @HttpCode(200)
  @SignedIn()
  schedule(@Body() body: PreviewScheduleDto): SchedulePreviewResponse {
    return { occurrences: this.plan.previewSchedule(body) };
  }
}
