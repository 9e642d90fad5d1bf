import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable } from '../../ui/data-table';
import { Icon } from '../../ui/icon';
import { LinkButton, TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { SearchField } from '../../ui/search-field';
import type { Message, MessageSort } from './message-rules';
import { messageCount, messageList } from './messages.queries';

const route = getRouteApi('/messages');

export function MessagesPage() {
  const t = useTranslations('messages');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRows(messageList(filter));
  const count = useQuery(messageCount(filter));
  const columns = useColumns();
  const ask = (search: string | undefined) =>
    void navigate({
      search: ({ sort }) => ({ ...(search && { search }), ...(sort && { sort }) }),
      replace: true,
    });
  const add = (
    <LinkButton to="/messages/new" leftSection={<Icon name="plus" size={16} />}>
      {t('new')}
    </LinkButton>
  );

  return (
    <>
      <PageHeader
        title={t('title')}
        beside={typeof count.data === 'number' && <Text c="dimmed">{t('count', { count: count.data })}</Text>}
        actions={add}
      />
      <Group mb="md">
        <SearchField label={t('searchLabel')} value={filter.search} onSearch={ask} />
      </Group>
      <DataTable
        label={t('title')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...(filter.search && { onClearFilters: () => ask(undefined) })}
        sort={filter.sort ?? '-createdAt'}
        onSort={(sort) =>
          void navigate({ search: (former) => ({ ...former, sort: sort as MessageSort }), replace: true })
        }
        empty={{ title: t('emptyTitle'), text: t('emptyText'), action: add }}
      />
    </>
  );
}

function useColumns(): Column<Message>[] {
  const t = useTranslations('messages');
  const { day } = useFormat();
  return [
    {
      id: 'subject',
      header: t('subject'),
      sort: 'subject',
      cell: ({ id, subject }) => (
        <TextLink to="/messages/$id" params={{ id }} fw={500}>
          {subject}
        </TextLink>
      ),
    },
    {
      id: 'kinds',
      header: t('kinds'),
      width: 204,
      cell: ({ html, text }) =>
        [html !== null && 'HTML', text !== null && t('plainText')].filter(Boolean).join(' + '),
    },
    {
      id: 'updatedAt',
      header: t('updatedAt'),
      width: 132,
      align: 'end',
      cell: ({ updatedAt }) => day(updatedAt),
    },
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
