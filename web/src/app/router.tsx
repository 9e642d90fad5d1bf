// Every route of the console; a feature adds its file of routes and one line here.
import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { attemptsRoutes } from './routes/attempts.routes';
import { authRoutes } from './routes/auth.routes';
import { clientsRoutes } from './routes/clients.routes';
import { importsRoutes } from './routes/imports.routes';
import { mailingsRoutes } from './routes/mailings.routes';
import { manageRoutes } from './routes/manage.routes';
import { messagesRoutes } from './routes/messages.routes';
import { profileRoutes } from './routes/profile.routes';
import { publicRoutes } from './routes/public.routes';
import { rootRoute } from './routes/root';
import { statsRoutes } from './routes/stats.routes';
import { NotFoundPage } from './shell/not-found-page';
import { FaultPage } from './shell/fault-page';

const routeTree = rootRoute.addChildren([
  ...publicRoutes,
  ...authRoutes,
  ...clientsRoutes,
  ...importsRoutes,
  ...messagesRoutes,
  ...mailingsRoutes,
  ...attemptsRoutes,
  ...statsRoutes,
  ...profileRoutes,
  ...manageRoutes,
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    scrollRestoration: true,
    defaultPreload: false,
    defaultPendingMs: 200,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: FaultPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
