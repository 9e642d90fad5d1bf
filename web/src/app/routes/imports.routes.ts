import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, signedInOnly } from './root';
import { textIn } from './search';

export const importsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/clients/import',
    beforeLoad: signedInOnly,
    /** `id`: the import that is shown. */
    validateSearch: (search: Record<string, unknown>): { id?: string } => textIn(search, 'id'),
    component: lazyRouteComponent(() => import('../../features/imports/import-page'), 'ImportPage'),
  }),
] as const;
