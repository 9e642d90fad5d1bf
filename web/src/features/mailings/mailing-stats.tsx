import { Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Schemas } from '../../api/client';
import { useFormat } from '../../i18n/format';
import { BarTable } from '../../ui/bar-table';
import { ErrorPanel } from '../../ui/error-panel';
import { TextLink } from '../../ui/links';
import { TimeChart } from '../../ui/time-chart';
import type { Mailing } from './mailing-rules';
import { statsOf } from './mailings.queries';

const outcomes = ['success', 'fail', 'uncertain'] as const;
const tones = { success: 'good', fail: 'bad', uncertain: 'doubt' } as const;
type Sums = Schemas['AttemptCounts'];

const pollMs = 5_000;

/** The ledger of the mailing in sums; each bar leads to its rows. */
export function MailingStats({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('stats');
  const statuses = useTranslations('statuses');
  const { time } = useFormat();
  const { id, timezone, counts } = mailing;
  const { data, error, refetch } = useQuery({
    ...statsOf(id),
    refetchInterval: mailing.status !== 'completed' && counts.pending > 0 && pollMs,
  });
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={320} />;
  const { attempts, byCode, byDomain, byHour } = data;
  if (attempts.success + attempts.fail + attempts.uncertain === 0)
    return <Text c="dimmed">{t('nothing')}</Text>;

  const toRows = (filter: Record<string, string>) => (children: ReactNode) => (
    <TextLink to="/attempts" search={{ mailingId: id, ...filter }}>
      {children}
    </TextLink>
  );
  const partsOf = (sums: Sums) =>
    outcomes.map((name) => ({ label: statuses(`attempt.${name}`), value: sums[name], tone: tones[name] }));
  const hourEnd = (hour: string) => new Date(Date.parse(hour) + 3_600_000).toISOString();
  const shared = { nameHeader: t('what'), countHeader: t('attempts') };

  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Paper withBorder p="lg" radius="md">
          <BarTable
            {...shared}
            caption={t('byResult')}
            rows={outcomes.map((name) => ({
              key: name,
              name: statuses(`attempt.${name}`),
              link: toRows({ status: name }),
              parts: [{ label: statuses(`attempt.${name}`), value: attempts[name], tone: tones[name] }],
            }))}
          />
        </Paper>
        <Paper withBorder p="lg" radius="md">
          <BarTable
            {...shared}
            caption={t('byCode')}
            rows={byCode.map(({ code, count }) => ({
              key: String(code),
              name: code === null ? t('noReply') : String(code),
              parts: [{ label: t('attempts'), value: count, tone: toneOfCode(code) }],
            }))}
          />
        </Paper>
      </SimpleGrid>
      <Paper withBorder p="lg" radius="md">
        <Stack gap="md">
          {byHour.length > 1 && (
            <TimeChart
              label={t('byHour')}
              timeZone={timezone}
              times={byHour.map(({ hour }) => hour)}
              series={outcomes.map((name) => ({
                label: statuses(`attempt.${name}`),
                color: `--${tones[name]}`,
                values: byHour.map((sums) => sums[name]),
              }))}
            />
          )}
          <BarTable
            {...shared}
            caption={t('byHour')}
            nameHeader={t('hour')}
            rows={byHour.map(({ hour, ...sums }) => ({
              key: hour,
              name: time(hour, timezone),
              link: toRows({ from: hour, to: hourEnd(hour) }),
              parts: partsOf(sums),
            }))}
          />
        </Stack>
      </Paper>
      <Paper withBorder p="lg" radius="md">
        <BarTable
          {...shared}
          caption={t('byDomain')}
          nameHeader={t('domain')}
          rows={byDomain.map(({ domain, ...sums }) => ({ key: domain, name: domain, parts: partsOf(sums) }))}
        />
      </Paper>
    </Stack>
  );
}

function toneOfCode(code: number | null) {
  if (code === null) return 'doubt';
  return code < 400 ? 'good' : 'bad';
}
