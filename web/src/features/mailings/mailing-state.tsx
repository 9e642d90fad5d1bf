import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../i18n/format';
import { Bar } from '../../ui/bar';
import { StatusBadge } from '../../ui/status-badge';
import { type Counts, countNames, countTones, type Mailing, toneOf } from './mailing-rules';
import { addressesOf } from './mailings.queries';

/** One word on how it stands; what holds a mailing comes before its status. */
export function MailingStatus({ mailing }: { mailing: Mailing }) {
  const statuses = useTranslations('statuses');
  const { status, paused, disabled } = mailing;
  const word = disabled
    ? statuses('mailingFlag.disabled')
    : paused && status !== 'completed'
      ? statuses('mailingFlag.paused')
      : statuses(`mailing.${status}`);
  return <StatusBadge tone={toneOf(mailing)}>{word}</StatusBadge>;
}

/** The shares of all deliveries; beside it, in numbers, what arrived and what did not. */
export function CountsBar({ counts, label }: { counts: Counts; label: string }) {
  const t = useTranslations('mailings');
  const parts = countNames.map((name) => ({
    label: t(`counts.${name}`),
    value: counts[name],
    tone: countTones[name],
  }));
  return <Bar label={label} parts={parts} total={counts.total} />;
}

export function CountsInShort({ counts }: { counts: Counts }) {
  const t = useTranslations('mailings');
  const { number } = useFormat();
  if (counts.total === 0)
    return (
      <Text span inherit c="dimmed">
        {t('nothingYet')}
      </Text>
    );
  const failed = counts.failed + counts.expired;
  const short = t('outcomeShort', {
    sent: number(counts.sent),
    failed: number(failed),
    uncertain: number(counts.uncertain),
  });
  return (
    <Group gap="sm" wrap="nowrap" title={short}>
      <div style={{ flex: '1 1 80px' }}>
        <CountsBar counts={counts} label={t('outcome')} />
      </div>
      <Group gap={8} wrap="nowrap" style={{ fontVariantNumeric: 'tabular-nums' }} aria-hidden="true">
        <span>{number(counts.sent)}</span>
        <Text span inherit c={failed > 0 ? 'var(--mantine-color-error)' : 'dimmed'}>
          {number(failed)}
        </Text>
        <Text span inherit {...(counts.uncertain > 0 ? { fw: 650 } : { c: 'dimmed' })}>
          {number(counts.uncertain)}
        </Text>
      </Group>
    </Group>
  );
}

/** For managers, who see mailings of others. */
export function OwnerName({ id }: { id: string }) {
  const { data } = useQuery(addressesOf([id]));
  return <>{data?.get(id) ?? '…'}</>;
}
