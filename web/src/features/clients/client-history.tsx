import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { mailingNames, nameOfMailing } from '../../api/choices';
import { type Attempt, attemptList, type Delivery, deliveryList } from '../../api/ledger';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, exactTimeWidth, timeWidth } from '../../ui/data-table';
import { AttemptStatusBadge, DeliveryStatusBadge } from '../../ui/ledger-status';
import { TextLink } from '../../ui/links';
import { ServerWords } from '../../ui/server-words';

/** Every mailing that this client got or was to get, and every attempt. */
export function ClientHistory({ clientId }: { clientId: string }) {
  const t = useTranslations('clients');
  return (
    <Tabs defaultValue="mailings" mt="xl" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="mailings">{t('hisMailings')}</Tabs.Tab>
        <Tabs.Tab value="attempts">{t('hisAttempts')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="mailings">
        <Deliveries clientId={clientId} />
      </Tabs.Panel>
      <Tabs.Panel value="attempts">
        <Attempts clientId={clientId} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Deliveries({ clientId }: { clientId: string }) {
  const t = useTranslations('clients');
  return (
    <DataTable
      label={t('hisMailings')}
      columns={useDeliveryColumns()}
      list={useRows(deliveryList({ clientId }))}
      rowKey={({ id }) => id}
      filterKey={clientId}
      empty={{ title: t('noMailings'), text: t('noMailingsText') }}
    />
  );
}

function useDeliveryColumns(): Column<Delivery>[] {
  const t = useTranslations('clients');
  const { time, number } = useFormat();
  const { data: names } = useQuery(mailingNames());
  return [
    {
      id: 'mailing',
      header: t('mailing'),
      cell: ({ id, mailingId }) => (
        <TextLink to="/deliveries/$id" params={{ id }} fw={500}>
          {nameOfMailing(names, mailingId)}
        </TextLink>
      ),
    },
    {
      id: 'status',
      header: t('outcome'),
      width: 180,
      cell: ({ status }) => <DeliveryStatusBadge status={status} />,
    },
    { id: 'recipient', header: t('recipient'), cell: ({ recipient }) => recipient },
    {
      id: 'attempts',
      header: t('hisAttempts'),
      width: 100,
      align: 'end',
      cell: ({ attempts }) => number(attempts),
    },
    {
      id: 'at',
      header: t('at'),
      width: timeWidth,
      align: 'end',
      cell: ({ sentAt, createdAt }) => time(sentAt ?? createdAt),
    },
  ];
}

function Attempts({ clientId }: { clientId: string }) {
  const t = useTranslations('clients');
  return (
    <DataTable
      label={t('hisAttempts')}
      columns={useAttemptColumns()}
      list={useRows(attemptList({ clientId }))}
      rowKey={({ id }) => id}
      filterKey={clientId}
      empty={{ title: t('noMailings'), text: t('noMailingsText') }}
    />
  );
}

function useAttemptColumns(): Column<Attempt>[] {
  const t = useTranslations('clients');
  const stages = useTranslations('attempts.stage');
  const { exactTime } = useFormat();
  return [
    {
      id: 'at',
      header: t('at'),
      width: exactTimeWidth,
      cell: ({ at, deliveryId }) => (
        <TextLink to="/deliveries/$id" params={{ id: deliveryId }}>
          {exactTime(at)}
        </TextLink>
      ),
    },
    {
      id: 'status',
      header: t('outcome'),
      width: 112,
      cell: ({ status }) => <AttemptStatusBadge status={status} />,
    },
    { id: 'stage', header: t('stage'), width: 144, cell: ({ stage }) => stages(stage) },
    { id: 'code', header: t('code'), width: 70, cell: ({ code }) => code },
    { id: 'reply', header: t('reply'), cell: ({ reply, error }) => <ServerWords text={reply ?? error} /> },
  ];
}
