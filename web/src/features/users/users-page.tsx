import { Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { useSignedInUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable } from '../../ui/data-table';
import { PageHeader } from '../../ui/page-header';
import { SearchField } from '../../ui/search-field';
import { StatusBadge, type Tone } from '../../ui/status-badge';
import { InviteUser } from './invite-user';
import { UserActions } from './user-actions';
import { roles, type UserFilter, type UserStatus, userStatuses } from './user-rules';
import { userCount, userList, type UserRow } from './users.queries';

const tones: Record<UserStatus, Tone> = { active: 'good', unconfirmed: 'quiet', blocked: 'bad' };

/** For managers: who there is, and who may log in. */
export function ManageUsersPage() {
  return <UsersPage from="/manage/users" />;
}

/** For admins: roles and invitations too. */
export function AdminUsersPage() {
  return <UsersPage from="/admin/users" />;
}

function UsersPage({ from }: { from: '/manage/users' | '/admin/users' }) {
  const t = useTranslations('users');
  const ui = useTranslations('ui');
  const s = useTranslations('statuses');
  const isAdmin = from === '/admin/users';
  const filter = useSearch({ from });
  const navigate = useNavigate({ from });
  const list = useRows(userList(filter));
  const count = useQuery(userCount(filter));
  const change = (changes: { [name in keyof UserFilter]: UserFilter[name] | undefined }) =>
    void navigate({
      search: (former) =>
        Object.fromEntries(Object.entries({ ...former, ...changes }).filter(([, value]) => value)),
      replace: true,
    });
  const clearButtonProps = { 'aria-label': ui('clear') };
  return (
    <>
      <PageHeader
        title={isAdmin ? t('adminTitle') : t('title')}
        beside={typeof count.data === 'number' && <Text c="dimmed">{t('count', { count: count.data })}</Text>}
        actions={isAdmin && <InviteUser />}
      />
      <Group gap="sm" mb="md">
        <SearchField label={t('search')} value={filter.search} onSearch={(search) => change({ search })} />
        <Select
          flex="1 1 140px"
          maw={180}
          aria-label={t('role')}
          placeholder={t('allRoles')}
          data={roles.map((value) => ({ value, label: s(`role.${value}`) }))}
          value={filter.role ?? null}
          onChange={(role) => change({ role: role ?? undefined })}
          clearable
          clearButtonProps={clearButtonProps}
        />
        <Select
          flex="1 1 140px"
          maw={180}
          aria-label={t('status')}
          placeholder={t('allStatuses')}
          data={userStatuses.map((value) => ({ value, label: s(`user.${value}`) }))}
          value={filter.status ?? null}
          onChange={(status) => change({ status: status ?? undefined })}
          clearable
          clearButtonProps={clearButtonProps}
        />
      </Group>
      <DataTable
        label={t('title')}
        columns={useColumns(isAdmin)}
        list={list}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...(Object.keys(filter).length > 0 && {
          onClearFilters: () => change({ search: undefined, role: undefined, status: undefined }),
        })}
        empty={{ title: t('empty'), text: t('emptyText') }}
      />
    </>
  );
}

function useColumns(isAdmin: boolean): Column<UserRow>[] {
  const t = useTranslations('users');
  const ui = useTranslations('ui');
  const s = useTranslations('statuses');
  const { day } = useFormat();
  const me = useSignedInUser();
  return [
    { id: 'email', header: t('email'), cell: ({ email }) => email },
    {
      id: 'fullName',
      header: t('fullName'),
      width: 160,
      cell: ({ id, fullName }) => (
        <>
          {fullName}
          {id === me.id && (
            <Text span c="dimmed">
              {fullName && ' — '}
              {ui('yourself')}
            </Text>
          )}
        </>
      ),
    },
    { id: 'role', header: t('role'), width: 150, cell: ({ role }) => s(`role.${role}`) },
    {
      id: 'status',
      header: t('status'),
      width: 150,
      cell: ({ status }) => <StatusBadge tone={tones[status]}>{s(`user.${status}`)}</StatusBadge>,
    },
    { id: 'createdAt', header: t('createdAt'), width: 120, cell: ({ createdAt }) => day(createdAt) },
    {
      id: 'actions',
      header: ui('actions'),
      width: 110,
      align: 'end',
      cell: (user) => <UserActions user={user} isAdmin={isAdmin} />,
    },
  ];
}
