// What happened to a mailing and what comes next, newest first.
import type { Schemas } from '../../api/client';
import type { Mailing, Run } from './mailing-rules';

type Deed = Schemas['MailingDeedResponse'];
type Plain = 'created' | 'finished' | 'next';
type DeedKind = 'disabled' | 'enabled' | 'stopped' | 'deed';

export type TimelineEvent = { key: string; at: string } & (
  | { kind: Plain }
  | { kind: 'runStarted' | 'runFinished'; run: Run }
  | { kind: DeedKind; by: string | null; reason: string | null }
);

const deedKinds: Partial<Record<Deed['action'], DeedKind>> = {
  'mailing.disabled': 'disabled',
  'mailing.enabled': 'enabled',
  'mailing.stopped': 'stopped',
};

export function timelineOf(mailing: Mailing, runs: readonly Run[], deeds: readonly Deed[]): TimelineEvent[] {
  const plain = (kind: Plain, at: string | null): TimelineEvent[] => (at ? [{ key: kind, kind, at }] : []);
  const ofRuns = runs.flatMap((run): TimelineEvent[] => [
    { key: `${run.id}-start`, kind: 'runStarted', at: run.startedAt, run },
    ...(run.finishedAt
      ? [{ key: `${run.id}-end`, kind: 'runFinished' as const, at: run.finishedAt, run }]
      : []),
  ]);
  const ofDeeds = deeds.map(({ id, at, action, by, reason }): TimelineEvent => ({
    key: id,
    kind: deedKinds[action] ?? 'deed',
    at,
    by,
    reason,
  }));
  return [
    ...plain('next', mailing.nextRunAt),
    ...plain('finished', mailing.finishedAt),
    ...ofRuns,
    ...ofDeeds,
    ...plain('created', mailing.createdAt),
  ].toSorted((one, other) => other.at.localeCompare(one.at));
}
