import { Group, Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { useRows } from '../../api/pages';
import { useSignedInUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, timeWidth } from '../../ui/data-table';
import { Icon } from '../../ui/icon';
import { LinkButton, TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { SearchField } from '../../ui/search-field';
import { useNow } from '../../ui/use-now';
import { isGoingOn, type Mailing, type MailingFilter, mailingStatuses, noRunText } from './mailing-rules';
import { CountsInShort, MailingStatus } from './mailing-state';
import { addressesOf, mailingCount, mailingList } from './mailings.queries';

const route = getRouteApi('/mailings');
const pollMs = 5_000;

export function MailingsPage() {
  const t = useTranslations('mailings');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow(10_000);
  const [isPolled, setIsPolled] = useState(false);
  const list = useRows(mailingList(filter), { pollMs: isPolled && pollMs });
  const isLive = list.rows.some((mailing) => isGoingOn(mailing, now));
  if (isLive !== isPolled) setIsPolled(isLive);
  const isForAll = can(useSignedInUser(), 'all.read');
  const owners = isForAll ? [...new Set(list.rows.map(({ ownerId }) => ownerId))].slice(0, 200) : [];
  const { data: addresses } = useQuery(addressesOf(owners));
  const columns = useColumns(isForAll, addresses);

  const change = (changes: { [name in keyof MailingFilter]: MailingFilter[name] | undefined }) =>
    void navigate({
      search: ({ search, status }) => {
        const next = { search, status, ...changes };
        return { ...(next.search && { search: next.search }), ...(next.status && { status: next.status }) };
      },
      replace: true,
    });
  const add = (
    <LinkButton to="/mailings/new" leftSection={<Icon name="plus" size={16} />}>
      {t('new')}
    </LinkButton>
  );

  return (
    <>
      <PageHeader title={isForAll ? t('allTitle') : t('title')} actions={add} />
      <Group gap="sm" mb="md">
        <QuickFilters filter={filter} isPolled={isPolled} />
        <SearchField
          label={t('searchLabel')}
          value={filter.search}
          onSearch={(search) => change({ search })}
        />
      </Group>
      <DataTable
        label={t('title')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...((filter.search ?? filter.status) && {
          onClearFilters: () => change({ search: undefined, status: undefined }),
        })}
        empty={{ title: t('emptyTitle'), text: t('emptyText'), action: add }}
      />
    </>
  );
}

/** Links, so that the address says what is shown. */
function QuickFilters({ filter, isPolled }: { filter: MailingFilter; isPolled: boolean }) {
  const t = useTranslations('mailings');
  const statuses = useTranslations('statuses');
  const { number } = useFormat();
  const search = filter.search ? { search: filter.search } : {};
  const choices = [undefined, ...mailingStatuses] as const;
  const counts = useQueries({
    queries: choices.map((status) => ({
      ...mailingCount({ ...search, ...(status && { status }) }),
      ...(isPolled && { refetchInterval: pollMs }),
    })),
  });
  return (
    <nav aria-label={t('quickFilters')}>
      <Group gap={6}>
        {choices.map((status, index) => {
          const isChosen = filter.status === status;
          const count = counts[index]?.data;
          return (
            <LinkButton
              key={status ?? 'all'}
              to="/mailings"
              search={{ ...search, ...(status && { status }) }}
              replace
              size="xs"
              variant={isChosen ? 'filled' : 'default'}
              aria-current={isChosen ? 'true' : undefined}
              activeOptions={{ exact: true }}
            >
              {status ? statuses(`mailing.${status}`) : t('all')}
              {typeof count === 'number' && ` · ${number(count)}`}
            </LinkButton>
          );
        })}
      </Group>
    </nav>
  );
}

function useColumns(isForAll: boolean, addresses: Map<string, string> | undefined): Column<Mailing>[] {
  const t = useTranslations('mailings');
  const statuses = useTranslations('statuses');
  const { time } = useFormat();
  const whatHolds = ({ pauseReason, paused, status }: Mailing) =>
    paused && status !== 'completed' && pauseReason ? pauseReason : null;
  const nextRun = (mailing: Mailing) => {
    if (mailing.nextRunAt) return time(mailing.nextRunAt, mailing.timezone);
    return (
      <Text inherit c="dimmed">
        {t(noRunText(mailing))}
      </Text>
    );
  };
  return [
    {
      id: 'name',
      header: t('name'),
      cell: ({ id, name }) => (
        <TextLink to="/mailings/$id" params={{ id }} fw={500}>
          {name ?? t('unnamed')}
        </TextLink>
      ),
    },
    {
      id: 'status',
      header: t('status'),
      width: 130,
      cell: (mailing) => (
        <span title={whatHolds(mailing) ?? undefined}>
          <MailingStatus mailing={mailing} />
          {whatHolds(mailing) && (
            <Text span c="dimmed" size="sm">
              {' '}
              {whatHolds(mailing)}
            </Text>
          )}
        </span>
      ),
    },
    { id: 'next', header: t('nextRun'), width: timeWidth, cell: nextRun },
    // There is room for one of them; whoever sees everybody's asks whose it is first.
    isForAll
      ? { id: 'owner', header: t('owner'), cell: ({ ownerId }) => addresses?.get(ownerId) ?? '…' }
      : {
          id: 'periodicity',
          header: t('repeats'),
          width: 130,
          cell: ({ periodicity }) => statuses(`periodicity.${periodicity}`),
        },
    {
      id: 'counts',
      header: t('outcome'),
      width: 220,
      cell: ({ counts }) => <CountsInShort counts={counts} />,
    },
  ];
}
