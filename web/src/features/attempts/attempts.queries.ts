import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';

/** The newest runs of a mailing, to choose one from. */
export const runChoices = (mailingId: string) =>
  queryOptions({
    queryKey: ['choices', 'runs', mailingId],
    queryFn: async ({ signal }) => {
      const params = { path: { id: mailingId }, query: { limit: 200 } };
      return (await bodyOf(api.GET('/api/v1/mailings/{id}/runs', { params, signal }))).items;
    },
  });
