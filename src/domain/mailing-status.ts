// The words of mailings and runs. The server owns every status; nobody writes one from outside.
import type { ProblemCode } from './errors.js';

export const mailingStatuses = ['created', 'running', 'completed'] as const;
export type MailingStatus = (typeof mailingStatuses)[number];

export const periodicities = ['once', 'daily', 'weekly', 'monthly'] as const;
export type Periodicity = (typeof periodicities)[number];

export const channelNames = ['email', 'sms', 'console'] as const;
export type ChannelName = (typeof channelNames)[number];

/** What an `uncertain` delivery waits for: `hold` for a person's decision, `resend` sends it again by itself. */
export const uncertainPolicies = ['hold', 'resend'] as const;
export type UncertainPolicy = (typeof uncertainPolicies)[number];

export const runTriggers = ['schedule', 'manual', 'catch_up'] as const;
export type RunTrigger = (typeof runTriggers)[number];

export const runStatuses = ['running', 'completed', 'expired', 'stopped', 'missed', 'skipped'] as const;
export type RunStatus = (typeof runStatuses)[number];

export const mailingActions = ['run', 'stop', 'pause', 'resume', 'disable', 'enable', 'edit'] as const;
export type MailingAction = (typeof mailingActions)[number];

/** What of a mailing decides whether it may be acted upon. */
export interface MailingState {
  status: MailingStatus;
  paused: boolean;
  disabled: boolean;
  /** Milliseconds since 1970 UTC, null for no end. */
  endAt: number | null;
  /** True while a run is going on. */
  hasOpenRun: boolean;
}

/**
 * Why the mailing's state forbids the action, or null when it does not. An action that changes nothing (pausing what
 * is paused) is no fault: whoever repeats a request gets the same answer. Who may act is the access policy's question.
 */
export function refusalOf(action: MailingAction, mailing: MailingState, now: number): ProblemCode | null {
  // A manager's switch works at any time, so that a mailing can be disabled while its last run ends.
  if (action === 'disable' || action === 'enable') return null;
  if (mailing.status === 'completed') return 'mailing.already_completed';
  const isPastItsEnd = mailing.endAt !== null && now >= mailing.endAt;
  switch (action) {
    case 'run':
      if (isPastItsEnd) return 'mailing.past_its_end';
      if (mailing.disabled) return 'mailing.disabled';
      if (mailing.paused) return 'mailing.paused';
      return mailing.hasOpenRun ? 'mailing.already_running' : null;
    case 'edit':
      return isPastItsEnd ? 'mailing.past_its_end' : null;
    case 'resume':
      return mailing.disabled ? 'mailing.disabled' : null;
    case 'stop':
    case 'pause':
      return null;
  }
}
