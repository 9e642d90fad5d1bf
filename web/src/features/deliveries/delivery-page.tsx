import { Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { mailingNames, nameOfMailing } from '../../api/choices';
import type { Schemas } from '../../api/client';
import { useUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { CopyableId } from '../../ui/copyable-id';
import { DoubtPanel } from '../../ui/doubt-panel';
import { ErrorPanel } from '../../ui/error-panel';
import { Facts } from '../../ui/facts';
import { DeliveryStatusBadge } from '../../ui/ledger-status';
import { LetterView } from '../../ui/letter-view';
import { TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { AttemptStory } from './attempt-story';
import { DecisionButton } from './decision';
import { decideEach, oneDelivery } from './deliveries.queries';

type Detail = Schemas['DeliveryDetailResponse'];
const route = getRouteApi('/deliveries/$id');

export function DeliveryPage() {
  const { id } = route.useParams();
  const { data: delivery, error, refetch } = useQuery(oneDelivery(id));
  if (delivery) return <Details delivery={delivery} />;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={480} />;
}

function Details({ delivery }: { delivery: Detail }) {
  const t = useTranslations('deliveries');
  const { exactTime, size } = useFormat();
  const { data: names } = useQuery(mailingNames());
  const { id, mailingId, runId, clientId, recipient, status, sentAt, nextAttemptAt, createdAt } = delivery;
  return (
    <>
      <PageHeader
        title={recipient}
        beside={<DeliveryStatusBadge status={status} />}
        back={
          <TextLink to="/attempts" search={{ mailingId, runId }}>
            {t('back')}
          </TextLink>
        }
      />
      {status === 'uncertain' && <Undecided delivery={delivery} />}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Stack gap="lg" miw={0}>
          <Paper withBorder p="lg" radius="md" component="section" aria-label={t('facts')}>
            <Facts
              facts={[
                [
                  t('mailing'),
                  <TextLink key="mailing" to={`/mailings/${mailingId}` as string}>
                    {nameOfMailing(names, mailingId)}
                  </TextLink>,
                ],
                [
                  t('client'),
                  <TextLink key="client" to="/clients/$id" params={{ id: clientId }}>
                    {t('openClient')}
                  </TextLink>,
                ],
                [t('createdAt'), exactTime(createdAt)],
                ...(sentAt ? [[t('sentAt'), exactTime(sentAt)] as const] : []),
                ...(nextAttemptAt ? [[t('nextAttemptAt'), exactTime(nextAttemptAt)] as const] : []),
                [t('number'), <CopyableId key="id" id={id} />],
              ]}
            />
          </Paper>
          <AttemptStory delivery={delivery} />
        </Stack>
        <Paper withBorder p="lg" radius="md" component="section" aria-label={t('letter')} miw={0}>
          <Title order={2} fz="h4" mb="sm">
            {t('letter')}
          </Title>
          <LetterView letter={delivery} />
          {delivery.attachments.length > 0 && (
            <>
              <Title order={3} fz="md" mt="lg" mb={4}>
                {t('files')}
              </Title>
              {delivery.attachments.map((file) => (
                <Text key={file.name} size="sm">
                  {file.name} · {size(file.size)}
                </Text>
              ))}
            </>
          )}
        </Paper>
      </SimpleGrid>
    </>
  );
}

function Undecided({ delivery }: { delivery: Detail }) {
  const t = useTranslations('uncertain');
  const mayDecide = can(useUser(), 'write', delivery);
  return (
    <DoubtPanel title={t('oneTitle')}>
      <Text size="sm">{t('why')}</Text>
      {mayDecide ? (
        <Group mt="md" gap="sm">
          <DecisionButton decision="resend" count={1} onDecide={() => decideEach('resend', [delivery.id])} />
          <DecisionButton decision="close" count={1} onDecide={() => decideEach('close', [delivery.id])} />
        </Group>
      ) : (
        <Text size="sm" mt="sm">
          {t('ownerDecides')}
        </Text>
      )}
    </DoubtPanel>
  );
}
