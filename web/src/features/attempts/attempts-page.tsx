import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { download } from '../../api/client';
import { type Attempt, attemptCount, attemptList } from '../../api/ledger';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, exactTimeWidth } from '../../ui/data-table';
import { ErrorPanel } from '../../ui/error-panel';
import { AttemptStatusBadge } from '../../ui/ledger-status';
import { TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { ServerWords } from '../../ui/server-words';
import { AttemptFilters } from './attempt-filters';
import { exportPath, isFiltered, type LedgerFilter, wordsOf } from './attempt-rules';

const route = getRouteApi('/attempts');

export function AttemptsPage() {
  const t = useTranslations('attempts');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRows(attemptList(filter));
  const count = useQuery(attemptCount(filter));
  const columns = useColumns();
  const change = (next: LedgerFilter) => void navigate({ search: next, replace: true });
  const saving = useMutation({ mutationFn: () => download(exportPath(filter), 'attempts.csv') });

  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        beside={typeof count.data === 'number' && <Text c="dimmed">{t('count', { count: count.data })}</Text>}
        actions={
          <Button variant="default" loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('csv')}
          </Button>
        }
      />
      <AttemptFilters filter={filter} onChange={change} />
      {saving.error && (
        <Group mb="md">
          <ErrorPanel error={saving.error} />
        </Group>
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...(isFiltered(filter) && { onClearFilters: () => change({}) })}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      />
    </>
  );
}

function useColumns(): Column<Attempt>[] {
  const t = useTranslations('attempts');
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
    { id: 'recipient', header: t('recipient'), cell: ({ recipient }) => recipient },
    {
      id: 'status',
      header: t('status'),
      width: 112,
      cell: ({ status }) => <AttemptStatusBadge status={status} />,
    },
    { id: 'stage', header: t('stageHeader'), width: 144, cell: ({ stage }) => stages(stage) },
    { id: 'code', header: t('code'), width: 70, cell: ({ code }) => code },
    {
      id: 'reply',
      header: t('reply'),
      cell: (attempt) => <ServerWords text={wordsOf(attempt)} />,
    },
  ];
}
