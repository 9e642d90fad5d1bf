import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages, rowsPerPage } from '../../api/pages';
import type { Role, UserFilter } from './user-rules';

export type UserRow = Schemas['UserResponse'];
export type Mailing = Schemas['MailingResponse'];

const all = ['users'] as const;
const mailings = ['mailings', 'manage'] as const;
export const userKeys = { all, mailings };

export const userList = (filter: UserFilter) =>
  rowPages([...all, 'list', filter], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/users', {
        params: { query: { ...filter, limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

/** Asked apart from the rows, so that counting never holds them up. */
export const userCount = (filter: UserFilter) =>
  queryOptions({
    queryKey: [...all, 'count', filter],
    queryFn: async ({ signal }) => {
      const query = { ...filter, limit: 1, withTotal: true };
      const { total } = await bodyOf(api.GET('/api/v1/users', { params: { query }, signal }));
      return total ?? null;
    },
  });

/** Is this the only admin who can log in? Two are enough to know. */
export const activeAdmins = () =>
  queryOptions({
    queryKey: [...all, 'active-admins'],
    queryFn: async ({ signal }) => {
      const query = { role: 'admin', status: 'active', limit: 2 } as const;
      const { items } = await bodyOf(api.GET('/api/v1/users', { params: { query }, signal }));
      return items.map(({ id }) => id);
    },
    staleTime: 0,
  });

/** The addresses of these users, by their ids: one request, however many rows they own. */
export const addressesOf = (ids: readonly string[]) =>
  queryOptions({
    queryKey: [...all, 'addresses', ids],
    queryFn: async ({ signal }) => {
      const query = { ids: [...ids], limit: 200 };
      const { items } = await bodyOf(api.GET('/api/v1/users', { params: { query }, signal }));
      return new Map(items.map(({ id, email }) => [id, email]));
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });

const path = (id: string) => ({ params: { path: { id } } });

export const setBlocked = (id: string, isBlocked: boolean) =>
  isBlocked
    ? bodyOf(api.POST('/api/v1/users/{id}/block', path(id)))
    : bodyOf(api.POST('/api/v1/users/{id}/unblock', path(id)));

export const changeRole = (id: string, role: Role) =>
  bodyOf(api.PUT('/api/v1/users/{id}/role', { ...path(id), body: { role } }));

export const createUser = (body: Schemas['CreateUserDto']) => bodyOf(api.POST('/api/v1/users', { body }));

export interface MailingFilter {
  search?: string;
  status?: Mailing['status'];
}

export const mailingsOfAll = (filter: MailingFilter) =>
  rowPages([...mailings, filter], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/mailings', {
        params: { query: { ...filter, limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

export const disableMailing = (id: string, reason: string) =>
  bodyOf(api.POST('/api/v1/mailings/{id}/disable', { ...path(id), body: reason.trim() ? { reason } : {} }));

export const enableMailing = (id: string) => bodyOf(api.POST('/api/v1/mailings/{id}/enable', path(id)));
