// What a mailing's state means to whoever looks.
import type { Schemas } from '../../api/client';
import type { Tone } from '../../ui/status-badge';

export type Mailing = Schemas['MailingResponse'];
export type Counts = Schemas['Counts'];
export type Run = Schemas['RunResponse'];

export const mailingStatuses = ['created', 'running', 'completed'] as const;
export const channels = ['email', 'sms', 'console'] as const;
export const periodicities = ['once', 'daily', 'weekly', 'monthly'] as const;
/** Those of the wizard, one address each. */
export const steps = ['message', 'audience', 'time', 'review'] as const;
export type Step = (typeof steps)[number];
export const deliveryStatuses = [
  'pending',
  'sending',
  'deferred',
  'sent',
  'failed',
  'uncertain',
  'expired',
  'suppressed',
  'cancelled',
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** The filter of the list as it stands in the address of the page. */
export interface MailingFilter {
  search?: string;
  status?: Mailing['status'];
}

export function toneOf({ status, paused, disabled, counts }: Mailing): Tone {
  if (disabled) return 'bad';
  if (paused) return 'doubt';
  if (status === 'running') return 'busy';
  if (status === 'created') return 'quiet';
  if (counts.failed + counts.expired > 0) return 'bad';
  return counts.uncertain > 0 ? 'doubt' : 'good';
}

export const runTones: Record<Run['status'], Tone> = {
  running: 'busy',
  completed: 'good',
  expired: 'bad',
  stopped: 'quiet',
  missed: 'doubt',
  skipped: 'quiet',
};

/** A run that is over says what it did not bring home. */
export function toneOfRun({ status, counts }: Run): Tone {
  if (status !== 'completed') return runTones[status];
  if (counts.failed + counts.expired > 0) return 'bad';
  return counts.uncertain > 0 ? 'doubt' : 'good';
}

export const countTones: Record<Exclude<keyof Counts, 'total'>, Tone> = {
  sent: 'good',
  failed: 'bad',
  expired: 'bad',
  uncertain: 'doubt',
  suppressed: 'quiet',
  cancelled: 'quiet',
  pending: 'busy',
};
export const countNames = Object.keys(countTones) as (keyof typeof countTones)[];

/** What stands where the next run would: none will come by itself, or none at all. */
export function noRunText({ status, startAt }: Mailing): 'noMore' | 'byHandOnly' {
  return status === 'completed' || startAt ? 'noMore' : 'byHandOnly';
}

const soonMs = 60_000;

/** Is something going out, or about to? */
export function isGoingOn({ status, paused, disabled, counts, nextRunAt }: Mailing, now: number): boolean {
  if (status === 'completed' || paused || disabled) return false;
  return counts.pending > 0 || (nextRunAt !== null && Date.parse(nextRunAt) - now < soonMs);
}
