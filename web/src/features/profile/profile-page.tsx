import { Paper, SimpleGrid, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { PageHeader } from '../../ui/page-header';
import { ApiKeys } from './api-keys';
import { AvatarForm } from './avatar-form';
import { LookForm } from './look-form';
import { MailForm } from './mail-form';
import { PasswordForm } from './password-form';
import { PersonalForm } from './personal-form';

export function ProfilePage() {
  const t = useTranslations('profile');
  return (
    <>
      <PageHeader title={t('title')} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" maw={1100}>
        <Stack gap="lg">
          <Paper withBorder p="lg" radius="md">
            <AvatarForm />
          </Paper>
          <Paper withBorder p="lg" radius="md">
            <PersonalForm />
          </Paper>
          <Paper withBorder p="lg" radius="md">
            <LookForm />
          </Paper>
        </Stack>
        <Stack gap="lg">
          <Paper withBorder p="lg" radius="md">
            <MailForm />
          </Paper>
          <Paper withBorder p="lg" radius="md">
            <PasswordForm />
          </Paper>
          <Paper withBorder p="lg" radius="md">
            <ApiKeys />
          </Paper>
        </Stack>
      </SimpleGrid>
    </>
  );
}
