import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { useUser } from '../../api/session';
import { ErrorPanel } from '../../ui/error-panel';
import { TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { MessageEditor } from './message-editor';
import { MessageFiles } from './message-files';
import { MessagePreview } from './message-preview';
import type { Message } from './message-rules';
import { UsedBy } from './message-use';
import { oneMessage } from './messages.queries';

const route = getRouteApi('/messages/$id');

export function NewMessagePage() {
  return <MessageEditor message={null} />;
}

export function MessagePage() {
  const { id } = route.useParams();
  const user = useUser();
  const { data: message, error, refetch } = useQuery(oneMessage(id));
  if (message) {
    return can(user, 'write', message) ? (
      <MessageEditor key={id} message={message} />
    ) : (
      <ReadOnlyMessage message={message} />
    );
  }
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={480} />;
}

/** For managers, who see the messages of others. */
function ReadOnlyMessage({ message }: { message: Message }) {
  const t = useTranslations('messages');
  return (
    <>
      <PageHeader
        title={message.subject}
        text={t('readOnly')}
        back={<TextLink to="/messages">{t('title')}</TextLink>}
      />
      <UsedBy id={message.id} />
      <MessagePreview message={message} ownerId={message.ownerId} onClient={() => undefined} />
      <MessageFiles message={message} mayChange={false} />
    </>
  );
}
