import { Alert, MultiSelect, Radio, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useSignedInUser } from '../../../api/session';
import { useFormat } from '../../../i18n/format';
import { ErrorPanel } from '../../../ui/error-panel';
import { LinkButton } from '../../../ui/links';
import type { MailingDraft } from './draft-rules';
import { audiencePreview, facets } from '../mailings.queries';
import { ClientPicker } from './client-picker';
import { audienceOf } from './draft-rules';
import type { StepProps } from './message-step';
import classes from './wizard.module.css';

const typingPauseMs = 300;

export function AudienceStep({ draft, change, ownerId, errors }: StepProps) {
  const t = useTranslations('mailings');
  const kinds = ['all', 'filter', 'clients'] as const;
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('whom')}
        value={draft.audience}
        onChange={(value) => change({ audience: value as MailingDraft['audience'] })}
        error={errors['audience']}
      >
        <Stack gap="xs" mt={6}>
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={t(`audienceKind.${kind}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.audience === 'filter' && (
        <FilterFields draft={draft} change={change} ownerId={ownerId} errors={errors} />
      )}
      {draft.audience === 'clients' && (
        <ClientPicker ownerId={ownerId} chosen={draft.clients} onChange={(clients) => change({ clients })} />
      )}
      <AudienceCount draft={draft} ownerId={ownerId} />
    </Stack>
  );
}

function FilterFields({ draft, change, ownerId, errors }: StepProps) {
  const t = useTranslations('mailings');
  const ui = useTranslations('ui');
  const { number } = useFormat();
  const { data } = useQuery(facets(ownerId));
  const choices = (known: { value: string; count: number }[] = [], chosen: string[]) => [
    ...known.map(({ value, count }) => ({ value, label: `${value} · ${number(count)}` })),
    ...chosen.filter((value) => !known.some((one) => one.value === value)),
  ];
  const shared = {
    searchable: true,
    clearable: true,
    clearButtonProps: { 'aria-label': ui('clear') },
    nothingFoundMessage: ui('nothingFound'),
    hidePickedOptions: true,
  };
  return (
    <>
      <MultiSelect
        {...shared}
        label={t('operatorCodes')}
        placeholder={draft.operatorCodes.length === 0 ? t('anyCode') : undefined}
        data={choices(data?.operatorCodes, draft.operatorCodes)}
        value={draft.operatorCodes}
        onChange={(operatorCodes) => change({ operatorCodes })}
        error={errors['audience.filter.operatorCodes']}
      />
      <MultiSelect
        {...shared}
        label={t('tags')}
        placeholder={draft.tags.length === 0 ? t('anyTag') : undefined}
        data={choices(data?.tags, draft.tags)}
        value={draft.tags}
        onChange={(tags) => change({ tags })}
        error={errors['audience.filter.tags']}
      />
      <Text size="sm" c="dimmed">
        {t('filterHint')}
      </Text>
    </>
  );
}

/** How many would get it now. The service counts one's own clients: of somebody else's nothing is said. */
export function AudienceCount({ draft, ownerId }: { draft: MailingDraft; ownerId: string }) {
  return useSignedInUser().id === ownerId && <OwnAudience draft={draft} />;
}

/** Nobody is a warning, for they may still be added. */
function OwnAudience({ draft }: { draft: MailingDraft }) {
  const t = useTranslations('mailings');
  const asked = JSON.stringify({ audience: audienceOf(draft), channel: draft.channel });
  const [settled] = useDebouncedValue(asked, typingPauseMs);
  const { audience, channel } = JSON.parse(settled) as {
    audience: ReturnType<typeof audienceOf>;
    channel: MailingDraft['channel'];
  };
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...audiencePreview({ audience: audience ?? { filter: {} }, channel }),
    enabled: audience !== null,
  });
  if (audience === null) return <Nobody text={t('chooseClients')} />;
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  const isStale = isPlaceholderData || asked !== settled;
  return (
    <div role="status" aria-busy={isStale || !data}>
      {data?.count === 0 && !isStale ? (
        <Nobody text={t('nobodyText')} />
      ) : (
        <div className={classes.box}>
          <span className={classes.count} data-stale={isStale || !data || undefined}>
            {data ? t('recipients', { count: data.count }) : t('counting')}
          </span>
          {data && (
            <ul className={classes.list} aria-label={t('samples')}>
              {data.sample.slice(0, 5).map(({ id, fullName, email, phone }) => (
                <li key={id}>
                  <Text size="sm" truncate>
                    {fullName}{' '}
                    <Text span c="dimmed">
                      {(channel === 'sms' ? phone : email) ?? phone ?? email}
                    </Text>
                  </Text>
                </li>
              ))}
              {data.count > Math.min(5, data.sample.length) && (
                <li>
                  <Text size="sm" c="dimmed">
                    {t('andMore', { count: data.count - Math.min(5, data.sample.length) })}
                  </Text>
                </li>
              )}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

function Nobody({ text }: { text: string }) {
  const t = useTranslations('mailings');
  return (
    <Alert color="yellow" variant="outline" title={t('nobody')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{text}</Text>
        <LinkButton to="/clients" size="xs" variant="default">
          {t('toClients')}
        </LinkButton>
      </Stack>
    </Alert>
  );
}
