// The words of mailings and runs. The server owns every status; nobody writes one from outside.

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
