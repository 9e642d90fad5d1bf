import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { Icon } from '../../ui/icon';
import { useNotice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { type Role, roles } from './user-rules';
import { createUser, userKeys } from './users.queries';

export function InviteUser() {
  const t = useTranslations('users');
  const ui = useTranslations('ui');
  const s = useTranslations('statuses');
  const queries = useQueryClient();
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const [isOpen, { open, close }] = useDisclosure();
  const form = useForm({ initialValues: { email: '', fullName: '', role: 'user' as Role, password: '' } });
  const creation = useMutation({
    mutationFn: ({ email, fullName, role, password }: typeof form.values) =>
      createUser({ email, role, ...(fullName.trim() && { fullName }), ...(password && { password }) }),
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: ({ email }, { password }) => {
      close();
      form.reset();
      notice(password ? t('created', { email }) : t('invited', { email }));
      void queries.invalidateQueries({ queryKey: userKeys.all });
    },
  });
  return (
    <>
      <Button leftSection={<Icon name="plus" size={16} />} onClick={open}>
        {t('invite')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('inviteTitle')}
        closeButtonProps={{ 'aria-label': ui('close') }}
      >
        <form
          onSubmit={form.onSubmit((values) => (creation.isPending ? undefined : creation.mutate(values)))}
        >
          <Stack>
            <Text c="dimmed">{t('inviteText')}</Text>
            <TextInput
              label={t('email')}
              type="email"
              autoComplete="off"
              required
              withAsterisk={false}
              data-autofocus
              {...form.getInputProps('email')}
            />
            <TextInput label={t('fullName')} autoComplete="off" {...form.getInputProps('fullName')} />
            <Select
              label={t('role')}
              data={roles.map((value) => ({ value, label: s(`role.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('role')}
            />
            <PasswordField
              label={t('passwordOptional')}
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
            <ErrorPanel error={creation.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {ui('cancel')}
              </Button>
              <Button type="submit" loading={creation.isPending}>
                {form.values.password ? t('create') : t('invite')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
