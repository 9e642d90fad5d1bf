import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import {
  clientChoice,
  clientChoices,
  mailingChoice,
  mailingChoices,
  messageChoice,
  messageChoices,
} from '../../api/choices';
import { useFormat } from '../../i18n/format';
import { RemoteSelect } from '../../ui/remote-select';
import { WallTimeField } from '../../ui/wall-time-field';
import classes from './attempt-filters.module.css';
import { attemptStatuses, instantOf, type LedgerFilter, wallTimeOf } from './attempt-rules';
import { runChoices } from './attempts.queries';

interface AttemptFiltersProps {
  filter: LedgerFilter;
  onChange: (filter: LedgerFilter) => void;
}

export function AttemptFilters({ filter, onChange }: AttemptFiltersProps) {
  const t = useTranslations('attempts');
  const ui = useTranslations('ui');
  const statuses = useTranslations('statuses.attempt');
  const { time } = useFormat();
  const { mailingId } = filter;
  const runs = useQuery({ ...runChoices(mailingId ?? ''), enabled: mailingId !== undefined });
  const set = (changes: { [name in keyof LedgerFilter]?: LedgerFilter[name] | null | undefined }) => {
    const entries = Object.entries({ ...filter, ...changes }).filter(([, value]) => value);
    onChange(Object.fromEntries(entries) as LedgerFilter);
  };

  return (
    <div className={classes.filters} role="search" aria-label={t('filters')}>
      <Select
        label={t('status')}
        placeholder={t('anyStatus')}
        data={attemptStatuses.map((value) => ({ value, label: statuses(value) }))}
        value={filter.status ?? null}
        onChange={(status) => set({ status: status as LedgerFilter['status'] })}
        clearable
        clearButtonProps={{ 'aria-label': `${ui('clear')}: ${t('status')}` }}
      />
      <RemoteSelect
        label={t('mailing')}
        placeholder={t('anyMailing')}
        value={mailingId ?? null}
        onChange={(value) => set({ mailingId: value, runId: null })}
        list={mailingChoices}
        one={mailingChoice}
      />
      {mailingId && (
        <Select
          label={t('run')}
          placeholder={t('anyRun')}
          data={(runs.data ?? []).map(({ id, number, startedAt }) => ({
            value: id,
            label: t('runNumber', { number, time: time(startedAt) }),
          }))}
          value={filter.runId ?? null}
          onChange={(runId) => set({ runId })}
          clearable
          clearButtonProps={{ 'aria-label': `${ui('clear')}: ${t('run')}` }}
        />
      )}
      <RemoteSelect
        label={t('client')}
        placeholder={t('anyClient')}
        value={filter.clientId ?? null}
        onChange={(clientId) => set({ clientId })}
        list={(search) => clientChoices(search)}
        one={clientChoice}
      />
      <RemoteSelect
        label={t('message')}
        placeholder={t('anyMessage')}
        value={filter.messageId ?? null}
        onChange={(messageId) => set({ messageId })}
        list={messageChoices}
        one={messageChoice}
      />
      <div className={classes.time}>
        <WallTimeField
          label={t('from')}
          value={wallTimeOf(filter.from)}
          onChange={(value) => set({ from: instantOf(value) })}
        />
      </div>
      <div className={classes.time}>
        <WallTimeField
          label={t('to')}
          value={wallTimeOf(filter.to)}
          onChange={(value) => set({ to: instantOf(value) })}
        />
      </div>
    </div>
  );
}
