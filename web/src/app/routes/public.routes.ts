import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root';
import { textIn } from './search';

const at = <Path extends string>(path: Path) => ({ getParentRoute: () => rootRoute, path });

/** For everybody, signed in or not. */
export const publicRoutes = [
  createRoute({
    ...at('/'),
    component: lazyRouteComponent(() => import('../../features/home/home-page'), 'HomePage'),
  }),
  createRoute({
    ...at('/posts'),
    component: lazyRouteComponent(() => import('../../features/posts/posts-page'), 'PostsPage'),
  }),
  createRoute({
    ...at('/posts/$slug'),
    component: lazyRouteComponent(() => import('../../features/posts/post-page'), 'PostPage'),
  }),
  createRoute({
    ...at('/contact'),
    component: lazyRouteComponent(() => import('../../features/contact/contact-page'), 'ContactPage'),
  }),
  createRoute({
    ...at('/inbox'),
    validateSearch: (search: Record<string, unknown>) => textIn(search, 'to', 'mail'),
    component: lazyRouteComponent(() => import('../../features/inbox/inbox-page'), 'InboxPage'),
  }),
] as const;
