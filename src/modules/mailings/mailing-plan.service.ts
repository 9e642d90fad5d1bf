import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { fieldProblem } from '../../domain/errors.js';
import type { ChannelName } from '../../domain/mailing-status.js';
import { firstRuns } from '../../domain/recurrence.js';
import { ClientsService } from '../clients/clients.service.js';
import type { AudienceDto } from './dto/audience.dto.js';
import type { PreviewScheduleDto } from './dto/plan.dto.js';
import { applyToDraft, blankDraft } from './mailing-draft.js';
import { scheduleOf } from './next-run.js';

const sampleSize = 10;

/** Answers questions about a mailing before anything is saved. */
@Injectable()
export class MailingPlanService {
  constructor(
    private readonly clients: ClientsService,
    private readonly config: AppConfig,
  ) {}

  /** How many clients an audience has now, and the first of them. */
  async previewAudience(ownerId: string, { clientIds, filter }: AudienceDto, channel: ChannelName = 'email') {
    if (clientIds) {
      const known = await this.clients.countOwned(ownerId, clientIds);
      if (known !== clientIds.length) {
        throw fieldProblem('audience.clientIds', 'unknown_client', 'must all be ids of your clients');
      }
    }
    const audience = clientIds ? { clientIds } : { filter: filter! };
    return this.clients.audienceOf(ownerId, audience, channel, sampleSize);
  }

  /** The next firings after now. */
  previewSchedule({ count = 5, ...request }: PreviewScheduleDto): Date[] {
    const now = new Date();
    const blank = blankDraft(this.config.scheduler.timezone);
    const draft = applyToDraft(blank, request, { now, hasSmsGateway: false });
    return firstRuns(scheduleOf(draft)!, now.getTime(), count).map((one) => new Date(one.at));
  }
}
