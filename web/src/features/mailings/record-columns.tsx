import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Schemas } from '../../api/client';
import { useFormat } from '../../i18n/format';
import { type Column, exactTimeWidth, timeWidth } from '../../ui/data-table';
import { AttemptStatusBadge, DeliveryStatusBadge } from '../../ui/ledger-status';
import { TextLink } from '../../ui/links';
import { ServerWords } from '../../ui/server-words';
import { StatusBadge } from '../../ui/status-badge';
import { type Mailing, type Run, toneOfRun } from './mailing-rules';
import { CountsInShort } from './mailing-state';

type Delivery = Schemas['DeliveryResponse'];
type Attempt = Schemas['AttemptResponse'];

export function useRunColumns({ timezone }: Mailing): Column<Run>[] {
  const t = useTranslations('mailings');
  const statuses = useTranslations('statuses');
  const { duration, time } = useFormat();
  return [
    {
      id: 'number',
      header: t('runNumber'),
      width: 80,
      cell: ({ id, mailingId, number }) => (
        <TextLink
          to="/mailings/$id"
          params={{ id: mailingId }}
          search={{ tab: 'deliveries', runId: id }}
          resetScroll={false}
        >
          {t('runName', { number })}
        </TextLink>
      ),
    },
    {
      id: 'status',
      header: t('status'),
      width: 130,
      cell: (run) => <StatusBadge tone={toneOfRun(run)}>{statuses(`run.${run.status}`)}</StatusBadge>,
    },
    {
      id: 'trigger',
      header: t('trigger'),
      width: 146,
      cell: ({ trigger }) => statuses(`trigger.${trigger}`),
    },
    {
      id: 'startedAt',
      header: t('startedAt'),
      width: timeWidth,
      cell: ({ startedAt }) => time(startedAt, timezone),
    },
    {
      id: 'duration',
      header: t('duration'),
      width: 110,
      cell: ({ startedAt, finishedAt }) =>
        finishedAt && (
          <span title={time(finishedAt, timezone)}>
            {duration(Date.parse(finishedAt) - Date.parse(startedAt))}
          </span>
        ),
    },
    {
      id: 'counts',
      header: t('outcome'),
      cell: ({ counts }) => <CountsInShort counts={counts} />,
    },
  ];
}

export function useDeliveryColumns(): Column<Delivery>[] {
  const t = useTranslations('mailings');
  const { time } = useFormat();
  return [
    {
      id: 'recipient',
      header: t('recipient'),
      cell: ({ id, recipient }) => (
        <TextLink to="/deliveries/$id" params={{ id }}>
          {recipient}
        </TextLink>
      ),
    },
    {
      id: 'status',
      header: t('status'),
      width: 170,
      cell: ({ status }) => <DeliveryStatusBadge status={status} />,
    },
    { id: 'attempts', header: t('attempts'), width: 96, align: 'end', cell: ({ attempts }) => attempts },
    {
      id: 'sentAt',
      header: t('updatedAt'),
      width: timeWidth + 24,
      cell: ({ sentAt, nextAttemptAt, status }) =>
        sentAt
          ? time(sentAt)
          : status === 'deferred' && nextAttemptAt && t('nextAttempt', { time: time(nextAttemptAt) }),
    },
    {
      id: 'lastReply',
      header: t('lastReply'),
      cell: ({ lastReply }) => (
        <Text span size="sm" c="dimmed">
          <ServerWords text={lastReply} />
        </Text>
      ),
    },
  ];
}

export function useAttemptColumns(): Column<Attempt>[] {
  const t = useTranslations('mailings');
  const { exactTime } = useFormat();
  return [
    { id: 'at', header: t('at'), width: exactTimeWidth, cell: ({ at }) => exactTime(at) },
    {
      id: 'status',
      header: t('result'),
      width: 120,
      cell: ({ status }) => <AttemptStatusBadge status={status} />,
    },
    {
      id: 'recipient',
      header: t('recipient'),
      cell: ({ deliveryId, recipient }) => (
        <TextLink to="/deliveries/$id" params={{ id: deliveryId }}>
          {recipient}
        </TextLink>
      ),
    },
    { id: 'code', header: t('code'), width: 72, align: 'end', cell: ({ code }) => code },
    {
      id: 'reply',
      header: t('lastReply'),
      cell: ({ reply, error }) => (
        <Text span size="sm" c="dimmed">
          <ServerWords text={reply ?? error} />
        </Text>
      ),
    },
  ];
}
