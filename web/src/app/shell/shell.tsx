import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useUser } from '../../api/session';
import { useFreshRights } from './fresh-rights';
import { Footer } from './footer';
import { Header } from './header';
import { MainMenu } from './main-menu';
import { Outage } from './outage';
import classes from './shell.module.css';

/** Whoever only comes to log in does not wait for these. */
const SignedInParts = lazy(() => import('./signed-in-parts'));

export function Shell() {
  const t = useTranslations('shell');
  const user = useUser();
  const [isMenuOpen, menu] = useDisclosure();
  const main = useRef<HTMLElement>(null);
  useFreshRights();
  useFocusOnNewPage(main);

  return (
    <div className={classes.shell} data-signed-in={user !== null || undefined}>
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <Header onOpenMenu={menu.open} isMenuOpen={isMenuOpen} />
      {user && (
        <nav className={classes.side} aria-label={t('menu')}>
          <MainMenu user={user} />
        </nav>
      )}
      <main className={classes.main} id="content" tabIndex={-1} ref={main}>
        <Outage />
        <Outlet />
        <Footer />
      </main>
      {user && (
        <Suspense>
          <SignedInParts user={user} isMenuOpen={isMenuOpen} onCloseMenu={menu.close} />
        </Suspense>
      )}
    </div>
  );
}

/** A new page is read from its start; only the first one leaves the focus to the browser. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>): void {
  // Of the page that stands there, not of the one that is still being fetched: what has the focus goes with the former.
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const shown = useRef(pathname);
  useEffect(() => {
    const former = shown.current;
    shown.current = pathname;
    if (former === undefined || former === pathname) return;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}
