import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages } from '../../api/pages';
import { formDataOf } from '../../api/upload';

export type ApiKey = Schemas['ApiKeyResponse'];
export type Session = Schemas['SessionResponse'];

export const changeMe = (body: Schemas['UpdateMeDto']) => bodyOf(api.PATCH('/api/v1/me', { body }));

export const setAvatar = (file: File) => bodyOf(api.PUT('/api/v1/me/avatar', formDataOf({ file })));

export const removeAvatar = async () => {
  await bodyOf(api.DELETE('/api/v1/me/avatar'));
  return bodyOf(api.GET('/api/v1/me'));
};

export const changePassword = (body: Schemas['ChangePasswordDto']) =>
  bodyOf(api.POST('/api/v1/auth/password/change', { body }));

const keys = ['api-keys'] as const;
const sessions = ['sessions'] as const;
export const profileKeys = { keys, sessions };

/** The most that one page holds: the service allows fewer keys than that. */
const most = 200;

export const apiKeys = () =>
  queryOptions({
    queryKey: keys,
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/me/api-keys', { params: { query: { limit: most } }, signal })),
  });

export const createKey = (name: string) => bodyOf(api.POST('/api/v1/me/api-keys', { body: { name } }));

export const deleteKey = (id: string) =>
  bodyOf(api.DELETE('/api/v1/me/api-keys/{id}', { params: { path: { id } } }));

export const sessionList = () =>
  rowPages(sessions, (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/auth/sessions', {
        params: { query: { limit: most, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

export const endSession = (id: string) =>
  bodyOf(api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } }));
