import { Checkbox, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { mailingChoice, mailingChoices, mailingNames, nameOfMailing } from '../../api/choices';
import { type Delivery, deliveryList, uncertainCount } from '../../api/ledger';
import { useRows } from '../../api/pages';
import { useSignedInUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, timeWidth } from '../../ui/data-table';
import { DoubtPanel } from '../../ui/doubt-panel';
import { TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { RemoteSelect } from '../../ui/remote-select';
import { DecisionButton } from './decision';
import { decideEach, resendAll } from './deliveries.queries';

const route = getRouteApi('/uncertain');

export function UncertainPage() {
  const t = useTranslations('uncertain');
  const user = useSignedInUser();
  const { mailingId } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = mailingId ? { mailingId } : {};
  const list = useRows(deliveryList({ ...filter, status: 'uncertain' }));
  const all = useQuery(uncertainCount(filter));
  // «All» of the service are one's own: whoever sees more decides no more.
  const own = useQuery(uncertainCount(can(user, 'all.write') ? filter : { ...filter, ownerId: user.id }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const decidable = list.rows.filter((delivery) => can(user, 'write', delivery));
  // Only those that still stand here: another tab may have decided some.
  const ids = decidable.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const choose = (changed: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const id of changed) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  };
  const columns = useColumns({
    isChosen: (id) => chosen.has(id),
    mayChoose: (delivery) => can(user, 'write', delivery),
    onChoose: (id, isChosen) => choose([id], isChosen),
  });
  const show = (id: string | null) => {
    setChosen(new Set());
    void navigate({ search: id ? { mailingId: id } : {}, replace: true });
  };
  const clear = () => setChosen(new Set());

  return (
    <>
      <PageHeader
        title={t('title')}
        beside={typeof all.data === 'number' && <Text c="dimmed">{t('count', { count: all.data })}</Text>}
      />
      <DoubtPanel title={t('whyTitle')}>
        <Text size="sm">{t('why')}</Text>
        <Text size="sm" mt={6}>
          {t('whatNow')}
        </Text>
      </DoubtPanel>
      <Group mb="md" gap="sm" align="end">
        <RemoteSelect
          label={t('mailing')}
          placeholder={t('allMailings')}
          value={mailingId ?? null}
          onChange={show}
          list={mailingChoices}
          one={mailingChoice}
          w={260}
        />
        {decidable.length > 0 && (
          <>
            <DecisionButton
              decision="resend"
              count={ids.length}
              label={t('resendChosen', { count: ids.length })}
              onDecide={() => decideEach('resend', ids)}
              onDone={clear}
            />
            <DecisionButton
              decision="close"
              count={ids.length}
              label={t('closeChosen', { count: ids.length })}
              onDecide={() => decideEach('close', ids)}
              onDone={clear}
            />
          </>
        )}
        {(own.data ?? 0) > decidable.length && (
          <DecisionButton
            decision="resend"
            count={own.data ?? 0}
            label={t('resendAll', { count: own.data ?? 0 })}
            onDecide={() => resendAll(filter)}
            onDone={clear}
          />
        )}
      </Group>
      {decidable.length > 0 && (
        <Checkbox
          mb="sm"
          label={t('chooseAll', { count: decidable.length })}
          checked={ids.length === decidable.length}
          indeterminate={ids.length > 0 && ids.length < decidable.length}
          onChange={({ currentTarget }) =>
            choose(
              decidable.map(({ id }) => id),
              currentTarget.checked,
            )
          }
        />
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        filterKey={mailingId ?? ''}
        {...(mailingId && { onClearFilters: () => show(null) })}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      />
    </>
  );
}

interface Choosing {
  isChosen: (id: string) => boolean;
  mayChoose: (delivery: Delivery) => boolean;
  onChoose: (id: string, isChosen: boolean) => void;
}

function useColumns({ isChosen, mayChoose, onChoose }: Choosing): Column<Delivery>[] {
  const t = useTranslations('uncertain');
  const { time } = useFormat();
  const { data: names } = useQuery(mailingNames());
  return [
    {
      id: 'recipient',
      header: t('recipient'),
      cell: (delivery) => (
        <Group gap="sm" wrap="nowrap">
          <Checkbox
            aria-label={t('choose', { recipient: delivery.recipient })}
            checked={isChosen(delivery.id)}
            disabled={!mayChoose(delivery)}
            onChange={({ currentTarget }) => onChoose(delivery.id, currentTarget.checked)}
          />
          <TextLink to="/deliveries/$id" params={{ id: delivery.id }} fw={500}>
            {delivery.recipient}
          </TextLink>
        </Group>
      ),
    },
    {
      id: 'mailing',
      header: t('mailing'),
      cell: ({ mailingId }) => (
        <TextLink to={`/mailings/${mailingId}` as string}>{nameOfMailing(names, mailingId)}</TextLink>
      ),
    },
    {
      id: 'last',
      header: t('lastWords'),
      cell: ({ lastReply }) => <span title={lastReply ?? ''}>{lastReply ?? t('silence')}</span>,
    },
    {
      id: 'createdAt',
      header: t('createdAt'),
      width: timeWidth,
      align: 'end',
      cell: ({ createdAt }) => time(createdAt),
    },
  ];
}
