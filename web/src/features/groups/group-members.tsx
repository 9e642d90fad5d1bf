import { Button, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import classes from './groups.module.css';
import { addMember, membersOf, removeMember, shownMembers, usersLike } from './groups.queries';

const typingPauseMs = 200;

export function GroupMembers({ groupId }: { groupId: string }) {
  const t = useTranslations('groups');
  const queries = useQueryClient();
  const notice = useNotice();
  const members = useQuery(membersOf(groupId));
  const change = useMutation({
    mutationFn: async ({ id, isIn }: { id: string; email: string; isIn: boolean }): Promise<void> => {
      await (isIn ? addMember(groupId, id) : removeMember(groupId, id));
    },
    onSuccess: (_, { email, isIn }) => notice(isIn ? t('added', { email }) : t('removed', { email })),
    onSettled: () => queries.invalidateQueries({ queryKey: membersOf(groupId).queryKey }),
  });
  const memberIds = members.data?.items.map(({ id }) => id) ?? [];
  return (
    <Stack>
      <Title order={2} fz="h4">
        {t('members')}
      </Title>
      <UserPicker
        leftOut={memberIds}
        onPick={(user) => {
          if (!change.isPending) change.mutate({ ...user, isIn: true });
        }}
      />
      <ErrorPanel error={change.error} />
      {members.error && !members.data && (
        <ErrorPanel error={members.error} onRetry={() => void members.refetch()} />
      )}
      {members.isPending && <Skeleton height={80} />}
      {members.data?.items.length === 0 && <Text c="dimmed">{t('noMembers')}</Text>}
      <ul className={classes.members}>
        {members.data?.items.map(({ id, email, fullName }) => (
          <li key={id} className={classes.member}>
            <span>
              {fullName || email}
              {fullName && (
                <Text size="sm" c="dimmed">
                  {email}
                </Text>
              )}
            </span>
            <Button
              size="compact-sm"
              variant="default"
              flex="none"
              disabled={change.isPending}
              aria-label={t('removeFor', { email })}
              onClick={() => change.mutate({ id, email, isIn: false })}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      {members.data?.nextCursor && <Text c="dimmed">{t('moreMembers', { count: shownMembers })}</Text>}
    </Stack>
  );
}

interface UserPickerProps {
  leftOut: readonly string[];
  onPick: (user: { id: string; email: string }) => void;
}

function UserPicker({ leftOut, onPick }: UserPickerProps) {
  const t = useTranslations('groups');
  const ui = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), typingPauseMs);
  const { data } = useQuery(usersLike(search));
  const users = (data?.items ?? []).filter(({ id }) => !leftOut.includes(id));
  return (
    <Select
      label={t('addMember')}
      placeholder={t('searchUser')}
      data={users.map(({ id, email, fullName }) => ({
        value: id,
        label: fullName ? `${fullName} · ${email}` : email,
      }))}
      searchable
      // The service has filtered already.
      filter={({ options }) => options}
      nothingFoundMessage={ui('nothingFound')}
      searchValue={typed}
      onSearchChange={setTyped}
      value={null}
      onChange={(id) => {
        const user = users.find((one) => one.id === id);
        if (user) onPick(user);
        setTyped('');
      }}
    />
  );
}
