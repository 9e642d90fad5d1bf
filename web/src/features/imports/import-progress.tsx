import { Alert, Button, Group, Paper, Progress, Skeleton, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { download } from '../../api/client';
import { useFormat } from '../../i18n/format';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import classes from './import-progress.module.css';
import { type Import, isGoing, rejectedName } from './import-rules';
import { importKeys, oneImport } from './imports.queries';

export function ImportProgress({ id }: { id: string }) {
  const { data: work, error, refetch } = useQuery(oneImport(id));
  const queries = useQueryClient();
  const status = work?.status;
  useEffect(() => {
    if (!status) return;
    void queries.invalidateQueries({ queryKey: [...importKeys.all, 'list'] });
    if (status === 'completed') void queries.invalidateQueries({ queryKey: ['clients'] });
  }, [status, queries]);
  if (work) return <Details work={work} />;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={260} />;
}

function Details({ work }: { work: Import }) {
  const t = useTranslations('imports');
  const statuses = useTranslations('statuses.import');
  const { number, percent } = useFormat();
  const going = isGoing(work);
  const counts = [
    ['total', work.total],
    ['created', work.created],
    ['updated', work.updated],
    ['skipped', work.skipped],
    ['rejected', work.rejected],
  ] as const;
  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-label={t('progress')}>
      <Title order={2} fz="h4" mb={4} className={classes.name!}>
        {work.fileName || t('unnamed')}
      </Title>
      <Text size="sm" c="dimmed" role="status" mb="sm">
        {statuses(work.status)}
        {work.dryRun && ` · ${t('dry')}`}
        {work.encoding && ` · ${work.encoding}`}
      </Text>
      <Progress
        value={100 * (work.status === 'completed' ? 1 : work.progress)}
        animated={going}
        color={work.status === 'failed' ? 'red' : 'indigo'}
        aria-label={t('progressOf', { share: percent(work.progress) })}
        mb="md"
      />
      <dl className={classes.counts}>
        {counts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd data-bad={(name === 'rejected' && value > 0) || undefined}>{number(value)}</dd>
          </div>
        ))}
      </dl>
      {work.dryRun && work.status === 'completed' && (
        <Alert variant="outline" mt="md">
          {t('dryDone')}
        </Alert>
      )}
      {work.ignoredColumns.length > 0 && (
        <Text size="sm" mt="md">
          {t('ignored', { columns: work.ignoredColumns.join(', ') })}
        </Text>
      )}
      {work.errors.length > 0 && <Refused work={work} />}
    </Paper>
  );
}

function Refused({ work }: { work: Import }) {
  const t = useTranslations('imports');
  const names = useTranslations('imports.fields');
  const fieldTexts = useFieldTexts();
  const { number } = useFormat();
  const fetching = useMutation({
    mutationFn: () => download(`/api/v1/clients/imports/${work.id}/rejected`, rejectedName(work.fileName)),
  });
  const nameOf = (field: string) => (names.has(field as 'email') ? names(field as 'email') : field);
  /** The same sentence that stands at the field of a form. */
  const reasonOf = (fault: Import['errors'][number]) =>
    fieldTexts(Object.assign(new Error(), { code: '', title: '', errors: [fault] }))[fault.field] ??
    fault.message;
  const lines = new Set(work.errors.map(({ line }) => line)).size;
  return (
    <>
      <Group justify="space-between" mt="lg" mb="xs">
        <Title order={3} fz="md">
          {t('refusedRows')}
        </Title>
        {work.rejected > 0 && !isGoing(work) && (
          <Button size="xs" variant="default" loading={fetching.isPending} onClick={() => fetching.mutate()}>
            {t('downloadRefused')}
          </Button>
        )}
      </Group>
      <ErrorPanel error={fetching.error} />
      {/* Whoever has only a keyboard must be able to scroll: hence the tab stop. */}
      <div className={classes.box} role="region" aria-label={t('refusedRows')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('reason')}</th>
            </tr>
          </thead>
          <tbody>
            {work.errors.map((fault) => (
              <tr key={`${fault.line} ${fault.field} ${fault.code}`}>
                <th scope="row">{number(fault.line)}</th>
                <td>{nameOf(fault.field)}</td>
                <td>{reasonOf(fault)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines < work.rejected && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('firstErrors', { shown: lines, count: work.rejected })}
        </Text>
      )}
    </>
  );
}
