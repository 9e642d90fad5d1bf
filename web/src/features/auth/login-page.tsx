import { Group } from '@mantine/core';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { AuthCard } from './auth-card';
import { isOwnPath } from './next-page';
import { SignInForm } from './sign-in-form';
import { TextLink } from '../../ui/links';

const route = getRouteApi('/login');

export function LoginPage() {
  const t = useTranslations('auth');
  const { next } = route.useSearch();
  const router = useRouter();
  const goOn = () => router.history.push(next && isOwnPath(next) ? next : '/');
  return (
    <AuthCard
      title={t('loginTitle')}
      foot={
        <Group justify="space-between" gap="xs">
          <span>
            {t('noAccount')}{' '}
            <TextLink underline="always" to="/register">
              {t('register')}
            </TextLink>
          </span>
          <TextLink underline="always" to="/forgot">
            {t('forgot')}
          </TextLink>
        </Group>
      }
    >
      <SignInForm onSignedIn={goOn} />
    </AuthCard>
  );
}
