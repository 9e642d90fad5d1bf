import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { AuthCard } from './auth-card';
import { askForLink } from './auth.queries';
import { TextLink } from '../../ui/links';

export function ForgotPage() {
  const t = useTranslations('auth');
  const fieldTexts = useFieldTexts();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '' } });
  const request = useMutation({
    mutationFn: askForLink,
    onError: (error) => form.setErrors(fieldTexts(error)),
  });
  if (request.isSuccess) {
    return <AuthCard title={t('registeredTitle')} text={t('linkSent', { email: request.variables })} />;
  }
  return (
    <AuthCard
      title={t('forgotTitle')}
      text={t('forgotNext')}
      foot={
        <TextLink underline="always" to="/login">
          {t('login')}
        </TextLink>
      }
    >
      <form onSubmit={form.onSubmit(({ email }) => (request.isPending ? undefined : request.mutate(email)))}>
        <Stack>
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            {...form.getInputProps('email')}
          />
          <ErrorPanel error={request.error} />
          <Button type="submit" loading={request.isPending}>
            {t('sendLink')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
