import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { download } from '../../api/client';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable } from '../../ui/data-table';
import { ErrorPanel } from '../../ui/error-panel';
import { Icon } from '../../ui/icon';
import { PageHeader } from '../../ui/page-header';
import { Tag } from '../../ui/tag';
import type { Client, ClientFilter, ClientSort } from './client-rules';
import { ClientFilters } from './client-filters';
import { clientCount, clientList } from './clients.queries';
import { LinkButton, TextLink } from '../../ui/links';

const route = getRouteApi('/clients');

export function ClientsPage() {
  const t = useTranslations('clients');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRows(clientList(filter));
  const count = useQuery(clientCount(filter));
  const saving = useMutation({ mutationFn: () => download('/api/v1/clients/export', 'clients.csv') });
  const columns = useColumns();
  const isFiltered = Boolean(filter.search ?? filter.tag ?? filter.operatorCode);

  const change = (changes: { [name in keyof ClientFilter]: ClientFilter[name] | undefined }) =>
    void navigate({ search: (former) => withoutBlanks({ ...former, ...changes }), replace: true });
  const add = (
    <LinkButton to="/clients/new" leftSection={<Icon name="plus" size={16} />}>
      {t('new')}
    </LinkButton>
  );

  return (
    <>
      <PageHeader
        title={t('title')}
        beside={typeof count.data === 'number' && <Text c="dimmed">{t('count', { count: count.data })}</Text>}
        actions={
          <>
            <Button variant="default" loading={saving.isPending} onClick={() => saving.mutate()}>
              {t('export')}
            </Button>
            <LinkButton to="/clients/import" variant="default">
              {t('import')}
            </LinkButton>
            {add}
          </>
        }
      />
      <ErrorPanel error={saving.error} />
      <ClientFilters filter={filter} onChange={change} />
      <DataTable
        label={t('title')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...(isFiltered && {
          onClearFilters: () => change({ search: undefined, tag: undefined, operatorCode: undefined }),
        })}
        sort={filter.sort ?? '-createdAt'}
        onSort={(sort) => change({ sort: sort as ClientSort })}
        empty={{
          title: t('emptyTitle'),
          text: t('emptyText'),
          action: (
            <Group justify="center">
              {add}
              <LinkButton to="/clients/import" variant="default">
                {t('import')}
              </LinkButton>
            </Group>
          ),
        }}
      />
    </>
  );
}

function useColumns(): Column<Client>[] {
  const t = useTranslations('clients');
  const { day } = useFormat();
  return [
    {
      id: 'fullName',
      header: t('fullName'),
      sort: 'fullName',
      cell: ({ id, fullName }) => (
        <TextLink to="/clients/$id" params={{ id }} fw={500}>
          {fullName}
        </TextLink>
      ),
    },
    { id: 'email', header: t('email'), sort: 'email', cell: ({ email }) => email },
    { id: 'phone', header: t('phone'), width: 140, cell: ({ phone }) => phone },
    { id: 'tags', header: t('tags'), cell: ({ tags }) => tags.map((tag) => <Tag key={tag}>{tag}</Tag>) },
    {
      id: 'createdAt',
      header: t('createdAt'),
      width: 132,
      align: 'end',
      sort: 'createdAt',
      cell: ({ createdAt }) => day(createdAt),
    },
  ];
}

function withoutBlanks<Filter extends object>(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as Filter;
}
