import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { attemptStatuses } from '../../features/attempts/attempt-rules';
import { rootRoute, signedInOnly } from './root';
import { oneIn, textIn } from './search';

const at = <Path extends string>(path: Path) => ({
  getParentRoute: () => rootRoute,
  path,
  beforeLoad: signedInOnly,
});

/** The ledger: attempts, one delivery, and those that wait for a decision. */
export const attemptsRoutes = [
  createRoute({
    ...at('/attempts'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...textIn(search, 'mailingId', 'runId', 'clientId', 'messageId', 'from', 'to'),
      ...oneIn(search, 'status', attemptStatuses),
    }),
    component: lazyRouteComponent(() => import('../../features/attempts/attempts-page'), 'AttemptsPage'),
  }),
  createRoute({
    ...at('/deliveries/$id'),
    component: lazyRouteComponent(() => import('../../features/deliveries/delivery-page'), 'DeliveryPage'),
  }),
  createRoute({
    ...at('/uncertain'),
    validateSearch: (search: Record<string, unknown>): { mailingId?: string } => textIn(search, 'mailingId'),
    component: lazyRouteComponent(() => import('../../features/deliveries/uncertain-page'), 'UncertainPage'),
  }),
] as const;
