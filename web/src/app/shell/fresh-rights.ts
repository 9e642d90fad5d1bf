import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, bodyOf } from '../../api/client';
import { updateUser, useSession } from '../../api/session';

/** Rights change while somebody is signed in: the menu follows within half a minute, or when they come back. */
export function useFreshRights(): void {
  const { phase, user } = useSession();
  const { data } = useQuery({
    queryKey: ['me', user?.id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/me', { signal })),
    enabled: phase === 'signed-in',
    initialData: user ?? undefined,
    staleTime: 15_000,
    refetchInterval: 30_000,
    refetchOnWindowFocus: true,
  });
  useEffect(() => {
    if (data) updateUser(data);
  }, [data]);
}
