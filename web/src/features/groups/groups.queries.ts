import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Permission } from '../../api/can';
import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages, rowsPerPage } from '../../api/pages';

export type Group = Schemas['GroupResponse'];

const all = ['groups'] as const;
export const groupKeys = { all };
/** As many as one page of the service holds. */
export const shownMembers = 200;
const path = (id: string) => ({ path: { id } });

export const groupList = () =>
  rowPages([...all, 'list'], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/groups', {
        params: { query: { limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

export const oneGroup = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/groups/{id}', { params: path(id), signal })),
  });

export const membersOf = (id: string) =>
  queryOptions({
    queryKey: [...all, 'members', id],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/groups/{id}/members', {
          params: { ...path(id), query: { limit: shownMembers } },
          signal,
        }),
      ),
  });

export const usersLike = (search: string) =>
  queryOptions({
    queryKey: [...all, 'users-like', search],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/users', { params: { query: { limit: 20, ...(search && { search }) } }, signal }),
      ),
    placeholderData: keepPreviousData,
  });

export interface GroupBody {
  name: string;
  permissions: Permission[];
}

export const saveGroup = (id: string | null, body: GroupBody) =>
  id
    ? bodyOf(api.PATCH('/api/v1/groups/{id}', { params: path(id), body }))
    : bodyOf(api.POST('/api/v1/groups', { body }));

export const deleteGroup = (id: string) => bodyOf(api.DELETE('/api/v1/groups/{id}', { params: path(id) }));

const memberPath = (id: string, userId: string) => ({ params: { path: { id, userId } } });

export const addMember = (id: string, userId: string) =>
  bodyOf(api.PUT('/api/v1/groups/{id}/members/{userId}', memberPath(id, userId)));

export const removeMember = (id: string, userId: string) =>
  bodyOf(api.DELETE('/api/v1/groups/{id}/members/{userId}', memberPath(id, userId)));
