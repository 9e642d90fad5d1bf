import { Alert, Button, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../i18n/format';
import { useFieldTexts } from '../../i18n/problem-text';
import { Confirm } from '../../ui/confirm';
import { CopyableId } from '../../ui/copyable-id';
import { ErrorPanel } from '../../ui/error-panel';
import { type ApiKey, apiKeys, createKey, deleteKey, profileKeys } from './profile.queries';

export function ApiKeys() {
  const t = useTranslations('profile');
  const { data, error, refetch } = useQuery(apiKeys());
  return (
    <Stack>
      <div>
        <Title order={2} fz="h4">
          {t('keys')}
        </Title>
        <Text c="dimmed" size="sm" mt={4}>
          {t('keysText')}
        </Text>
      </div>
      <NewKey />
      {error && !data && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={60} />}
      {data?.items.length === 0 && <Text c="dimmed">{t('noKeys')}</Text>}
      {data?.items.map((key) => (
        <KeyLine key={key.id} apiKey={key} />
      ))}
    </Stack>
  );
}

function NewKey() {
  const t = useTranslations('profile');
  const queries = useQueryClient();
  const fieldTexts = useFieldTexts();
  const form = useForm({ initialValues: { name: '' } });
  const making = useMutation({
    mutationFn: ({ name }: typeof form.values) => createKey(name),
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: () => {
      form.reset();
      void queries.invalidateQueries({ queryKey: profileKeys.keys });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => (making.isPending ? undefined : making.mutate(values)))}>
      <Stack gap="sm">
        <TextInput
          label={t('keyName')}
          description={t('keyNameHint')}
          required
          withAsterisk={false}
          {...form.getInputProps('name')}
        />
        <ErrorPanel error={making.error} />
        <div>
          <Button type="submit" variant="default" loading={making.isPending}>
            {t('newKey')}
          </Button>
        </div>
        {making.data && (
          <Alert color="green" variant="outline" role="status">
            <Text fw={600}>{t('keyMade', { name: making.data.name })}</Text>
            <Text size="sm" mb={6}>
              {t('keyOnce')}
            </Text>
            <CopyableId id={making.data.key} />
          </Alert>
        )}
      </Stack>
    </form>
  );
}

function KeyLine({ apiKey: { id, name, hint, lastUsedAt } }: { apiKey: ApiKey }) {
  const t = useTranslations('profile');
  const { time } = useFormat();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const deletion = useMutation({
    mutationFn: () => deleteKey(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: profileKeys.keys }),
  });
  return (
    <Group justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text fw={500} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {hint} · {lastUsedAt ? t('keyUsed', { time: time(lastUsedAt) }) : t('keyUnused')}
        </Text>
      </div>
      <Button variant="default" size="xs" onClick={() => setIsAsking(true)}>
        {t('keyDelete')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('keyDeleteTitle', { name })}
        text={t('keyDeleteText')}
        action={t('keyDelete')}
        isDangerous
        isBusy={deletion.isPending}
        error={deletion.error}
        onConfirm={() => deletion.mutate()}
        onClose={() => setIsAsking(false)}
      />
    </Group>
  );
}
