import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { isProblem } from '../../api/problem';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { AuthCard } from './auth-card';
import { setPassword } from './auth.queries';
import { NewLink } from './new-link';
import { PasswordField } from '../../ui/password-field';
import { LinkButton } from '../../ui/links';

const [resetRoute, inviteRoute] = [getRouteApi('/reset'), getRouteApi('/invite')];

export function ResetPage() {
  return <PasswordPage kind="reset" token={resetRoute.useSearch().token} />;
}

export function InvitePage() {
  return <PasswordPage kind="invite" token={inviteRoute.useSearch().token} />;
}

function PasswordPage({ kind, token }: { kind: 'reset' | 'invite'; token: string | undefined }) {
  const t = useTranslations('auth');
  const fieldTexts = useFieldTexts();
  const form = useForm({ mode: 'uncontrolled', initialValues: { password: '' } });
  const change = useMutation({
    mutationFn: setPassword,
    onError: (error) => form.setErrors(fieldTexts(error)),
  });
  const isLinkUseless =
    !token || isProblem(change.error, 'auth.link_invalid') || isProblem(change.error, 'auth.link_expired');
  if (change.isSuccess) {
    return (
      <AuthCard title={t(`${kind}Title`)} text={t(`${kind}Done`)}>
        <LinkButton to="/login">{t('login')}</LinkButton>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t(`${kind}Title`)} text={token ? t(`${kind}Next`) : t('noToken')}>
      {token && !isLinkUseless && (
        <form
          onSubmit={form.onSubmit(({ password }) =>
            change.isPending ? undefined : change.mutate({ token, password }),
          )}
        >
          <Stack>
            <PasswordField
              label={t('newPassword')}
              description={t('passwordHint')}
              autoComplete="new-password"
              required
              withAsterisk={false}
              {...form.getInputProps('password')}
            />
            <ErrorPanel error={change.error} />
            <Button type="submit" loading={change.isPending}>
              {t('savePassword')}
            </Button>
          </Stack>
        </form>
      )}
      {isLinkUseless && <ErrorPanel error={change.error} />}
      {isLinkUseless && <NewLink />}
    </AuthCard>
  );
}
