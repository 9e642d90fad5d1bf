import { Skeleton, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ownTimeZone, useFormat } from '../../../i18n/format';
import { ErrorPanel } from '../../../ui/error-panel';
import { useNow } from '../../../ui/use-now';
import { type MailingDraft, momentOf } from './draft-rules';
import { useFirings } from './use-firings';
import classes from './wizard.module.css';

/** The next five, in the zone of the mailing and, where it differs, in that of this browser. */
export function SchedulePreview({ draft }: { draft: MailingDraft }) {
  const t = useTranslations('mailings');
  const { time } = useFormat();
  const { isAskable, occurrences, error, retry } = useFirings(draft);
  const zone = draft.timezone;
  const now = useNow(15_000);
  if (!isAskable) return null;
  if (error) return <ErrorPanel error={error} onRetry={retry} />;
  if (!occurrences) return <Skeleton height={80} />;
  // A single start that has passed fires at once, as the warning says.
  const isPast = draft.startAt !== null && momentOf(draft.startAt, zone) < now;
  if (occurrences.length === 0 && isPast) return null;
  return (
    <div className={classes.box} role="status">
      <Stack gap={4}>
        <Text fw={500}>
          {occurrences.length > 0 ? t('firings', { count: occurrences.length, zone }) : t('noFirings')}
        </Text>
        <ul className={classes.list}>
          {occurrences.map((iso) => {
            const [there, here] = [time(iso, zone), time(iso)];
            return (
              <li key={iso} className={classes.firing}>
                <span>{there}</span>
                {there !== here && (
                  <Text c="dimmed">{t('hereThen', { time: here, zone: ownTimeZone() })}</Text>
                )}
              </li>
            );
          })}
        </ul>
      </Stack>
    </div>
  );
}
