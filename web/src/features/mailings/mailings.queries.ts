import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages, rowsPerPage } from '../../api/pages';
import type { DeliveryStatus, Mailing, MailingFilter } from './mailing-rules';

const all = ['mailings'] as const;
export const mailingKeys = { all, of: (id: string) => [...all, 'one', id] as const };

export const mailingList = (filter: MailingFilter) =>
  rowPages([...all, 'list', filter], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/mailings', {
        params: {
          query: { ...filter, sort: '-createdAt', limit: rowsPerPage, ...(cursor && { cursor }) },
        },
        signal,
      }),
    ),
  );

/** One number, asked apart from the rows. */
export const mailingCount = (filter: MailingFilter) =>
  queryOptions({
    queryKey: [...all, 'count', filter],
    queryFn: async ({ signal }) => {
      const query = { ...filter, limit: 1, withTotal: true };
      const { total } = await bodyOf(api.GET('/api/v1/mailings', { params: { query }, signal }));
      return total ?? null;
    },
  });

const at = (id: string) => ({ params: { path: { id } } });

export const oneMailing = (id: string) =>
  queryOptions({
    queryKey: [...mailingKeys.of(id), 'itself'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/mailings/{id}', { ...at(id), signal })),
  });

export const runsOf = (id: string) =>
  rowPages([...mailingKeys.of(id), 'runs'], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/mailings/{id}/runs', {
        params: { path: { id }, query: { limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

export const deliveriesOf = (id: string, filter: { status?: DeliveryStatus; runId?: string }) =>
  rowPages([...mailingKeys.of(id), 'deliveries', filter], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/mailings/{id}/deliveries', {
        params: { path: { id }, query: { ...filter, limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

export const attemptsOf = (mailingId: string) =>
  rowPages([...mailingKeys.of(mailingId), 'attempts'], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/attempts', {
        params: { query: { mailingId, limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

export const historyOf = (id: string) =>
  queryOptions({
    queryKey: [...mailingKeys.of(id), 'history'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/mailings/{id}/history', {
          params: { path: { id }, query: { limit: rowsPerPage } },
          signal,
        }),
      ),
  });

export const statsOf = (id: string) =>
  queryOptions({
    queryKey: [...mailingKeys.of(id), 'stats'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/mailings/{id}/stats', { ...at(id), signal })),
  });

export const forecastOf = (id: string) =>
  queryOptions({
    queryKey: [...mailingKeys.of(id), 'forecast'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/mailings/{id}/forecast', { ...at(id), signal })),
    refetchInterval: 2_000,
  });

/** The addresses of owners, for managers, who see mailings of others. */
export const addressesOf = (ids: readonly string[]) =>
  queryOptions({
    queryKey: [...all, 'owners', ids],
    queryFn: async ({ signal }) => {
      const query = { ids: [...ids], limit: 200 };
      const { items } = await bodyOf(api.GET('/api/v1/users', { params: { query }, signal }));
      return new Map(items.map(({ id, email }) => [id, email]));
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });

// What the wizard asks.

/** Of one owner, whoever asks: the service takes no other's letters and clients into a mailing. */
export const messageChoices = (ownerId: string, search: string) =>
  queryOptions({
    queryKey: ['messages', 'choices', ownerId, search],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/messages', {
          params: { query: { limit: 50, ownerId, sort: '-createdAt', ...(search && { search }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const oneMessage = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/messages/{id}', { ...at(id), signal })),
  });

export const clientChoices = (ownerId: string, search: string) =>
  queryOptions({
    queryKey: ['clients', 'choices', ownerId, search],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/clients', {
          params: { query: { limit: 20, ownerId, sort: 'fullName', ...(search && { search }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const oneClientName = (id: string) =>
  queryOptions({
    queryKey: ['clients', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/clients/{id}', { ...at(id), signal })),
    staleTime: 60_000,
  });

export const facets = (ownerId: string) =>
  queryOptions({
    queryKey: ['clients', 'facets', ownerId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/clients/facets', { params: { query: { ownerId } }, signal })),
  });

/** An answer to an audience that is no longer the asked one never shows: the audience is the key. */
export const audiencePreview = (body: Schemas['PreviewAudienceDto']) =>
  queryOptions({
    queryKey: ['clients', 'audience', body],
    queryFn: ({ signal }) => bodyOf(api.POST('/api/v1/mailings/audience', { body, signal })),
    placeholderData: keepPreviousData,
  });

export type Schedule = Pick<Schemas['PreviewScheduleDto'], 'startAt' | 'endAt' | 'timezone' | 'periodicity'>;

export const nextFirings = (schedule: Schedule) =>
  queryOptions({
    queryKey: ['schedule', schedule],
    queryFn: ({ signal }) =>
      bodyOf(api.POST('/api/v1/mailings/schedule', { body: { ...schedule, count: 5 }, signal })),
  });

/** Own mailings that will still fire. */
export const mailingsToCome = (ownerId: string) =>
  queryOptions({
    queryKey: [...all, 'to-come', ownerId],
    queryFn: async ({ signal }) => {
      const ask = (status: Mailing['status']) =>
        bodyOf(
          api.GET('/api/v1/mailings', {
            params: { query: { status, sort: 'nextRunAt', limit: 200 } },
            signal,
          }),
        );
      const pages = await Promise.all([ask('created'), ask('running')]);
      return pages.flatMap(({ items }) => items).filter((mailing) => mailing.ownerId === ownerId);
    },
  });

/** Fewer than these say nothing about a pace. */
const enoughToMeasure = 20;

/** Messages per second of the latest own run over this channel that was large enough; null without one. */
export const measuredPace = (ownerId: string, channel: Mailing['channel']) =>
  queryOptions({
    queryKey: [...all, 'pace', ownerId, channel],
    queryFn: async ({ signal }) => {
      const query = { sort: '-createdAt', limit: 50 };
      const { items } = await bodyOf(api.GET('/api/v1/mailings', { params: { query }, signal }));
      const measured = items.find(
        (mailing) =>
          mailing.ownerId === ownerId &&
          mailing.channel === channel &&
          mailing.counts.sent + mailing.counts.failed >= enoughToMeasure,
      );
      if (!measured) return null;
      const runs = await bodyOf(
        api.GET('/api/v1/mailings/{id}/runs', {
          params: { path: { id: measured.id }, query: { limit: 10 } },
          signal,
        }),
      );
      const paces = runs.items.flatMap(({ startedAt, finishedAt, counts, status }) => {
        const done = counts.sent + counts.failed;
        const seconds = finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : 0;
        return status === 'completed' && done >= enoughToMeasure && seconds > 0 ? [done / seconds] : [];
      });
      return paces[0] ?? null;
    },
    staleTime: 60_000,
  });

// Writes.

export const createMailing = (body: Schemas['CreateMailingDto']) =>
  bodyOf(api.POST('/api/v1/mailings', { body }));

export const changeMailing = (id: string, body: Schemas['UpdateMailingDto']) =>
  bodyOf(api.PATCH('/api/v1/mailings/{id}', { ...at(id), body }));

export const deleteMailing = (id: string) => bodyOf(api.DELETE('/api/v1/mailings/{id}', at(id)));

export const createMessage = (body: Schemas['CreateMessageDto']) =>
  bodyOf(api.POST('/api/v1/messages', { body }));

export const runMailing = (id: string) => bodyOf(api.POST('/api/v1/mailings/{id}/run', at(id)));
export const stopMailing = (id: string) => bodyOf(api.POST('/api/v1/mailings/{id}/stop', at(id)));
export const pauseMailing = (id: string) => bodyOf(api.POST('/api/v1/mailings/{id}/pause', at(id)));
export const resumeMailing = (id: string) => bodyOf(api.POST('/api/v1/mailings/{id}/resume', at(id)));
export const enableMailing = (id: string) => bodyOf(api.POST('/api/v1/mailings/{id}/enable', at(id)));

export const disableMailing = (id: string, reason: string) =>
  bodyOf(
    api.POST('/api/v1/mailings/{id}/disable', {
      ...at(id),
      body: reason.trim() ? { reason: reason.trim() } : {},
    }),
  );
