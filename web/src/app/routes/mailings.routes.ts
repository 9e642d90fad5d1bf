import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { deliveryStatuses, mailingStatuses, steps } from '../../features/mailings/mailing-rules';
import { rootRoute, signedInOnly } from './root';
import { oneIn, textIn } from './search';

const at = <Path extends string>(path: Path) => ({
  getParentRoute: () => rootRoute,
  path,
  beforeLoad: signedInOnly,
});
const stepOf = (search: Record<string, unknown>) => oneIn(search, 'step', steps);
const tabs = ['runs', 'deliveries', 'attempts', 'timeline', 'stats'] as const;

export const mailingsRoutes = [
  createRoute({
    ...at('/mailings'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...textIn(search, 'search'),
      ...oneIn(search, 'status', mailingStatuses),
    }),
    component: lazyRouteComponent(() => import('../../features/mailings/mailings-page'), 'MailingsPage'),
  }),
  createRoute({
    ...at('/mailings/new'),
    validateSearch: stepOf,
    component: lazyRouteComponent(
      () => import('../../features/mailings/wizard/wizard-page'),
      'NewMailingPage',
    ),
  }),
  createRoute({
    ...at('/mailings/$id'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...oneIn(search, 'tab', tabs),
      ...oneIn(search, 'status', deliveryStatuses),
      ...textIn(search, 'runId'),
    }),
    component: lazyRouteComponent(() => import('../../features/mailings/mailing-page'), 'MailingPage'),
  }),
  createRoute({
    ...at('/mailings/$id/edit'),
    validateSearch: stepOf,
    component: lazyRouteComponent(
      () => import('../../features/mailings/wizard/wizard-page'),
      'EditMailingPage',
    ),
  }),
] as const;
