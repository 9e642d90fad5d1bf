import { Button, FileButton, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { download } from '../../api/client';
import { useFormat } from '../../i18n/format';
import { Confirm } from '../../ui/confirm';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import type { Message } from './message-rules';
import { attachFile, deleteFile, messageFiles } from './messages.queries';
import classes from './message-files.module.css';

interface MessageFilesProps {
  message: Message;
  mayChange: boolean;
}

export function MessageFiles({ message: { id }, mayChange }: MessageFilesProps) {
  const t = useTranslations('messages');
  const ui = useTranslations('ui');
  const { size } = useFormat();
  const queries = useQueryClient();
  const notice = useNotice();
  const files = useQuery(messageFiles(id));
  const [toDelete, setToDelete] = useState<{ id: string; name: string } | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: messageFiles(id).queryKey });
  const adding = useMutation({
    mutationFn: async (chosen: File[]) => {
      for (const file of chosen) await attachFile(id, file);
    },
    onSettled: refresh,
  });
  const fetching = useMutation({
    mutationFn: ({ id: fileId, name }: { id: string; name: string }) =>
      download(`/api/v1/messages/${id}/attachments/${fileId}`, name),
  });
  const deletion = useMutation({
    mutationFn: (file: { id: string; name: string }) => deleteFile(id, file.id),
    onSuccess: (_, { name }) => {
      setToDelete(null);
      notice(t('fileDeleted', { name }));
    },
    onSettled: refresh,
  });
  const error = adding.error ?? fetching.error;

  return (
    <Paper withBorder p="lg" radius="md" mt="lg" component="section" aria-label={t('files')}>
      <Group justify="space-between" mb={4}>
        <Title order={2} fz="h4">
          {t('files')}
        </Title>
        {mayChange && (
          <FileButton multiple onChange={(chosen) => chosen.length > 0 && adding.mutate(chosen)}>
            {(props) => (
              <Button {...props} variant="default" loading={adding.isPending}>
                {t('fileAdd')}
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t('filesHint')}
      </Text>
      {error && <ErrorPanel error={error} />}
      {files.error && <ErrorPanel error={files.error} onRetry={() => void files.refetch()} />}
      {files.isPending && <Skeleton height={40} />}
      {files.data?.length === 0 && <Text c="dimmed">{t('filesNone')}</Text>}
      <ul className={classes.files}>
        {files.data?.map((file) => (
          <li key={file.id} className={classes.file}>
            <span className={classes.name}>{file.name}</span>
            <Text span size="sm" c="dimmed">
              {size(file.size)}
            </Text>
            <Group gap="xs">
              <Button size="compact-sm" variant="subtle" onClick={() => fetching.mutate(file)}>
                {t('fileOpen')}
              </Button>
              {mayChange && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={`${ui('delete')}: ${file.name}`}
                  onClick={() => setToDelete(file)}
                >
                  {ui('delete')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      <Confirm
        isOpen={toDelete !== null}
        title={t('fileDeleteTitle', { name: toDelete?.name ?? '' })}
        text={t('fileDeleteText')}
        action={ui('delete')}
        isDangerous
        isBusy={deletion.isPending}
        error={deletion.error}
        onConfirm={() => toDelete && deletion.mutate(toDelete)}
        onClose={() => setToDelete(null)}
      />
    </Paper>
  );
}
