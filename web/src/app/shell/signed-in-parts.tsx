import { Drawer } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useTranslations } from 'use-intl';
import type { User } from '../../api/session';
import { MainMenu } from './main-menu';
import { SignInDialog } from './sign-in-dialog';

interface SignedInPartsProps {
  user: User;
  isMenuOpen: boolean;
  onCloseMenu: () => void;
}

/** What lies over the pages of signed-in users. */
export default function SignedInParts({ user, isMenuOpen, onCloseMenu }: SignedInPartsProps) {
  const t = useTranslations('shell');
  return (
    <>
      <Drawer
        opened={isMenuOpen}
        onClose={onCloseMenu}
        title={t('menu')}
        size={290}
        closeButtonProps={{ 'aria-label': t('closeMenu') }}
      >
        <nav aria-label={t('menu')}>
          <MainMenu user={user} onChoose={onCloseMenu} />
        </nav>
      </Drawer>
      <SignInDialog />
      <Notifications position="bottom-right" autoClose={5000} />
    </>
  );
}
