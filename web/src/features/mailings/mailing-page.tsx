import { Alert, Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { useSignedInUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { ErrorPanel } from '../../ui/error-panel';
import { Facts } from '../../ui/facts';
import { LinkButton, TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { MailingActions } from './mailing-actions';
import { MailingProgress } from './mailing-progress';
import { MailingRecords } from './mailing-records';
import { type Mailing, noRunText } from './mailing-rules';
import { MailingStatus, OwnerName } from './mailing-state';
import { historyOf, oneMessage } from './mailings.queries';
import { useLiveMailing } from './use-live-mailing';

const route = getRouteApi('/mailings/$id');

export function MailingPage() {
  const { id } = route.useParams();
  const t = useTranslations('mailings');
  const ui = useTranslations('ui');
  const user = useSignedInUser();
  const { mailing, rate, isPolling, error, refetch } = useLiveMailing(id);
  if (!mailing) {
    return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Skeleton height={420} />;
  }
  const mayChange = can(user, 'write', mailing) && mailing.status !== 'completed';
  return (
    <>
      <PageHeader
        title={mailing.name ?? t('unnamed')}
        back={<TextLink to="/mailings">{t('title')}</TextLink>}
        beside={<MailingStatus mailing={mailing} />}
        actions={
          mayChange && (
            <LinkButton to="/mailings/$id/edit" params={{ id }} variant="default">
              {ui('edit')}
            </LinkButton>
          )
        }
      />
      <Stack gap="md">
        <WhatHolds mailing={mailing} />
        <MailingProgress
          mailing={mailing}
          rate={rate}
          isPolling={isPolling}
          actions={<MailingActions mailing={mailing} />}
        />
        <Conditions mailing={mailing} />
        <MailingRecords mailing={mailing} />
      </Stack>
    </>
  );
}

/** Why nothing goes out, who said so, and what can be done about it. */
function WhatHolds({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const { time } = useFormat();
  const { id, disabled, disabledReason, paused, pauseReason, status } = mailing;
  const { data: history } = useQuery({ ...historyOf(id), enabled: disabled });
  const deed = history?.items.find(({ action }) => action === 'mailing.disabled');
  if (disabled) {
    return (
      <Alert color="red" variant="outline" title={t('disabledByManager')}>
        <Text size="sm">{disabledReason && t('reason', { reason: disabledReason })}</Text>
        <Text size="sm" c="dimmed">
          {deed?.by && t('disabledBy', { by: deed.by, time: time(deed.at) })}
        </Text>
      </Alert>
    );
  }
  if (!paused || status === 'completed') return null;
  return (
    <Alert color="yellow" variant="outline" title={pauseReason ? t('pausedByService') : t('pausedNote')}>
      {pauseReason && <Text size="sm">{t('itsWords', { reason: pauseReason })}</Text>}
    </Alert>
  );
}

function Conditions({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const statuses = useTranslations('statuses');
  const { time } = useFormat();
  const user = useSignedInUser();
  const { messageId, audience, startAt, endAt, timezone, nextRunAt, localWindow, ownerId } = mailing;
  const { data: message, isError } = useQuery({
    ...oneMessage(messageId ?? ''),
    enabled: messageId !== null,
  });
  const { operatorCodes = [], tags = [] } = (audience.filter ?? {}) as {
    operatorCodes?: string[];
    tags?: string[];
  };
  const inBothZones = (iso: string | null) => {
    if (!iso) return null;
    const [there, here] = [time(iso, timezone), time(iso)];
    return there === here ? there : `${there} (${t('hereThen', { time: here })})`;
  };
  const whom = audience.clientIds
    ? t('clientsChosen', { count: audience.clientIds.length })
    : [
        operatorCodes.length > 0 && `${t('operatorCodes')}: ${operatorCodes.join(', ')}`,
        tags.length > 0 && `${t('tags')}: ${tags.join(', ')}`,
      ]
        .filter(Boolean)
        .join(' · ') || t('audienceKind.all');
  const letter =
    messageId === null || isError ? (
      t('letterGone')
    ) : (
      <TextLink to="/messages/$id" params={{ id: messageId }}>
        {message?.subject ?? t('openLetter')}
      </TextLink>
    );
  return (
    <Paper withBorder p="lg" radius="md">
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" verticalSpacing={12}>
        <Facts
          facts={[
            ...(ownerId === user.id ? [] : ([[t('owner'), <OwnerName key="owner" id={ownerId} />]] as const)),
            [t('letter'), letter],
            [t('whom'), whom],
            [t('channel'), statuses(`channel.${mailing.channel}`)],
            [t('periodicity'), statuses(`periodicity.${mailing.periodicity}`)],
          ]}
        />
        <Facts
          facts={[
            [t('nextRun'), inBothZones(nextRunAt) ?? t(noRunText(mailing))],
            [t('startAt'), inBothZones(startAt) ?? t('byHand')],
            [t('endAt'), inBothZones(endAt) ?? t('noEnd')],
            ...(localWindow ? ([[t('hasWindow'), `${localWindow.from}–${localWindow.to}`]] as const) : []),
            [t('uncertainShort'), statuses(`uncertainPolicy.${mailing.uncertainPolicy}`)],
          ]}
        />
      </SimpleGrid>
    </Paper>
  );
}
