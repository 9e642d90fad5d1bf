import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, signedInOnly } from './root';

const at = <Path extends string>(path: Path) => ({
  getParentRoute: () => rootRoute,
  path,
  beforeLoad: signedInOnly,
});

export const profileRoutes = [
  createRoute({
    ...at('/profile'),
    component: lazyRouteComponent(() => import('../../features/profile/profile-page'), 'ProfilePage'),
  }),
  createRoute({
    ...at('/sessions'),
    component: lazyRouteComponent(() => import('../../features/profile/sessions-page'), 'SessionsPage'),
  }),
] as const;
