// What the wizard's draft means to the service.
import { parseAbsolute, parseDateTime, toZoned } from '@internationalized/date';
import type { Schemas } from '../../../api/client';
import type { Mailing, Step } from '../mailing-rules';

type MailingBody = Schemas['CreateMailingDto'];
type Audience = Schemas['AudienceDto'];

export interface ChosenClient {
  id: string;
  name: string;
}

/** What is kept in this browser until it is saved; the letter that is being written there belongs to it. */
export interface MailingDraft {
  name: string;
  messageId: string | null;
  writesHere: boolean;
  subject: string;
  text: string;
  channel: Mailing['channel'];
  audience: 'all' | 'filter' | 'clients';
  operatorCodes: string[];
  tags: string[];
  clients: ChosenClient[];
  isByHand: boolean;
  startAt: string | null;
  endAt: string | null;
  timezone: string;
  periodicity: Mailing['periodicity'];
  hasWindow: boolean;
  windowFrom: string;
  windowTo: string;
  uncertainPolicy: Mailing['uncertainPolicy'];
}

export function emptyDraft(timezone: string): MailingDraft {
  return {
    name: '',
    messageId: null,
    writesHere: false,
    subject: '',
    text: '',
    channel: 'email',
    audience: 'all',
    operatorCodes: [],
    tags: [],
    clients: [],
    isByHand: false,
    startAt: null,
    endAt: null,
    timezone,
    periodicity: 'once',
    hasWindow: false,
    windowFrom: '09:00',
    windowTo: '21:00',
    uncertainPolicy: 'hold',
  };
}

export function draftOf(mailing: Mailing): MailingDraft {
  const { timezone, localWindow, audience } = mailing;
  const filter = (audience.filter ?? {}) as { operatorCodes?: string[]; tags?: string[] };
  const { operatorCodes = [], tags = [] } = filter;
  const isNarrowed = operatorCodes.length + tags.length > 0;
  return {
    ...emptyDraft(timezone),
    name: mailing.name ?? '',
    messageId: mailing.messageId,
    channel: mailing.channel,
    audience: audience.clientIds ? 'clients' : isNarrowed ? 'filter' : 'all',
    operatorCodes,
    tags,
    clients: (audience.clientIds ?? []).map((id) => ({ id, name: '' })),
    isByHand: mailing.startAt === null,
    startAt: mailing.startAt && wallTimeIn(mailing.startAt, timezone),
    endAt: mailing.endAt && wallTimeIn(mailing.endAt, timezone),
    periodicity: mailing.periodicity,
    hasWindow: localWindow !== null,
    windowFrom: localWindow?.from ?? '09:00',
    windowTo: localWindow?.to ?? '21:00',
    uncertainPolicy: mailing.uncertainPolicy,
  };
}

/** Null where nobody is chosen yet, which the service would refuse. */
export function audienceOf(draft: MailingDraft): Audience | null {
  const { audience, operatorCodes, tags, clients } = draft;
  if (audience === 'clients') return clients.length > 0 ? { clientIds: clients.map(({ id }) => id) } : null;
  if (audience === 'all') return { filter: {} };
  return {
    filter: { ...(operatorCodes.length > 0 && { operatorCodes }), ...(tags.length > 0 && { tags }) },
  };
}

/** `messageId` is known by then: a letter that was written here is saved first. */
export function bodyOf(draft: MailingDraft, messageId: string): MailingBody {
  const { channel, timezone, uncertainPolicy, isByHand, hasWindow, windowFrom, windowTo } = draft;
  return {
    name: draft.name.trim() || null,
    messageId,
    channel,
    audience: audienceOf(draft) ?? { clientIds: [] },
    startAt: isByHand ? null : draft.startAt,
    endAt: draft.endAt,
    timezone,
    periodicity: isByHand ? 'once' : draft.periodicity,
    ...((hasWindow ? { localWindow: { from: windowFrom, to: windowTo } } : { localWindow: null }) as Pick<
      MailingBody,
      'localWindow'
    >),
    uncertainPolicy,
  };
}

/** Only what differs: a start that has passed may stay as it is, and what another tab changed stays too. */
export function changesOf(before: MailingBody, after: MailingBody): Partial<MailingBody> {
  const names = (Object.keys(after) as (keyof MailingBody)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  // A wall time means another moment in another zone.
  if (names.includes('timezone')) names.push('startAt', 'endAt');
  return Object.fromEntries(names.map((name) => [name, after[name]]));
}

export type Gap = 'subject' | 'message' | 'audience' | 'startAt' | 'order' | 'window';

/** What is still missing, and in which step. */
export function gapsOf(draft: MailingDraft): { step: Step; gap: Gap }[] {
  const { writesHere, subject, text, messageId, isByHand, startAt, endAt, hasWindow } = draft;
  const isWritten = Boolean(subject.trim() && text.trim());
  const faults: [boolean, Step, Gap][] = [
    [writesHere && !isWritten, 'message', 'subject'],
    [!writesHere && !messageId, 'message', 'message'],
    [audienceOf(draft) === null, 'audience', 'audience'],
    [!isByHand && !startAt, 'time', 'startAt'],
    [Boolean(!isByHand && startAt && endAt && endAt <= startAt), 'time', 'order'],
    [hasWindow && !isWindow(draft), 'time', 'window'],
  ];
  return faults.filter(([isOpen]) => isOpen).map(([, step, gap]) => ({ step, gap }));
}

function isWindow({ windowFrom, windowTo }: MailingDraft): boolean {
  const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
  return isTime(windowFrom) && isTime(windowTo) && windowFrom !== windowTo;
}

/** The step that a field of the service's answer stands in. */
export function stepOfField(field: string): Step {
  if (/^(name|messageId|channel|subject|text)/.test(field)) return 'message';
  return field.startsWith('audience') ? 'audience' : 'time';
}

/** What a clock in the zone shows then: `2026-12-31T09:30`. */
export function wallTimeIn(iso: string, zone: string): string {
  return parseAbsolute(iso, zone).toString().slice(0, 16);
}

/** The moment at which a clock in the zone shows this, in ms. */
export function momentOf(wallTime: string, zone: string): number {
  return toZoned(parseDateTime(wallTime), zone).toDate().getTime();
}

/** `2026-12-31` in the zone. */
export function localDay(iso: string, zone: string): string {
  return wallTimeIn(iso, zone).slice(0, 10);
}

/** Other mailings that fire on one of these days. */
export function onSameDay(others: readonly Mailing[], occurrences: readonly string[], zone: string) {
  const days = new Set(occurrences.map((iso) => localDay(iso, zone)));
  return others.filter(({ nextRunAt }) => nextRunAt !== null && days.has(localDay(nextRunAt, zone)));
}

/** How many of the audience cannot be sent before the end at this pace (messages per second). */
export function leftOver(count: number, pace: number, firstAt: number, endsAt: number): number {
  const fitting = Math.floor(pace * Math.max(0, (endsAt - firstAt) / 1000));
  return Math.max(0, count - fitting);
}
