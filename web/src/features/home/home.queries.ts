import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';

/** Each visit draws its own posts, so coming back to the window does not: they would change under the reader's eyes. */
export const homeNumbers = () =>
  queryOptions({
    queryKey: ['home'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/home', { signal })),
    refetchOnWindowFocus: false,
  });
