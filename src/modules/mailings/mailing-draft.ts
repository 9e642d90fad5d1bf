// What a mailing becomes when a request is applied to it: the rules that need more than one field.
import { DomainError, type FieldError } from '../../domain/errors.js';
import { isTimezone, parseTime, WallTimeError } from '../../domain/wall-time.js';
import type { CreateMailingDto } from './dto/create-mailing.dto.js';
import type { UpdateMailingDto } from './dto/update-mailing.dto.js';
import type { Mailing } from './mailing.entity.js';

export const draftFields = [
  'name',
  'messageId',
  'channel',
  'audienceFilter',
  'startAt',
  'endAt',
  'timezone',
  'periodicity',
  'localWindow',
  'uncertainPolicy',
] as const;
export type MailingDraft = Pick<Mailing, (typeof draftFields)[number]>;

/** What a mailing is before anything was said about it. */
export function blankDraft(timezone: string): MailingDraft {
  return {
    name: null,
    messageId: null,
    channel: 'email',
    audienceFilter: null,
    startAt: null,
    endAt: null,
    timezone,
    periodicity: 'once',
    localWindow: null,
    uncertainPolicy: 'hold',
  };
}

/** Fields of the request replace those of `base`; throws `request.invalid` with every field that fails. */
export function applyToDraft(
  base: MailingDraft,
  request: CreateMailingDto | UpdateMailingDto,
  { now, hasSmsGateway }: { now: Date; hasSmsGateway: boolean },
): MailingDraft {
  const errors: FieldError[] = [];
  const refuse = (field: string, code: string, message: string) => errors.push({ field, code, message });

  const timezone = request.timezone ?? base.timezone;
  if (!isTimezone(timezone)) refuse('timezone', 'zone_unknown', 'must be an IANA zone such as Europe/Moscow');
  const readTime = (field: 'startAt' | 'endAt'): Date | null => {
    const written = request[field];
    if (written === undefined) return base[field];
    if (written === null || !isTimezone(timezone)) return null;
    try {
      return new Date(parseTime(written, timezone));
    } catch (fault) {
      if (!(fault instanceof WallTimeError)) throw fault;
      refuse(field, fault.code.toLowerCase(), fault.message);
      return null;
    }
  };

  const { audience } = request;
  const draft: MailingDraft = {
    name: request.name === undefined ? base.name : (request.name?.trim() ?? null),
    messageId: request.messageId ?? base.messageId,
    channel: request.channel ?? base.channel,
    audienceFilter: audience ? (audience.filter ? { ...audience.filter } : null) : base.audienceFilter,
    startAt: readTime('startAt'),
    endAt: readTime('endAt'),
    timezone,
    periodicity: request.periodicity ?? base.periodicity,
    localWindow:
      request.localWindow === undefined
        ? base.localWindow
        : request.localWindow && { from: request.localWindow.from, to: request.localWindow.to },
    uncertainPolicy: request.uncertainPolicy ?? base.uncertainPolicy,
  };

  if (draft.channel === 'sms' && !hasSmsGateway) {
    refuse('channel', 'not_available', 'there is no SMS gateway: SMS_GATEWAY_URL is not set');
  }
  if (errors.length === 0) {
    const { startAt, endAt, periodicity } = draft;
    if (startAt === null && periodicity !== 'once') {
      refuse('periodicity', 'needs_start', 'must be once where there is no startAt');
    }
    const touchesWindow = request.startAt !== undefined || request.endAt !== undefined;
    const blamed = request.endAt === undefined ? 'startAt' : 'endAt';
    if (touchesWindow && endAt && startAt && endAt <= startAt) {
      refuse(blamed, 'window_empty', 'endAt must be after startAt');
    } else if (touchesWindow && endAt && endAt <= now) {
      refuse('endAt', 'past', 'must be in the future');
    }
  }
  if (errors.length > 0) throw new DomainError('request.invalid', undefined, { errors });
  return draft;
}

export function isSameSchedule(a: MailingDraft, b: MailingDraft): boolean {
  return (
    a.startAt?.getTime() === b.startAt?.getTime() &&
    a.endAt?.getTime() === b.endAt?.getTime() &&
    a.timezone === b.timezone &&
    a.periodicity === b.periodicity
  );
}
