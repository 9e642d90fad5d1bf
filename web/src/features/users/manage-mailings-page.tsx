import { Button, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { useRows } from '../../api/pages';
import { useSignedInUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, timeWidth } from '../../ui/data-table';
import { TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { SearchField } from '../../ui/search-field';
import { StatusBadge, type Tone } from '../../ui/status-badge';
import { DisableMailing } from './disable-mailing';
import { addressesOf, type Mailing, type MailingFilter, mailingsOfAll } from './users.queries';

const route = getRouteApi('/manage/mailings');
const statuses = ['created', 'running', 'completed'] as const;
const tones: Record<Mailing['status'], Tone> = { created: 'quiet', running: 'busy', completed: 'good' };
const pollMs = 5_000;

export function ManageMailingsPage() {
  const t = useTranslations('users');
  const ui = useTranslations('ui');
  const s = useTranslations('statuses');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [isRunning, setIsRunning] = useState(false);
  const list = useRows(mailingsOfAll(filter), { pollMs: isRunning && pollMs });
  const runs = list.rows.some(({ status }) => status === 'running');
  if (runs !== isRunning) setIsRunning(runs);
  const owners = [...new Set(list.rows.map(({ ownerId }) => ownerId))].slice(0, 200);
  const { data: addresses } = useQuery(addressesOf(owners));
  const [asked, ask] = useState<Mailing | null>(null);
  const change = (changes: { [name in keyof MailingFilter]: MailingFilter[name] | undefined }) =>
    void navigate({
      search: (former) =>
        Object.fromEntries(Object.entries({ ...former, ...changes }).filter(([, value]) => value)),
      replace: true,
    });
  return (
    <>
      <PageHeader title={t('manageMailings')} text={t('manageMailingsText')} />
      <Group gap="sm" mb="md">
        <SearchField
          label={t('mailingSearch')}
          value={filter.search}
          onSearch={(search) => change({ search })}
        />
        <Select
          w={190}
          aria-label={t('status')}
          placeholder={t('allStatuses')}
          data={statuses.map((value) => ({ value, label: s(`mailing.${value}`) }))}
          value={filter.status ?? null}
          onChange={(status) => change({ status: status ?? undefined })}
          clearable
          clearButtonProps={{ 'aria-label': ui('clear') }}
        />
      </Group>
      <DataTable
        label={t('manageMailings')}
        columns={useColumns(addresses, ask)}
        list={list}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...(Object.keys(filter).length > 0 && {
          onClearFilters: () => change({ search: undefined, status: undefined }),
        })}
        empty={{ title: t('mailingsEmpty'), text: t('mailingsEmptyText') }}
      />
      {asked && <DisableMailing mailing={asked} onClose={() => ask(null)} />}
    </>
  );
}

function useColumns(
  addresses: Map<string, string> | undefined,
  ask: (mailing: Mailing) => void,
): Column<Mailing>[] {
  const t = useTranslations('users');
  const ui = useTranslations('ui');
  const s = useTranslations('statuses');
  const { time, number } = useFormat();
  const me = useSignedInUser();
  return [
    {
      id: 'name',
      header: t('mailing'),
      cell: ({ id, name }) => (
        <TextLink to={`/mailings/${id}` as string} fw={500}>
          {name ?? t('nameless')}
        </TextLink>
      ),
    },
    {
      id: 'owner',
      header: t('owner'),
      cell: ({ ownerId }) => (ownerId === me.id ? t('ownOne') : (addresses?.get(ownerId) ?? '…')),
    },
    {
      id: 'status',
      header: t('status'),
      width: 130,
      cell: ({ status, disabled, paused }) =>
        disabled ? (
          <StatusBadge tone="bad">{s('mailingFlag.disabled')}</StatusBadge>
        ) : paused && status !== 'completed' ? (
          <StatusBadge tone="doubt">{s('mailingFlag.paused')}</StatusBadge>
        ) : (
          <StatusBadge tone={tones[status]}>{s(`mailing.${status}`)}</StatusBadge>
        ),
    },
    {
      id: 'nextRunAt',
      header: t('nextRun'),
      width: timeWidth,
      cell: ({ nextRunAt, timezone }) => (nextRunAt ? time(nextRunAt, timezone) : ''),
    },
    {
      id: 'sent',
      header: t('sent'),
      width: 110,
      align: 'end',
      cell: ({ counts }) => (
        <>
          {number(counts.sent)}
          <Text span c="dimmed">
            {' '}
            / {number(counts.total)}
          </Text>
        </>
      ),
    },
    {
      id: 'actions',
      header: ui('actions'),
      width: 130,
      align: 'end',
      cell: (mailing) =>
        can(me, 'disable', mailing) &&
        (mailing.disabled || mailing.status !== 'completed') && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${mailing.disabled ? t('enable') : t('disable')}: ${mailing.name ?? t('nameless')}`}
            onClick={() => ask(mailing)}
          >
            {mailing.disabled ? t('enable') : t('disable')}
          </Button>
        ),
    },
  ];
}
