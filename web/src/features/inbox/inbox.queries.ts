import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages } from '../../api/pages';

export type InboxMail = Schemas['InboxMailResponse'];
export type OpenedMail = Schemas['OpenedMailResponse'];

export const inboxMails = (to: string | undefined) =>
  rowPages(['inbox', 'list', to], (cursor, signal) =>
    bodyOf(
      api.GET('/inbox/messages', {
        params: { query: { limit: 50, ...(to && { to }), ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

export const openedMail = (id: string) =>
  queryOptions({
    queryKey: ['inbox', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/inbox/messages/{id}', { params: { path: { id } }, signal })),
    staleTime: Infinity,
  });
