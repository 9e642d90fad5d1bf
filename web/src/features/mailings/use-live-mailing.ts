import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ServerEvent } from '../../api/events';
import { useLiveEvents } from '../../api/live';
import type { Counts, Mailing } from './mailing-rules';
import { mailingKeys, oneMailing } from './mailings.queries';

const pollMs = 5_000;

/** The mailing as it goes on: its counters come over the stream, all else is read again when they say so. */
export function useLiveMailing(id: string) {
  const queries = useQueryClient();
  const [rate, setRate] = useState(0);
  const [isPolled, setIsPolled] = useState(false);
  const query = useQuery({ ...oneMailing(id), ...(isPolled && { refetchInterval: pollMs }) });
  const mailing = query.data;
  const reread = () => void queries.invalidateQueries({ queryKey: mailingKeys.of(id) });

  const take = ({ name, data }: ServerEvent) => {
    const { counts, rate } = data as { counts: Counts; rate: number };
    const before = queries.getQueryData(oneMailing(id).queryKey);
    setRate(rate);
    queries.setQueryData(oneMailing(id).queryKey, (former?: Mailing) => former && { ...former, counts });
    const hasTurned = !before || (before.counts.pending === 0) !== (counts.pending === 0);
    if (name === 'completed' || hasTurned || before.counts.total !== counts.total) reread();
  };
  const live = useLiveEvents(`/api/v1/mailings/${id}/events`, {
    isWanted: mailing !== undefined && mailing.status !== 'completed',
    onEvent: take,
    onOpen: reread,
  });
  const isPolling = live === 'polling' && mailing?.status !== 'completed';
  if (isPolling !== isPolled) setIsPolled(isPolling);
  return { ...query, mailing, rate, isPolling, reread };
}
