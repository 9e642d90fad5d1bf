import type {
  ChannelName,
  MailingStatus,
  Periodicity,
  UncertainPolicy,
} from '../../../domain/mailing-status.js';
import { Counts } from './counts.response.js';
import type { AudienceFilter } from '../mailing.entity.js';
import type { MailingView } from '../mailings.repository.js';

export class AudienceResponse {
  /** Present when the audience is a list. */
  clientIds?: string[];
  /** Present when the audience is a filter. */
  filter?: AudienceFilter;
}

export class MailingResponse {
  id: string;
  ownerId: string;
  name: string | null;
  messageId: string | null;
  channel: ChannelName;
  audience: AudienceResponse;
  startAt: Date | null;
  endAt: Date | null;
  timezone: string;
  periodicity: Periodicity;
  localWindow: { from: string; to: string } | null;
  uncertainPolicy: UncertainPolicy;
  status: MailingStatus;
  paused: boolean;
  /** Why the service itself paused it, such as a mail server that refuses us; null when a person did. */
  pauseReason: string | null;
  disabled: boolean;
  /** What whoever disabled it says about it. */
  disabledReason: string | null;
  nextRunAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  createdAt: Date;
  /** Over all runs. */
  counts: Counts;
}

export class MailingPageResponse {
  items: MailingResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toMailingResponse({ mailing, clientIds, counts }: MailingView): MailingResponse {
  return {
    id: mailing.id,
    ownerId: mailing.ownerId,
    name: mailing.name,
    messageId: mailing.messageId,
    channel: mailing.channel,
    audience: mailing.audienceFilter ? { filter: mailing.audienceFilter } : { clientIds },
    startAt: mailing.startAt,
    endAt: mailing.endAt,
    timezone: mailing.timezone,
    periodicity: mailing.periodicity,
    localWindow: mailing.localWindow,
    uncertainPolicy: mailing.uncertainPolicy,
    status: mailing.status,
    paused: mailing.paused,
    pauseReason: mailing.pauseReason,
    disabled: mailing.disabled,
    disabledReason: mailing.disabledReason,
    nextRunAt: mailing.nextRunAt,
    startedAt: mailing.startedAt,
    finishedAt: mailing.finishedAt,
    createdAt: mailing.createdAt,
    counts,
  };
}
