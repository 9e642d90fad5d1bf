import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages, rowsPerPage } from '../../api/pages';
import { formDataOf } from '../../api/upload';
import type { MessageFilter } from './message-rules';

const all = ['messages'] as const;
export const messageKeys = { all };

export const messageList = (filter: MessageFilter) =>
  rowPages([...all, 'list', filter], (cursor, signal) => {
    const sort = filter.sort ?? '-createdAt';
    const query = { ...filter, sort, limit: rowsPerPage, ...(cursor && { cursor }) };
    return bodyOf(api.GET('/api/v1/messages', { params: { query }, signal }));
  });

export const messageCount = ({ search }: MessageFilter) =>
  queryOptions({
    queryKey: [...all, 'count', search],
    queryFn: async ({ signal }) => {
      const query = { limit: 1, withTotal: true, ...(search && { search }) };
      const { total } = await bodyOf(api.GET('/api/v1/messages', { params: { query }, signal }));
      return total ?? null;
    },
  });

export const oneMessage = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/messages/{id}', { params: { path: { id } }, signal })),
  });

/** The mailings that send this message: how many, and the newest few. */
export const mailingsOfMessage = (messageId: string) =>
  queryOptions({
    queryKey: [...all, 'mailings', messageId],
    queryFn: async ({ signal }) => {
      const query = { messageId, limit: 5, withTotal: true, sort: '-createdAt' };
      const { items, total } = await bodyOf(api.GET('/api/v1/mailings', { params: { query }, signal }));
      return { mailings: items, count: total ?? items.length };
    },
  });

/** `version` is when the message was saved last: another one is another preview. */
export const messagePreview = (id: string, clientId: string | null, version: string) =>
  queryOptions({
    queryKey: [...all, 'preview', id, clientId, version],
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST('/api/v1/messages/{id}/preview', { params: { path: { id } }, body: { clientId }, signal }),
      ),
    placeholderData: (former) => former,
  });

export const clientOfPreview = (id: string) =>
  queryOptions({
    queryKey: [...all, 'client', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/clients/{id}', { params: { path: { id } }, signal })),
  });

export const createMessage = (body: Schemas['CreateMessageDto']) =>
  bodyOf(api.POST('/api/v1/messages', { body }));

export const changeMessage = (id: string, body: Schemas['UpdateMessageDto']) =>
  bodyOf(api.PATCH('/api/v1/messages/{id}', { params: { path: { id } }, body }));

export const deleteMessage = (id: string) =>
  bodyOf(api.DELETE('/api/v1/messages/{id}', { params: { path: { id } } }));

export const sendTestMail = (id: string, to: string) =>
  bodyOf(api.POST('/api/v1/messages/{id}/test', { params: { path: { id } }, body: { to } }));

export const messageFiles = (id: string) =>
  queryOptions({
    queryKey: [...all, 'files', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { limit: 200 } };
      return (await bodyOf(api.GET('/api/v1/messages/{id}/attachments', { params, signal }))).items;
    },
  });

export const attachFile = (id: string, file: File) =>
  bodyOf(
    api.POST('/api/v1/messages/{id}/attachments', { params: { path: { id } }, ...formDataOf({ file }) }),
  );

export const deleteFile = (id: string, attachmentId: string) =>
  bodyOf(
    api.DELETE('/api/v1/messages/{id}/attachments/{attachmentId}', {
      params: { path: { id, attachmentId } },
    }),
  );
