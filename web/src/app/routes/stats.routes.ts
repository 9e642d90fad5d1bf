import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, signedInOnly } from './root';
import { oneIn } from './search';

export const statsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/stats',
    beforeLoad: signedInOnly,
    validateSearch: (search: Record<string, unknown>) => oneIn(search, 'of', ['service']),
    component: lazyRouteComponent(() => import('../../features/stats/stats-page'), 'StatsPage'),
  }),
] as const;
