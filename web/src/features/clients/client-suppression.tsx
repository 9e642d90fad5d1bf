import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { useUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { Confirm } from '../../ui/confirm';
import { DoubtPanel } from '../../ui/doubt-panel';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import type { Client } from './client-rules';
import {
  allowContact,
  clientKeys,
  suppressContact,
  type Suppression,
  suppressionsOf,
} from './clients.queries';

/** Whether anything may be sent to this client at all, and since when and why not. */
export function ClientSuppression({ client }: { client: Client }) {
  const t = useTranslations('clients');
  const { time } = useFormat();
  const user = useUser();
  const { data: suppressions, error, refetch } = useQuery(suppressionsOf(client));
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!suppressions || suppressions.length === 0) return null;
  return (
    <DoubtPanel title={t('suppressed')}>
      {suppressions.map((one) => (
        <Group key={one.id} justify="space-between" gap="sm" mt={4}>
          <Text size="sm">
            {t('suppressedWhy', {
              contact: one.contact ?? '',
              reason: t(`suppressionReason.${one.reason}`),
              time: time(one.createdAt),
            })}
          </Text>
          {can(user, 'write', one) && <AllowButton suppression={one} />}
        </Group>
      ))}
    </DoubtPanel>
  );
}

function AllowButton({ suppression: { id, contact, reason } }: { suppression: Suppression }) {
  const t = useTranslations('clients');
  const queries = useQueryClient();
  const notice = useNotice();
  const [isAsking, setAsking] = useState(false);
  const allowing = useMutation({
    mutationFn: () => allowContact(id),
    onSuccess: () => {
      setAsking(false);
      notice(t('allowed', { contact: contact ?? '' }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: clientKeys.suppressions }),
  });
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {t('allow')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('allowTitle', { contact: contact ?? '' })}
        text={reason === 'manual' ? t('allowText') : t('allowTextAgainstWill')}
        action={t('allow')}
        isDangerous={reason !== 'manual'}
        isBusy={allowing.isPending}
        error={allowing.error}
        onConfirm={() => allowing.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** Stops everything to this client's address and phone, by hand. */
export function SuppressButton({ client }: { client: Client }) {
  const t = useTranslations('clients');
  const queries = useQueryClient();
  const notice = useNotice();
  const [isAsking, setAsking] = useState(false);
  const { data: suppressions } = useQuery(suppressionsOf(client));
  const contacts = [client.email?.toLowerCase(), client.phone]
    .filter((contact): contact is string => Boolean(contact))
    .filter((contact) => !suppressions?.some((one) => one.contact === contact));
  const suppressing = useMutation({
    mutationFn: async () => {
      for (const contact of contacts) await suppressContact(contact);
    },
    onSuccess: () => {
      setAsking(false);
      notice(t('suppressedNow'));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: clientKeys.suppressions }),
  });
  if (!suppressions || contacts.length === 0) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('suppress')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('suppressTitle', { name: client.fullName })}
        text={t('suppressText', { contacts: contacts.join(', ') })}
        action={t('suppress')}
        isBusy={suppressing.isPending}
        error={suppressing.error}
        onConfirm={() => suppressing.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
