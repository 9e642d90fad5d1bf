import { Alert, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { updateUser, useSignedInUser } from '../../api/session';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { changeMe } from './profile.queries';

/** A new address counts once it is confirmed from its own mailbox. */
export function MailForm() {
  const t = useTranslations('profile');
  const { email, pendingEmail } = useSignedInUser();
  const fieldTexts = useFieldTexts();
  const form = useForm({ initialValues: { email: '' } });
  const change = useMutation({
    mutationFn: changeMe,
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: (user) => {
      updateUser(user);
      form.reset();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => (change.isPending ? undefined : change.mutate(values)))}>
      <Stack>
        <Title order={2} fz="h4">
          {t('mail')}
        </Title>
        <Text style={{ overflowWrap: 'anywhere' }}>{t('mailNow', { email })}</Text>
        {pendingEmail && (
          <Alert color="indigo" variant="outline" role="status">
            {t('mailPending', { email: pendingEmail })}
          </Alert>
        )}
        <TextInput
          label={t('newMail')}
          type="email"
          autoComplete="email"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <ErrorPanel error={change.error} />
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('changeMail')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
