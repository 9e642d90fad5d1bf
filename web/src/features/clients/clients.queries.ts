import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages, rowsPerPage } from '../../api/pages';
import type { Client, ClientFilter } from './client-rules';

const all = ['clients'] as const;
const suppressions = [...all, 'suppressions'] as const;
export const clientKeys = { all, suppressions };

export type Suppression = Schemas['SuppressionResponse'];

export const clientList = (filter: ClientFilter) =>
  rowPages([...all, 'list', filter], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/clients', {
        params: {
          query: {
            ...filter,
            sort: filter.sort ?? '-createdAt',
            limit: rowsPerPage,
            ...(cursor && { cursor }),
          },
        },
        signal,
      }),
    ),
  );

/** Asked apart from the rows, so that counting never holds them up. */
export const clientCount = ({ search, tag, operatorCode }: ClientFilter) =>
  queryOptions({
    queryKey: [...all, 'count', { search, tag, operatorCode }],
    queryFn: async ({ signal }) => {
      const query = {
        limit: 1,
        withTotal: true,
        ...(search && { search }),
        ...(tag && { tag }),
        ...(operatorCode && { operatorCode }),
      };
      const { total } = await bodyOf(api.GET('/api/v1/clients', { params: { query }, signal }));
      return total ?? null;
    },
  });

export const clientFacets = () =>
  queryOptions({
    queryKey: [...all, 'facets'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/clients/facets', { signal })),
  });

export const oneClient = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/clients/{id}', { params: { path: { id } }, signal })),
  });

export const createClient = (body: Schemas['CreateClientDto']) =>
  bodyOf(api.POST('/api/v1/clients', { body }));

export const changeClient = (id: string, body: Schemas['UpdateClientDto']) =>
  bodyOf(api.PATCH('/api/v1/clients/{id}', { params: { path: { id } }, body }));

export const deleteClient = (id: string) =>
  bodyOf(api.DELETE('/api/v1/clients/{id}', { params: { path: { id } } }));

export const eraseClient = (id: string) =>
  bodyOf(api.POST('/api/v1/clients/{id}/erase', { params: { path: { id } } }));

/** Why nothing is sent to this client's address or phone; empty where all may be. */
export const suppressionsOf = ({ ownerId, email, phone }: Client) =>
  queryOptions({
    queryKey: [...suppressions, ownerId, email, phone],
    queryFn: async ({ signal }) => {
      const contacts = [email?.toLowerCase(), phone].filter(
        (contact) => contact !== undefined && contact !== null,
      );
      const found = await Promise.all(
        contacts.map((search) =>
          bodyOf(
            api.GET('/api/v1/suppressions', { params: { query: { search, ownerId, limit: 200 } }, signal }),
          ),
        ),
      );
      // The service looks for a part of a contact: others that have it in them are not this client.
      return found.flatMap(({ items }) => items).filter(({ contact }) => contacts.includes(contact ?? ''));
    },
  });

export const suppressContact = (contact: string) =>
  bodyOf(api.POST('/api/v1/suppressions', { body: { contact } }));

export const allowContact = (id: string) =>
  bodyOf(api.DELETE('/api/v1/suppressions/{id}', { params: { path: { id } } }));
