import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { clientChoice, clientChoices } from '../../api/choices';
import { ErrorPanel } from '../../ui/error-panel';
import { LetterView } from '../../ui/letter-view';
import { RemoteSelect } from '../../ui/remote-select';
import type { Message } from './message-rules';
import { messagePreview } from './messages.queries';

interface MessagePreviewProps {
  /** Null before it is saved for the first time: only the service fills slots. */
  message: Message | null;
  ownerId: string;
  onClient: (id: string | null) => void;
}

/** The letter as one chosen client would get it. */
export function MessagePreview({ message, ownerId, onClient }: MessagePreviewProps) {
  const t = useTranslations('messages');
  const [clientId, setClientId] = useState<string | null>(null);
  const choose = (id: string | null) => {
    setClientId(id);
    onClient(id);
  };
  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-label={t('preview')}>
      <Title order={2} fz="h4" mb="sm">
        {t('preview')}
      </Title>
      <RemoteSelect
        label={t('previewAs')}
        placeholder={t('previewExample')}
        value={clientId}
        onChange={choose}
        list={(search) => clientChoices(search, ownerId)}
        one={clientChoice}
      />
      <div style={{ marginTop: 16 }}>
        {message ? (
          <Rendered id={message.id} clientId={clientId} version={message.updatedAt} />
        ) : (
          <Text c="dimmed">{t('previewLater')}</Text>
        )}
      </div>
    </Paper>
  );
}

function Rendered({ id, clientId, version }: { id: string; clientId: string | null; version: string }) {
  const { data, error, refetch } = useQuery(messagePreview(id, clientId, version));
  if (data) return <LetterView letter={data} />;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={320} />;
}
