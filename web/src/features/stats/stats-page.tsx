import { Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import type { Schemas } from '../../api/client';
import { useRows } from '../../api/pages';
import { useSignedInUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { BarTable } from '../../ui/bar-table';
import { type Column, DataTable } from '../../ui/data-table';
import { Empty } from '../../ui/empty';
import { ErrorPanel } from '../../ui/error-panel';
import { LinkButton, TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { mailingSums, totals } from './stats.queries';
import classes from './stats.module.css';

const route = getRouteApi('/stats');
const outcomes = ['success', 'fail', 'uncertain'] as const;
const tones = { success: 'good', fail: 'bad', uncertain: 'doubt' } as const;
type Mailing = Schemas['MailingResponse'];

export function StatsPage() {
  const t = useTranslations('stats');
  const user = useSignedInUser();
  const mayChoose = can(user, 'stats.read');
  const { of } = route.useSearch();
  const isService = mayChoose && of === 'service';
  const { data, error, refetch } = useQuery(totals(isService));
  return (
    <>
      <PageHeader
        title={t('title')}
        text={isService ? t('textService') : t('text')}
        actions={
          mayChoose && (
            <Group gap={6} component="nav" aria-label={t('whose')}>
              <Choice isChosen={!isService} search={{}}>
                {t('own')}
              </Choice>
              <Choice isChosen={isService} search={{ of: 'service' }}>
                {t('service')}
              </Choice>
            </Group>
          )
        }
      />
      {error && !data && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={280} />}
      {data && (
        <Stack gap="md">
          <Numbers data={data} />
          {/* Whoever sees everybody's attempts cannot be led to their own alone. */}
          <Results attempts={data.attempts} hasLinks={isService || !can(user, 'all.read')} />
          {(isService || !can(user, 'all.read')) && <ByMailing />}
        </Stack>
      )}
    </>
  );
}

interface ChoiceProps {
  isChosen: boolean;
  search: { of?: 'service' };
  children: string;
}

function Choice({ isChosen, search, children }: ChoiceProps) {
  return (
    <LinkButton
      to="/stats"
      search={search}
      replace
      size="xs"
      variant={isChosen ? 'filled' : 'default'}
      aria-current={isChosen ? 'true' : undefined}
      activeOptions={{ exact: true }}
    >
      {children}
    </LinkButton>
  );
}

function Numbers({ data: { attempts, messagesSent, mailings } }: { data: Schemas['StatsResponse'] }) {
  const t = useTranslations('stats');
  const { number } = useFormat();
  const sum = attempts.success + attempts.fail + attempts.uncertain;
  const shown = [
    [t('sent'), messagesSent],
    [t('attemptsAll'), sum],
    [t('mailings'), mailings],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {shown.map(([name, value]) => (
        <Paper key={name} withBorder p="lg" radius="md">
          <Text c="dimmed">{name}</Text>
          <span className={classes.number}>{number(value)}</span>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

function Results({ attempts, hasLinks }: { attempts: Schemas['AttemptCounts']; hasLinks: boolean }) {
  const t = useTranslations('stats');
  const statuses = useTranslations('statuses');
  const toRows = (status: (typeof outcomes)[number]) => (children: ReactNode) => (
    <TextLink to="/attempts" search={{ status }}>
      {children}
    </TextLink>
  );
  return (
    <Paper withBorder p="lg" radius="md">
      <BarTable
        caption={t('byResult')}
        nameHeader={t('what')}
        countHeader={t('attempts')}
        rows={outcomes.map((name) => ({
          key: name,
          name: statuses(`attempt.${name}`),
          ...(hasLinks && { link: toRows(name) }),
          parts: [{ label: statuses(`attempt.${name}`), value: attempts[name], tone: tones[name] }],
        }))}
      />
    </Paper>
  );
}

function ByMailing() {
  const t = useTranslations('stats');
  const list = useRows(mailingSums());
  const columns = useColumns();
  if (!list.isPending && list.rows.length === 0 && !list.error) {
    return (
      <Paper withBorder radius="md">
        <Empty
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={<LinkButton to="/mailings/new">{t('newMailing')}</LinkButton>}
        />
      </Paper>
    );
  }
  return (
    <div>
      <Title order={2} fz="h4" mb="xs">
        {t('byMailing')}
      </Title>
      <DataTable
        label={t('byMailing')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        filterKey=""
        empty={{ title: t('emptyTitle') }}
      />
    </div>
  );
}

function useColumns(): Column<Mailing>[] {
  const t = useTranslations('stats');
  const { number } = useFormat();
  const numberOf = (id: string, header: string, value: (mailing: Mailing) => number): Column<Mailing> => ({
    id,
    header,
    width: 116,
    align: 'end',
    cell: (mailing) => number(value(mailing)),
  });
  return [
    {
      id: 'name',
      header: t('mailing'),
      cell: ({ id, name }) => (
        <TextLink to="/mailings/$id" params={{ id }} search={{ tab: 'stats' }} fw={500}>
          {name ?? t('unnamed')}
        </TextLink>
      ),
    },
    numberOf('total', t('total'), ({ counts }) => counts.total),
    numberOf('sent', t('sentShort'), ({ counts }) => counts.sent),
    numberOf('failed', t('failed'), ({ counts }) => counts.failed + counts.expired),
    numberOf('uncertain', t('uncertain'), ({ counts }) => counts.uncertain),
    {
      id: 'ledger',
      header: t('ledger'),
      width: 110,
      cell: ({ id }) => (
        <TextLink to="/attempts" search={{ mailingId: id }}>
          {t('attempts')}
        </TextLink>
      ),
    },
  ];
}
