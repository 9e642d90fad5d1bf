// The records of what was sent, for every screen that shows some of them.
import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from './client';
import { rowPages, rowsPerPage } from './pages';
import type { operations } from './schema';

export type Attempt = Schemas['AttemptResponse'];
export type Delivery = Schemas['DeliveryResponse'];
type DeliveryQuery = NonNullable<operations['DeliveriesController_list']['parameters']['query']>;
type AttemptQuery = NonNullable<operations['AttemptsController_list']['parameters']['query']>;

export type DeliveryFilter = Pick<DeliveryQuery, 'status' | 'mailingId' | 'runId' | 'clientId' | 'ownerId'>;
/** Times are ISO 8601 with an offset: from this one on, and before that one. */
export type AttemptFilter = Pick<
  AttemptQuery,
  'status' | 'mailingId' | 'runId' | 'clientId' | 'messageId' | 'from' | 'to'
>;

export const ledgerKeys = { all: ['ledger'] as const };

export const attemptList = (filter: AttemptFilter) =>
  rowPages([...ledgerKeys.all, 'attempts', filter], (cursor, signal) => {
    const query = { ...filter, limit: rowsPerPage, ...(cursor && { cursor }) };
    return bodyOf(api.GET('/api/v1/attempts', { params: { query }, signal }));
  });

export const attemptCount = (filter: AttemptFilter) =>
  queryOptions({
    queryKey: [...ledgerKeys.all, 'attempt-count', filter],
    queryFn: async ({ signal }) => {
      const query = { ...filter, limit: 1, withTotal: true };
      const { total } = await bodyOf(api.GET('/api/v1/attempts', { params: { query }, signal }));
      return total ?? null;
    },
  });

export const deliveryList = (filter: DeliveryFilter) =>
  rowPages([...ledgerKeys.all, 'deliveries', filter], (cursor, signal) => {
    const query = { ...filter, limit: rowsPerPage, ...(cursor && { cursor }) };
    return bodyOf(api.GET('/api/v1/deliveries', { params: { query }, signal }));
  });

/** How many deliveries wait for a decision of this owner. */
export const uncertainCount = (filter: Omit<DeliveryFilter, 'status'>) =>
  queryOptions({
    queryKey: [...ledgerKeys.all, 'uncertain-count', filter],
    queryFn: async ({ signal }) => {
      const query = { ...filter, status: 'uncertain' as const, limit: 1, withTotal: true };
      const { total } = await bodyOf(api.GET('/api/v1/deliveries', { params: { query }, signal }));
      return total ?? 0;
    },
  });
