import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { clientSorts } from '../../features/clients/client-rules';
import { rootRoute, signedInOnly } from './root';
import { oneIn, textIn } from './search';

const at = <Path extends string>(path: Path) => ({
  getParentRoute: () => rootRoute,
  path,
  beforeLoad: signedInOnly,
});

export const clientsRoutes = [
  createRoute({
    ...at('/clients'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...textIn(search, 'search', 'tag', 'operatorCode'),
      ...oneIn(search, 'sort', clientSorts),
    }),
    component: lazyRouteComponent(() => import('../../features/clients/clients-page'), 'ClientsPage'),
  }),
  createRoute({
    ...at('/clients/new'),
    component: lazyRouteComponent(() => import('../../features/clients/client-edit-page'), 'NewClientPage'),
  }),
  createRoute({
    ...at('/clients/$id'),
    component: lazyRouteComponent(() => import('../../features/clients/client-page'), 'ClientPage'),
  }),
  createRoute({
    ...at('/clients/$id/edit'),
    component: lazyRouteComponent(() => import('../../features/clients/client-edit-page'), 'EditClientPage'),
  }),
] as const;
