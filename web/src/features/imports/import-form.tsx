import { Button, FileInput, Group, Paper, Radio, Stack, Switch, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../i18n/format';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { type ImportForm as Form, isGoing } from './import-rules';
import { importKeys, oneImport, startImport } from './imports.queries';
import { useQuery } from '@tanstack/react-query';

interface TriedFile {
  id: string;
  file: File;
  merge: Form['merge'];
}

interface ImportFormProps {
  tried: TriedFile | null;
  onTried: (tried: TriedFile | null) => void;
  onStarted: (id: string) => void;
}

export function ImportForm({ tried, onTried, onStarted }: ImportFormProps) {
  const t = useTranslations('imports');
  const ui = useTranslations('ui');
  const { size } = useFormat();
  const fieldTexts = useFieldTexts();
  const queries = useQueryClient();
  const [form, setForm] = useState<Form>({ file: null, merge: 'update', dryRun: true });
  const starting = useMutation({
    mutationFn: ({ file, ...rest }: Form) => startImport({ file: file!, ...rest }),
    onSuccess: ({ importId }, { file, merge, dryRun }) => {
      onTried(dryRun ? { id: importId, file: file!, merge } : null);
      onStarted(importId);
    },
    onError: () => queries.invalidateQueries({ queryKey: [...importKeys.all, 'list'] }),
  });
  const { data: trial } = useQuery({ ...oneImport(tried?.id ?? ''), enabled: tried !== null });
  const isTrialDone = trial !== undefined && !isGoing(trial) && trial.status === 'completed';
  const begin = (wanted: Form) => {
    if (!starting.isPending) starting.mutate(wanted);
  };

  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-label={t('new')}>
      <Title order={2} fz="h4" mb="md">
        {t('new')}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (form.file) begin(form);
        }}
      >
        <Stack gap="md">
          <FileInput
            label={t('file')}
            description={t('fileHint')}
            placeholder={t('choose')}
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            value={form.file}
            error={fieldTexts(starting.error)['file']}
            clearable
            clearButtonProps={{ 'aria-label': ui('clear') }}
            onChange={(file) => {
              starting.reset();
              onTried(null);
              setForm({ ...form, file });
            }}
          />
          {form.file && (
            <Text size="sm" c="dimmed">
              {t('fileSize', { size: size(form.file.size) })}
            </Text>
          )}
          <Radio.Group
            label={t('merge')}
            value={form.merge}
            onChange={(merge) => setForm({ ...form, merge: merge as Form['merge'] })}
          >
            <Stack gap={8} mt={6}>
              <Radio value="update" label={t('mergeUpdate')} description={t('mergeUpdateHint')} />
              <Radio value="skip" label={t('mergeSkip')} description={t('mergeSkipHint')} />
            </Stack>
          </Radio.Group>
          <Switch
            label={t('dryRun')}
            description={t('dryRunHint')}
            checked={form.dryRun}
            onChange={({ currentTarget }) => setForm({ ...form, dryRun: currentTarget.checked })}
          />
          <ErrorPanel error={starting.error} />
          <Group>
            <Button
              type="submit"
              loading={starting.isPending}
              disabled={!form.file}
              {...(isTrialDone && { variant: 'default' })}
            >
              {form.dryRun ? t('check') : t('start')}
            </Button>
            {isTrialDone && tried && (
              <Button
                disabled={starting.isPending}
                onClick={() => begin({ file: tried.file, merge: tried.merge, dryRun: false })}
              >
                {t('startChecked')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
