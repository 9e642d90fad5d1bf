import { Alert, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../i18n/format';
import { TextLink } from '../../ui/links';
import { type Counts, countNames, countTones, type Mailing } from './mailing-rules';
import { CountsBar } from './mailing-state';
import { forecastOf } from './mailings.queries';
import classes from './mailing.module.css';

interface MailingProgressProps {
  mailing: Mailing;
  /** Deliveries per second. */
  rate: number;
  isPolling: boolean;
  actions: ReactNode;
}

/** How far it has come; "completed" never hides what failed or is uncertain. */
export function MailingProgress({ mailing, rate, isPolling, actions }: MailingProgressProps) {
  const t = useTranslations('mailings');
  const { number, percent } = useFormat();
  const { id, counts, status, paused, disabled } = mailing;
  const done = counts.total - counts.pending;
  const isSending = counts.pending > 0 && status !== 'completed' && !paused && !disabled;
  return (
    <Paper
      withBorder
      p="lg"
      radius="md"
      component="section"
      aria-label={t('progress')}
      tabIndex={-1}
      id="progress"
    >
      <Stack gap="md">
        <Group justify="space-between" align="center">
          <Group gap="md" align="baseline">
            <span className={classes.done}>
              {counts.total === 0
                ? t('nothingYet')
                : t('done', { done: number(done), total: number(counts.total) })}
            </span>
            {counts.total > 0 && <Text c="dimmed">{percent(done / counts.total)}</Text>}
            {isSending && rate > 0 && <Text c="dimmed">{t('rate', { rate: number(rate) })}</Text>}
          </Group>
          {actions}
        </Group>
        <CountsBar counts={counts} label={t('progress')} />
        <Numbers id={id} counts={counts} />
        {isSending && <Forecast mailing={mailing} />}
        {isPolling && (
          <Text size="sm" c="dimmed" role="status">
            {t('polling')}
          </Text>
        )}
        <WhatIsOpen mailing={mailing} />
      </Stack>
    </Paper>
  );
}

function Numbers({ id, counts }: { id: string; counts: Counts }) {
  const t = useTranslations('mailings');
  const { number } = useFormat();
  const always: readonly (keyof Counts)[] = ['sent', 'failed', 'uncertain', 'pending'];
  return (
    <dl className={classes.numbers}>
      {countNames
        .filter((name) => counts[name] > 0 || always.includes(name))
        .map((name) => (
          <div
            key={name}
            className={classes.number}
            data-tone={counts[name] > 0 ? countTones[name] : undefined}
          >
            <dt>{t(`counts.${name}`)}</dt>
            <dd data-count={name}>
              {counts[name] > 0 ? (
                <TextLink
                  to="/mailings/$id"
                  params={{ id }}
                  search={{ tab: 'deliveries', status: name }}
                  resetScroll={false}
                >
                  {number(counts[name])}
                </TextLink>
              ) : (
                0
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Forecast({ mailing: { id, timezone } }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const { time } = useFormat();
  const { data } = useQuery(forecastOf(id));
  if (!data) return null;
  return (
    <>
      {data.finishesAt && (
        <Text c="dimmed">{t('finishesAt', { time: time(data.finishesAt, timezone) })}</Text>
      )}
      {data.willNotFit > 0 && (
        <Alert color="yellow" variant="outline" role="status">
          <Text size="sm">{t('willNotFit', { count: data.willNotFit })}</Text>
        </Alert>
      )}
    </>
  );
}

function WhatIsOpen({ mailing: { id, counts, status } }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const missed = counts.failed + counts.expired;
  if (missed + counts.uncertain === 0) return null;
  const parts = [
    missed > 0 && t('notDelivered', { count: missed }),
    counts.uncertain > 0 && t('uncertainCount', { count: counts.uncertain }),
  ].filter(Boolean);
  return (
    <Alert color="yellow" variant="outline">
      <Text size="sm">
        {status === 'completed' && `${t('completedWithFaults')} `}
        {parts.join(', ')}.{' '}
        {counts.uncertain > 0 && (
          <TextLink to="/uncertain" search={{ mailingId: id }} underline="always">
            {t('decide')}
          </TextLink>
        )}
      </Text>
    </Alert>
  );
}
