import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import classes from './shell.module.css';

/** What everybody may read, signed in or not. */
export function Footer() {
  const t = useTranslations('shell');
  return (
    <nav className={classes.foot} aria-label={t('more')}>
      <Link to="/">{t('home')}</Link>
      <Link to="/posts">{t('posts')}</Link>
      <Link to="/contact">{t('contact')}</Link>
    </nav>
  );
}
