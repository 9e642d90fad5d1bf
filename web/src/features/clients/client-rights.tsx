import { Button, Checkbox, Group, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { download } from '../../api/client';
import { useUser } from '../../api/session';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import type { Client } from './client-rules';
import { SuppressButton } from './client-suppression';
import { clientKeys, eraseClient, oneClient } from './clients.queries';

/** What a client may ask of whoever keeps their data: to see it, to be left alone, to be forgotten. */
export function ClientRights({ client }: { client: Client }) {
  const t = useTranslations('clients');
  const user = useUser();
  const exporting = useMutation({
    mutationFn: () => download(`/api/v1/clients/${client.id}/data`, `client-${client.id}.json`),
  });
  return (
    <Paper withBorder p="lg" radius="md" mt="xl" component="section" aria-label={t('rights')}>
      <Title order={2} fz="h4" mb={4}>
        {t('rights')}
      </Title>
      <Text size="sm" c="dimmed" maw="72ch" mb="md">
        {t('rightsText')}
      </Text>
      <Group gap="sm">
        <Button variant="default" loading={exporting.isPending} onClick={() => exporting.mutate()}>
          {t('exportData')}
        </Button>
        {client.ownerId === user?.id && <SuppressButton client={client} />}
        {can(user, 'write', client) && <EraseButton client={client} />}
      </Group>
      {exporting.error && <ErrorPanel error={exporting.error} />}
    </Paper>
  );
}

function EraseButton({ client: { id, fullName: name } }: { client: Client }) {
  const t = useTranslations('clients');
  const ui = useTranslations('ui');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const [isAsking, setAsking] = useState(false);
  const [isSure, setSure] = useState(false);
  const erasing = useMutation({
    mutationFn: () => eraseClient(id),
    onSuccess: async () => {
      await navigate({ to: '/clients' });
      queries.removeQueries({ queryKey: oneClient(id).queryKey });
      await queries.invalidateQueries({ queryKey: clientKeys.all });
      notice(t('erased'));
    },
  });
  const close = () => setAsking(false);
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setSure(false);
          setAsking(true);
        }}
      >
        {t('erase')}
      </Button>
      <Modal
        opened={isAsking}
        onClose={close}
        title={t('eraseTitle', { name })}
        closeButtonProps={{ 'aria-label': ui('close') }}
      >
        <Stack>
          <Text>{t('eraseText')}</Text>
          <Checkbox
            label={t('eraseSure')}
            checked={isSure}
            onChange={({ currentTarget }) => setSure(currentTarget.checked)}
          />
          <ErrorPanel error={erasing.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {ui('cancel')}
            </Button>
            <Button
              color="red.9"
              disabled={!isSure}
              loading={erasing.isPending}
              onClick={() => erasing.mutate()}
            >
              {t('erase')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
