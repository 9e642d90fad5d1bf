import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { logIn } from '../../api/session';
import { ErrorPanel } from '../../ui/error-panel';
import { PasswordField } from '../../ui/password-field';

interface SignInFormProps {
  /** Already known where a session ended. */
  email?: string;
  onSignedIn?: () => void;
}

/** The same on the page and in the dialog over a page whose session ended. */
export function SignInForm({ email = '', onSignedIn }: SignInFormProps) {
  const t = useTranslations('auth');
  const form = useForm({ mode: 'uncontrolled', initialValues: { email, password: '' } });
  const signIn = useMutation({
    mutationFn: (values: typeof form.values) => logIn(values.email, values.password),
    onSuccess: () => onSignedIn?.(),
  });
  return (
    <form onSubmit={form.onSubmit((values) => (signIn.isPending ? undefined : signIn.mutate(values)))}>
      <Stack>
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
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus={email ? true : undefined}
          {...form.getInputProps('password')}
        />
        <ErrorPanel error={signIn.error} />
        <Button type="submit" loading={signIn.isPending}>
          {t('login')}
        </Button>
      </Stack>
    </form>
  );
}
