import { Group, Select, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { DataTable } from '../../ui/data-table';
import { ErrorPanel } from '../../ui/error-panel';
import { TextLink } from '../../ui/links';
import { deliveryStatuses, type DeliveryStatus, type Mailing } from './mailing-rules';
import { MailingStats } from './mailing-stats';
import { attemptsOf, deliveriesOf, historyOf, runsOf } from './mailings.queries';
import { useAttemptColumns, useDeliveryColumns, useRunColumns } from './record-columns';
import { timelineOf } from './timeline';
import classes from './mailing.module.css';

const route = getRouteApi('/mailings/$id');
const tabs = ['runs', 'deliveries', 'attempts', 'timeline', 'stats'] as const;
const pollMs = 5_000;

/** Everything that is written down about the mailing. Only the open tab asks. */
export function MailingRecords({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const { tab = 'runs' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(value) =>
        void navigate({ search: { tab: value as (typeof tabs)[number] }, replace: true, resetScroll: false })
      }
    >
      <Tabs.List aria-label={t('records')} mb="md">
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="runs">
        <RunsTab mailing={mailing} />
      </Tabs.Panel>
      <Tabs.Panel value="deliveries">
        <DeliveriesTab mailing={mailing} />
      </Tabs.Panel>
      <Tabs.Panel value="attempts">
        <AttemptsTab mailing={mailing} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline">
        <TimelineTab mailing={mailing} />
      </Tabs.Panel>
      <Tabs.Panel value="stats">
        <MailingStats mailing={mailing} />
      </Tabs.Panel>
    </Tabs>
  );
}

const pollWhile = ({ counts, status }: Mailing) => ({
  pollMs: status !== 'completed' && counts.pending > 0 && pollMs,
});

function RunsTab({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const list = useRows(runsOf(mailing.id), pollWhile(mailing));
  const columns = useRunColumns(mailing);
  return (
    <DataTable
      label={t('tab.runs')}
      columns={columns}
      list={list}
      rowKey={({ id }) => id}
      filterKey=""
      empty={{ title: t('runsEmpty'), text: t('runsEmptyText') }}
    />
  );
}

function DeliveriesTab({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const ui = useTranslations('ui');
  const statuses = useTranslations('statuses');
  const { status, runId } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = { ...(status && { status }), ...(runId && { runId }) };
  const list = useRows(deliveriesOf(mailing.id, filter), pollWhile(mailing));
  const columns = useDeliveryColumns();
  const choose = (changes: { status?: DeliveryStatus | undefined; runId?: undefined }) =>
    void navigate({
      search: {
        tab: 'deliveries',
        ...('runId' in changes || !runId ? {} : { runId }),
        ...(changes.status && { status: changes.status }),
      },
      replace: true,
      resetScroll: false,
    });
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Select
          aria-label={t('status')}
          placeholder={t('anyStatus')}
          clearable
          clearButtonProps={{ 'aria-label': ui('clear') }}
          data={deliveryStatuses.map((value) => ({ value, label: statuses(`delivery.${value}`) }))}
          value={status ?? null}
          onChange={(value) => choose({ status: (value as DeliveryStatus | null) ?? undefined })}
        />
      </Group>
      <DataTable
        label={t('tab.deliveries')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...((status ?? runId) && {
          onClearFilters: () => choose({ status: undefined, runId: undefined }),
        })}
        empty={{ title: t('deliveriesEmpty'), text: t('deliveriesEmptyText') }}
      />
    </Stack>
  );
}

function AttemptsTab({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const list = useRows(attemptsOf(mailing.id), pollWhile(mailing));
  const columns = useAttemptColumns();
  return (
    <Stack gap="sm">
      <Text size="sm">
        <TextLink to="/attempts" search={{ mailingId: mailing.id }}>
          {t('inLedger')}
        </TextLink>
      </Text>
      <DataTable
        label={t('tab.attempts')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        filterKey=""
        empty={{ title: t('attemptsEmpty'), text: t('attemptsEmptyText') }}
      />
    </Stack>
  );
}

function TimelineTab({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const statuses = useTranslations('statuses');
  const { time } = useFormat();
  const runs = useRows(runsOf(mailing.id), pollWhile(mailing));
  const history = useQuery(historyOf(mailing.id));
  if (history.error) return <ErrorPanel error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data || runs.isPending) return <Skeleton height={200} />;
  return (
    <ol className={classes.timeline}>
      {timelineOf(mailing, runs.rows, history.data.items).map((event) => (
        <li key={event.key} className={classes.event}>
          <span className={classes.eventTime}>{time(event.at, mailing.timezone)}</span>
          <span>
            {event.kind === 'runStarted'
              ? t('timeline.runStarted', {
                  number: event.run.number,
                  trigger: statuses(`trigger.${event.run.trigger}`),
                })
              : event.kind === 'runFinished'
                ? t('timeline.runFinished', {
                    number: event.run.number,
                    status: statuses(`run.${event.run.status}`),
                  })
                : t(`timeline.${event.kind}`)}
            {'by' in event && event.by && (
              <Text size="sm" c="dimmed">
                {t('timeline.by', { by: event.by })}
              </Text>
            )}
            {'reason' in event && event.reason && (
              <Text size="sm">{t('reason', { reason: event.reason })}</Text>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
