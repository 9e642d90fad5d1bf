import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useSignedInUser } from '../../../api/session';
import { useFormat } from '../../../i18n/format';
import { TextLink } from '../../../ui/links';
import { useNow } from '../../../ui/use-now';
import { audiencePreview, mailingsToCome, measuredPace } from '../mailings.queries';
import { audienceOf, leftOver, type MailingDraft, momentOf, onSameDay } from './draft-rules';
import { useFirings } from './use-firings';

interface TimeWarningsProps {
  draft: MailingDraft;
  ownId: string | null;
}

/** What is allowed, but probably not meant. */
export function TimeWarnings({ draft, ownId }: TimeWarningsProps) {
  const t = useTranslations('mailings');
  const { time, number, duration } = useFormat();
  const user = useSignedInUser();
  const now = useNow(15_000);
  const { occurrences = [] } = useFirings(draft);
  const { data: others = [] } = useQuery(mailingsToCome(user.id));
  const { data: pace } = useQuery(measuredPace(user.id, draft.channel));
  const audience = audienceOf(draft);
  const { data: recipients } = useQuery({
    ...audiencePreview({ audience: audience ?? { filter: {} }, channel: draft.channel }),
    enabled: audience !== null,
  });

  const { isByHand, startAt, endAt, timezone } = draft;
  const startsAt = isByHand || !startAt ? null : momentOf(startAt, timezone);
  const endsAt = endAt ? momentOf(endAt, timezone) : null;
  const isPast = startsAt !== null && startsAt < now;
  const sameDay = onSameDay(
    others.filter(({ id }) => id !== ownId),
    occurrences,
    timezone,
  );
  const count = recipients?.count ?? 0;
  const firstAt = Math.max(now, startsAt ?? now);
  const left = endsAt !== null && pace ? leftOver(count, pace, firstAt, endsAt) : 0;

  return (
    <Stack gap="xs" role="status">
      {endsAt !== null && endsAt < now && <Warning>{t('endIsPast')}</Warning>}
      {isPast && (endsAt === null || endsAt > now) && <Warning>{t('startIsPast')}</Warning>}
      {sameDay.length > 0 && (
        <Warning>
          {t('dayTaken')}{' '}
          {sameDay.slice(0, 3).map(({ id, name, nextRunAt }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <TextLink to="/mailings/$id" params={{ id }} underline="always">
                {name ?? t('unnamed')}
              </TextLink>{' '}
              ({time(nextRunAt ?? '', timezone)})
            </span>
          ))}
        </Warning>
      )}
      {left > 0 && endsAt !== null && pace && (
        <Warning>
          {t('willNotFitBefore', {
            left: number(left),
            count: number(count),
            pace: number(Math.round(pace * 10) / 10),
            needed: duration((count / pace) * 1000),
          })}
        </Warning>
      )}
    </Stack>
  );
}

function Warning({ children }: { children: React.ReactNode }) {
  return (
    <Alert color="yellow" variant="outline" py="xs">
      <Text size="sm">{children}</Text>
    </Alert>
  );
}
