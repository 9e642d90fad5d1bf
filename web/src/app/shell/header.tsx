import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { useUser } from '../../api/session';
import { languageNames, languages } from '../../i18n';
import { useLanguage } from '../../i18n/language-context';
import { Icon } from '../../ui/icon';
import classes from './shell.module.css';
import { LinkButton } from '../../ui/links';

/** Menus are much code for the few choices of a visitor. */
const HeaderMenus = lazy(() => import('./header-menus'));

interface HeaderProps {
  onOpenMenu: () => void;
  isMenuOpen: boolean;
}

export function Header({ onOpenMenu, isMenuOpen }: HeaderProps) {
  const t = useTranslations('shell');
  const user = useUser();
  return (
    <header className={classes.header}>
      {user && (
        <ActionIcon
          className={classes.opener!}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('openMenu')}
          aria-expanded={isMenuOpen}
          onClick={onOpenMenu}
        >
          <Icon name="menu" />
        </ActionIcon>
      )}
      <Link to="/" className={classes.brand}>
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <span translate="no">Postledger</span>
      </Link>
      <span className={classes.space} />
      {user ? (
        <Suspense>
          <HeaderMenus user={user} />
        </Suspense>
      ) : (
        <>
          <LookButtons />
          <SignInLink />
        </>
      )}
    </header>
  );
}

function SignInLink() {
  const t = useTranslations('shell');
  return (
    <LinkButton to="/login" variant="default" size="sm">
      {t('signIn')}
    </LinkButton>
  );
}

/** The other language, and the other of light and dark. */
function LookButtons() {
  const t = useTranslations('shell');
  const { language, choose } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const otherScheme = useComputedColorScheme('light') === 'light' ? 'dark' : 'light';
  const otherLanguage = languages.find((one) => one !== language)!;
  return (
    <>
      <ActionIcon
        className={classes.scheme!}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`${t('theme')}: ${t(otherScheme === 'dark' ? 'themeDark' : 'themeLight')}`}
        onClick={() => setColorScheme(otherScheme)}
      >
        <Icon name="moon" />
      </ActionIcon>
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        lang={otherLanguage}
        onClick={() => void choose(otherLanguage)}
      >
        {languageNames[otherLanguage]}
      </Button>
    </>
  );
}
