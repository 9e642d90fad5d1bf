// What a signed-in user finds in the header: language and theme, and the account.
import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { urlOf } from '../../api/origin';
import { logOut, type User } from '../../api/session';
import { languageNames, languages } from '../../i18n';
import { useLanguage } from '../../i18n/language-context';
import { Icon } from '../../ui/icon';
import classes from './shell.module.css';

export default function HeaderMenus({ user }: { user: User }) {
  return (
    <>
      <LookMenu />
      <AccountMenu email={user.email} name={user.fullName} avatarUrl={user.avatarUrl} />
    </>
  );
}

const themes = [
  ['auto', 'themeAuto'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
] as const;

function LookMenu() {
  const t = useTranslations('shell');
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          aria-label={`${language.toUpperCase()}, ${t('language')}, ${t('theme')}`}
        >
          <Icon name="look" />
          <span className={classes.code}>{language.toUpperCase()}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('language')}</Menu.Label>
        {languages.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            onClick={() => void choose(one)}
            rightSection={one === language && <Icon name="check" />}
          >
            {languageNames[one]}
          </Menu.Item>
        ))}
        <Menu.Label>{t('theme')}</Menu.Label>
        {themes.map(([scheme, text]) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={scheme === colorScheme && <Icon name="check" />}
          >
            {t(text)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface AccountMenuProps {
  email: string;
  name: string;
  avatarUrl: string | null;
}

function AccountMenu({ email, name, avatarUrl }: AccountMenuProps) {
  const t = useTranslations('shell');
  const navigate = useNavigate();
  const leave = async () => {
    await logOut();
    await navigate({ to: '/login' });
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          aria-label={[name, t('account', { email })].filter(Boolean).join(', ')}
        >
          {avatarUrl ? (
            <img className={classes.avatar} src={urlOf(avatarUrl)} alt="" />
          ) : (
            <Icon name="person" />
          )}
          <span className={classes.accountName}>{name || email}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes.email!}>{email}</Menu.Label>
        <Menu.Item component={Link} to="/profile">
          {t('profile')}
        </Menu.Item>
        <Menu.Item component={Link} to="/sessions">
          {t('sessions')}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
