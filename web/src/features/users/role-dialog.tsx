import { Alert, Button, Group, Modal, Radio, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isProblem } from '../../api/problem';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import { type Role, roles } from './user-rules';
import { activeAdmins, changeRole, userKeys, type UserRow } from './users.queries';

const meanings = { user: 'roleUser', manager: 'roleManager', admin: 'roleAdmin' } as const;

/** The last admin is told why the role stays, before they try. */
export function RoleDialog({ user, onClose }: { user: UserRow; onClose: () => void }) {
  const t = useTranslations('users');
  const ui = useTranslations('ui');
  const s = useTranslations('statuses');
  const { id, email } = user;
  const queries = useQueryClient();
  const notice = useNotice();
  const [role, setRole] = useState<Role>(user.role);
  const admins = useQuery({ ...activeAdmins(), enabled: user.role === 'admin' });
  const change = useMutation({
    mutationFn: () => changeRole(id, role),
    onSuccess: () => {
      onClose();
      notice(t('roleChanged', { email, role: s(`role.${role}`) }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: userKeys.all }),
  });
  const isLastAdmin =
    (admins.data?.length === 1 && admins.data[0] === id) || isProblem(change.error, 'user.last_admin');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('roleTitle', { email })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {user.role === 'admin' && admins.isPending ? (
        <Skeleton height={160} />
      ) : isLastAdmin ? (
        <Stack>
          <Alert color="yellow" variant="outline" role="status">
            {t('lastAdmin', { email })}
          </Alert>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {ui('close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <Text c="dimmed">{t('roleText')}</Text>
          <Radio.Group aria-label={t('role')} value={role} onChange={(value) => setRole(value as Role)}>
            <Stack gap="sm">
              {roles.map((one) => (
                <Radio key={one} value={one} label={s(`role.${one}`)} description={t(meanings[one])} />
              ))}
            </Stack>
          </Radio.Group>
          <ErrorPanel error={change.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button loading={change.isPending} disabled={role === user.role} onClick={() => change.mutate()}>
              {ui('save')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
