import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { textIn } from './search';
import { rootRoute } from './root';

const at = <Path extends string>(path: Path) => ({ getParentRoute: () => rootRoute, path });
const withToken = (search: Record<string, unknown>): { token?: string } => textIn(search, 'token');

export const authRoutes = [
  createRoute({
    ...at('/login'),
    validateSearch: (search: Record<string, unknown>): { next?: string } => textIn(search, 'next'),
    component: lazyRouteComponent(() => import('../../features/auth/login-page'), 'LoginPage'),
  }),
  createRoute({
    ...at('/register'),
    component: lazyRouteComponent(() => import('../../features/auth/register-page'), 'RegisterPage'),
  }),
  createRoute({
    ...at('/confirm'),
    validateSearch: withToken,
    component: lazyRouteComponent(() => import('../../features/auth/confirm-page'), 'ConfirmPage'),
  }),
  createRoute({
    ...at('/forgot'),
    component: lazyRouteComponent(() => import('../../features/auth/forgot-page'), 'ForgotPage'),
  }),
  createRoute({
    ...at('/reset'),
    validateSearch: withToken,
    component: lazyRouteComponent(() => import('../../features/auth/password-page'), 'ResetPage'),
  }),
  createRoute({
    ...at('/invite'),
    validateSearch: withToken,
    component: lazyRouteComponent(() => import('../../features/auth/password-page'), 'InvitePage'),
  }),
] as const;
