import { ActionIcon, Menu, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { useSignedInUser } from '../../api/session';
import { Confirm } from '../../ui/confirm';
import { Icon } from '../../ui/icon';
import { useNotice } from '../../ui/notice';
import { RoleDialog } from './role-dialog';
import { blockRefusal } from './user-rules';
import { setBlocked, userKeys, type UserRow } from './users.queries';

/** What may be done to one user; what may not says why. */
export function UserActions({ user, isAdmin }: { user: UserRow; isAdmin: boolean }) {
  const t = useTranslations('users');
  const me = useSignedInUser();
  const [asks, setAsks] = useState<'block' | 'role' | null>(null);
  if (!can(me, 'users.block') && !can(me, 'users.manage')) return null;
  const refusal = blockRefusal(me, user);
  const close = () => setAsks(null);
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('actionsFor', { email: user.email })}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isAdmin && <Menu.Item onClick={() => setAsks('role')}>{t('changeRole')}</Menu.Item>}
          {refusal ? (
            <Text size="sm" c="dimmed" px="sm" py={6}>
              {t(refusal)}
            </Text>
          ) : (
            <Menu.Item onClick={() => setAsks('block')}>
              {user.status === 'blocked' ? t('unblock') : t('block')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <BlockDialog user={user} isOpen={asks === 'block'} onClose={close} />
      {asks === 'role' && <RoleDialog user={user} onClose={close} />}
    </>
  );
}

function BlockDialog({ user, isOpen, onClose }: { user: UserRow; isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('users');
  const queries = useQueryClient();
  const notice = useNotice();
  const { id, email } = user;
  const isBlocked = user.status === 'blocked';
  const change = useMutation({
    mutationFn: () => setBlocked(id, !isBlocked),
    onSuccess: () => {
      onClose();
      notice(isBlocked ? t('unblocked', { email }) : t('blocked', { email }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: userKeys.all }),
  });
  return (
    <Confirm
      isOpen={isOpen}
      title={isBlocked ? t('unblockTitle', { email }) : t('blockTitle', { email })}
      text={isBlocked ? t('unblockText') : t('blockText')}
      action={isBlocked ? t('unblock') : t('block')}
      isDangerous={!isBlocked}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    />
  );
}
