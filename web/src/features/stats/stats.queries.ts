import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import { rowPages, rowsPerPage } from '../../api/pages';

const all = ['stats'] as const;
const pollMs = 10_000;

export const totals = (isService: boolean) =>
  queryOptions({
    queryKey: [...all, isService ? 'service' : 'own'],
    queryFn: ({ signal }) =>
      isService
        ? bodyOf(api.GET('/api/v1/stats', { signal }))
        : bodyOf(api.GET('/api/v1/stats/me', { signal })),
    refetchInterval: pollMs,
  });

export const mailingSums = () =>
  rowPages([...all, 'mailings'], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/mailings', {
        params: { query: { sort: '-createdAt', limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
