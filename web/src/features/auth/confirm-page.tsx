import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { ErrorPanel } from '../../ui/error-panel';
import { AuthCard } from './auth-card';
import { confirmAddress } from './auth.queries';
import { NewLink } from './new-link';
import { LinkButton } from '../../ui/links';

const route = getRouteApi('/confirm');

/** Confirms by a button: mail services open links by themselves. */
export function ConfirmPage() {
  const t = useTranslations('auth');
  const { token } = route.useSearch();
  const confirmation = useMutation({ mutationFn: confirmAddress });
  if (confirmation.isSuccess) {
    return (
      <AuthCard title={t('confirmTitle')} text={t('confirmed')}>
        <LinkButton to="/login">{t('login')}</LinkButton>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('confirmTitle')} text={token ? t('confirmNext') : t('noToken')}>
      <ErrorPanel error={confirmation.error} />
      {token && !confirmation.isError && (
        <Button loading={confirmation.isPending} onClick={() => confirmation.mutate(token)}>
          {t('confirm')}
        </Button>
      )}
      {(!token || confirmation.isError) && <NewLink />}
    </AuthCard>
  );
}
