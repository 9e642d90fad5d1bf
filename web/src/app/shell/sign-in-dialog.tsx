import { Modal, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { logOut, useSession } from '../../api/session';
import { SignInForm } from '../../features/auth/sign-in-form';

/** Over the page whose session ended: after it, what was waiting goes on, and nothing typed is lost. */
export function SignInDialog() {
  const t = useTranslations('shell');
  const { phase, user } = useSession();
  const navigate = useNavigate();
  const leave = async () => {
    await logOut();
    await navigate({ to: '/login' });
  };
  return (
    <Modal
      opened={phase === 'ended'}
      onClose={() => void leave()}
      title={t('sessionEnded')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('signOut') }}
    >
      <Text mb="md">{t('sessionEndedText')}</Text>
      {user && <SignInForm email={user.email} />}
    </Modal>
  );
}
