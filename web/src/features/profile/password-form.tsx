import { Button, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useSignedInUser } from '../../api/session';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { changePassword, profileKeys } from './profile.queries';

export function PasswordForm() {
  const t = useTranslations('profile');
  const { email } = useSignedInUser();
  const queries = useQueryClient();
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const form = useForm({ initialValues: { currentPassword: '', newPassword: '' } });
  const change = useMutation({
    mutationFn: changePassword,
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: () => {
      form.reset();
      notice(t('passwordChanged'));
      void queries.invalidateQueries({ queryKey: profileKeys.sessions });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => (change.isPending ? undefined : change.mutate(values)))}>
      <Stack>
        <Title order={2} fz="h4">
          {t('password')}
        </Title>
        {/* Password managers ask whose password it is. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label={t('currentPassword')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordField
          label={t('newPassword')}
          description={t('passwordHint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          {...form.getInputProps('newPassword')}
        />
        <ErrorPanel error={change.error} />
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('changePassword')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
