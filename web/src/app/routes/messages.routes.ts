import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { messageSorts } from '../../features/messages/message-rules';
import { rootRoute, signedInOnly } from './root';
import { oneIn, textIn } from './search';

const at = <Path extends string>(path: Path) => ({
  getParentRoute: () => rootRoute,
  path,
  beforeLoad: signedInOnly,
});

export const messagesRoutes = [
  createRoute({
    ...at('/messages'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...textIn(search, 'search'),
      ...oneIn(search, 'sort', messageSorts),
    }),
    component: lazyRouteComponent(() => import('../../features/messages/messages-page'), 'MessagesPage'),
  }),
  createRoute({
    ...at('/messages/new'),
    component: lazyRouteComponent(() => import('../../features/messages/message-page'), 'NewMessagePage'),
  }),
  createRoute({
    ...at('/messages/$id'),
    component: lazyRouteComponent(() => import('../../features/messages/message-page'), 'MessagePage'),
  }),
] as const;
