import { Paper, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { useUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { DeleteButton } from '../../ui/delete-button';
import { ErrorPanel } from '../../ui/error-panel';
import { Facts } from '../../ui/facts';
import { useNotice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { Tag } from '../../ui/tag';
import { ClientHistory } from './client-history';
import { ClientRights } from './client-rights';
import type { Client } from './client-rules';
import { ClientSuppression } from './client-suppression';
import { clientKeys, deleteClient, oneClient } from './clients.queries';
import { LinkButton, TextLink } from '../../ui/links';

const route = getRouteApi('/clients/$id');

export function ClientPage() {
  const { id } = route.useParams();
  const { data: client, error, refetch } = useQuery(oneClient(id));
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!client) return <Skeleton height={280} />;
  return <ClientDetails client={client} />;
}

function ClientDetails({ client }: { client: Client }) {
  const t = useTranslations('clients');
  const ui = useTranslations('ui');
  const { time } = useFormat();
  const mayChange = can(useUser(), 'write', client);
  return (
    <>
      <PageHeader
        title={client.fullName}
        back={<TextLink to="/clients">{t('title')}</TextLink>}
        actions={
          mayChange && (
            <>
              <LinkButton to="/clients/$id/edit" params={{ id: client.id }} variant="default">
                {ui('edit')}
              </LinkButton>
              <DeleteClient client={client} />
            </>
          )
        }
      />
      <ClientSuppression client={client} />
      <Paper withBorder p="lg" radius="md">
        <Facts
          facts={[
            [t('email'), client.email],
            [t('phone'), client.phone],
            [t('operatorCode'), client.operatorCode],
            [t('tags'), client.tags.length > 0 && client.tags.map((tag) => <Tag key={tag}>{tag}</Tag>)],
            [t('timezone'), client.timezone],
            [t('comment'), client.comment],
            ...Object.entries(client.attributes).map(([name, value]) => [name, String(value ?? '')] as const),
            [t('createdAt'), time(client.createdAt)],
            [t('updatedAt'), time(client.updatedAt)],
          ]}
        />
      </Paper>
      <ClientHistory clientId={client.id} />
      {mayChange && <ClientRights client={client} />}
    </>
  );
}

function DeleteClient({ client: { id, fullName: name } }: { client: Client }) {
  const t = useTranslations('clients');
  const ui = useTranslations('ui');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const deletion = useMutation({
    mutationFn: () => deleteClient(id),
    onSuccess: async () => {
      await navigate({ to: '/clients' });
      queries.removeQueries({ queryKey: oneClient(id).queryKey });
      await queries.invalidateQueries({ queryKey: clientKeys.all });
      notice(t('deleted', { name }));
    },
  });
  return (
    <DeleteButton
      label={ui('delete')}
      title={t('deleteTitle', { name })}
      text={t('deleteText')}
      action={t('delete')}
      deletion={deletion}
    />
  );
}
