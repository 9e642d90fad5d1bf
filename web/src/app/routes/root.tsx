import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, notFound, redirect } from '@tanstack/react-router';
import { can, type Permission } from '../../api/can';
import { currentSession } from '../../api/session';
import { showWorkTexts } from '../../i18n';
import { denied } from '../shell/not-found-page';
import { Shell } from '../shell/shell';

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });

/** For routes of signed-in users: whoever is not goes to the log-in, and comes back after it. */
export async function signedInOnly({ location }: { location: { href: string } }): Promise<void> {
  if (currentSession().user === null) throw redirect({ to: '/login', search: { next: location.href } });
  await showWorkTexts();
}

/** For routes that need a right: the service would refuse them too. */
export function needs(permission: Permission) {
  return async (context: { location: { href: string } }): Promise<void> => {
    await signedInOnly(context);
    if (!can(currentSession().user, permission)) throw notFound({ data: denied });
  };
}
