import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { AuthCard } from './auth-card';
import { register } from './auth.queries';
import { PasswordField } from '../../ui/password-field';
import { LinkButton, TextLink } from '../../ui/links';

export function RegisterPage() {
  const t = useTranslations('auth');
  const fieldTexts = useFieldTexts();
  const form = useForm({ mode: 'uncontrolled', initialValues: { fullName: '', email: '', password: '' } });
  const registration = useMutation({
    mutationFn: ({ fullName, ...rest }: typeof form.values) =>
      register({ ...rest, ...(fullName.trim() && { fullName }) }),
    onError: (error) => form.setErrors(fieldTexts(error)),
  });
  if (registration.data) {
    const { email, inboxUrl } = registration.data;
    return (
      <AuthCard title={t('registeredTitle')} text={t('registered', { email })}>
        {inboxUrl && (
          <>
            <Text size="sm">{t('keptHere')}</Text>
            <LinkButton to="/inbox" search={{ to: email }}>
              {t('toInbox')}
            </LinkButton>
          </>
        )}
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title={t('registerTitle')}
      text={t('registerNext')}
      foot={
        <>
          {t('hasAccount')}{' '}
          <TextLink underline="always" to="/login">
            {t('login')}
          </TextLink>
        </>
      }
    >
      <form
        onSubmit={form.onSubmit((values) =>
          registration.isPending ? undefined : registration.mutate(values),
        )}
      >
        <Stack>
          <TextInput label={t('fullName')} autoComplete="name" {...form.getInputProps('fullName')} />
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            {...form.getInputProps('email')}
          />
          <PasswordField
            label={t('password')}
            description={t('passwordHint')}
            autoComplete="new-password"
            required
            withAsterisk={false}
            {...form.getInputProps('password')}
          />
          <ErrorPanel error={registration.error} />
          <Button type="submit" loading={registration.isPending}>
            {t('register')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
