import { SimpleGrid } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, timeWidth } from '../../ui/data-table';
import { TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { StatusBadge, type Tone } from '../../ui/status-badge';
import { ImportForm } from './import-form';
import { ImportProgress } from './import-progress';
import type { ImportItem } from './import-rules';
import { isGoing } from './import-rules';
import { importKeys, importList } from './imports.queries';

const route = getRouteApi('/clients/import');

const tones: Record<ImportItem['status'], Tone> = {
  queued: 'quiet',
  running: 'busy',
  completed: 'good',
  failed: 'bad',
};

export function ImportPage() {
  const t = useTranslations('imports');
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const list = useRows(importList());
  const columns = useColumns();
  /** The file of the last dry run: it can then be imported without choosing it again. */
  const [tried, setTried] = useState<{ id: string; file: File; merge: 'update' | 'skip' } | null>(null);
  // Whoever comes back finds the import that is going on.
  const going = list.rows.find(isGoing)?.id;
  const shown = id ?? going;
  useEffect(() => {
    if (!id && going) void navigate({ search: { id: going }, replace: true });
  }, [id, going, navigate]);
  const show = (importId: string) => {
    void queries.invalidateQueries({ queryKey: [...importKeys.all, 'list'] });
    void navigate({ search: { id: importId } });
  };

  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        back={<TextLink to="/clients">{t('clients')}</TextLink>}
      />
      <SimpleGrid cols={{ base: 1, lg: shown ? 2 : 1 }} spacing="lg" mb="xl">
        <ImportForm tried={tried} onTried={setTried} onStarted={show} />
        {shown && <ImportProgress key={shown} id={shown} />}
      </SimpleGrid>
      <DataTable
        label={t('former')}
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        filterKey=""
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      />
    </>
  );
}

function useColumns(): Column<ImportItem>[] {
  const t = useTranslations('imports');
  const statuses = useTranslations('statuses.import');
  const { number, time } = useFormat();
  const counted = (id: 'created' | 'updated' | 'rejected'): Column<ImportItem> => ({
    id,
    header: t(id),
    width: 112,
    align: 'end',
    cell: (row) => number(row[id]),
  });
  return [
    {
      id: 'fileName',
      header: t('file'),
      cell: ({ id, fileName }) => (
        <TextLink to="/clients/import" search={{ id }} resetScroll fw={500}>
          {fileName || t('unnamed')}
        </TextLink>
      ),
    },
    {
      id: 'status',
      header: t('state'),
      width: 160,
      cell: ({ status, dryRun }) => (
        <>
          <StatusBadge tone={tones[status]}>{statuses(status)}</StatusBadge>
          {dryRun && ` · ${t('dry')}`}
        </>
      ),
    },
    counted('created'),
    counted('updated'),
    counted('rejected'),
    {
      id: 'createdAt',
      header: t('startedAt'),
      width: timeWidth,
      align: 'end',
      cell: ({ createdAt }) => time(createdAt),
    },
  ];
}
