import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { nextFirings, type Schedule } from '../mailings.queries';
import type { MailingDraft } from './draft-rules';

const typingPauseMs = 250;

/** The next firings as the service counts them; nothing is asked until there is a start. */
export function useFirings({ isByHand, startAt, endAt, timezone, periodicity }: MailingDraft) {
  const isAskable = !isByHand && startAt !== null && (endAt === null || endAt > startAt);
  const schedule: Schedule = { startAt: startAt ?? '', endAt, timezone, periodicity };
  const asked = JSON.stringify(schedule);
  const [settled] = useDebouncedValue(asked, typingPauseMs);
  const isSettled = asked === settled;
  const query = useQuery({
    ...nextFirings(JSON.parse(settled) as Schedule),
    enabled: isAskable && isSettled,
  });
  const isKnown = isAskable && isSettled;
  return {
    isAskable,
    /** Undefined until they are known. */
    occurrences: isKnown ? query.data?.occurrences : undefined,
    error: isKnown ? query.error : null,
    retry: () => void query.refetch(),
  };
}
