import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import { type DeliveryFilter, ledgerKeys } from '../../api/ledger';
import { isProblem } from '../../api/problem';
import { type Decision, isGoing } from './delivery-rules';

const pollMs = 5_000;

export const oneDelivery = (id: string) =>
  queryOptions({
    queryKey: [...ledgerKeys.all, 'delivery', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/deliveries/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data } }) => (data && isGoing(data) ? pollMs : false),
  });

/** The attempts of one delivery, oldest first. A run has one delivery for each client. */
export const attemptsOf = ({ id, runId, clientId }: { id: string; runId: string; clientId: string }) =>
  queryOptions({
    queryKey: [...ledgerKeys.all, 'attempts-of', id],
    queryFn: async ({ signal }) => {
      const query = { runId, clientId, limit: 200 };
      const { items } = await bodyOf(api.GET('/api/v1/attempts', { params: { query }, signal }));
      return items.filter(({ deliveryId }) => deliveryId === id).toReversed();
    },
  });

export const decide = (decision: Decision, id: string) =>
  decision === 'resend'
    ? bodyOf(api.POST('/api/v1/deliveries/{id}/resend', { params: { path: { id } } }))
    : bodyOf(api.POST('/api/v1/deliveries/{id}/close', { params: { path: { id } } }));

export interface DecidedCount {
  done: number;
  refused: number;
  /** The last refusal, to be said in words. */
  fault: Error | null;
}

/** One after the other; what is refused stays as it is, and the rest goes on. */
export async function decideEach(decision: Decision, ids: readonly string[]): Promise<DecidedCount> {
  const count: DecidedCount = { done: 0, refused: 0, fault: null };
  for (const id of ids) {
    try {
      await decide(decision, id);
      count.done += 1;
    } catch (fault) {
      if (!isProblem(fault) || fault.status < 400 || fault.status >= 500) throw fault;
      count.refused += 1;
      count.fault = fault;
    }
  }
  return count;
}

/** All uncertain ones of the filter that are one's own. */
export async function resendAll({ mailingId }: Pick<DeliveryFilter, 'mailingId'>): Promise<DecidedCount> {
  const filter = mailingId ? { mailingId } : {};
  const { resent, refused } = await bodyOf(
    api.POST('/api/v1/deliveries/resend', { body: { filter: { status: 'uncertain', ...filter } } }),
  );
  return { done: resent, refused, fault: null };
}
