import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Delivery } from '../../api/ledger';
import { useFormat } from '../../i18n/format';
import { ErrorPanel } from '../../ui/error-panel';
import { AttemptStatusBadge } from '../../ui/ledger-status';
import classes from './attempt-story.module.css';
import { isGoing } from './delivery-rules';
import { attemptsOf } from './deliveries.queries';

/** Each attempt as it was, with the other side's own words. */
export function AttemptStory({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('deliveries');
  const stages = useTranslations('attempts.stage');
  const { exactTime, duration, number } = useFormat();
  const { data, error, refetch } = useQuery({
    ...attemptsOf(delivery),
    refetchInterval: isGoing(delivery) ? 5_000 : false,
  });
  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-label={t('attempts')}>
      <Title order={2} fz="h4" mb="sm">
        {t('attempts')}
      </Title>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={90} />}
      {data?.length === 0 && <Text c="dimmed">{t('noAttempts')}</Text>}
      <ol className={classes.story}>
        {data?.map(
          ({ id, at, status, stage, code, enhancedCode, reply, error: fault, durationMs }, index) => (
            <li key={id} className={classes.attempt}>
              <div className={classes.head}>
                <Text span fw={600}>
                  {t('attemptNumber', { number: number(index + 1) })}
                </Text>
                <AttemptStatusBadge status={status} />
                <Text span size="sm" c="dimmed">
                  <time dateTime={at}>{exactTime(at)}</time> · {duration(durationMs)}
                </Text>
              </div>
              <Text size="sm" mt={4}>
                {t('stage', { stage: stages(stage) })}
                {code !== null && ` · ${t('code', { code: [code, enhancedCode].filter(Boolean).join(' ') })}`}
              </Text>
              {reply && (
                <>
                  <Text size="sm" c="dimmed" mt={6}>
                    {t('reply')}
                  </Text>
                  <pre className={classes.words}>{reply}</pre>
                </>
              )}
              {fault && (
                <>
                  <Text size="sm" c="dimmed" mt={6}>
                    {t('fault')}
                  </Text>
                  <pre className={classes.words}>{fault}</pre>
                </>
              )}
            </li>
          ),
        )}
      </ol>
    </Paper>
  );
}
