import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { isProblem } from '../../../api/problem';
import { useFormat } from '../../../i18n/format';
import { ErrorPanel } from '../../../ui/error-panel';
import { Facts } from '../../../ui/facts';
import { LinkButton, TextLink } from '../../../ui/links';
import { useNow } from '../../../ui/use-now';
import type { Mailing } from '../mailing-rules';
import { oneMessage } from '../mailings.queries';
import { AudienceCount } from './audience-step';
import { type gapsOf, type MailingDraft, momentOf, stepOfField } from './draft-rules';
import { SchedulePreview } from './schedule-preview';
import { TimeWarnings } from './time-warnings';
import { useFirings } from './use-firings';
import type { Saving } from './use-saving';

interface ReviewStepProps {
  mailing: Mailing | null;
  draft: MailingDraft;
  ownerId: string;
  gaps: ReturnType<typeof gapsOf>;
  saving: Saving;
  address: { to: '/mailings/new' } | { to: '/mailings/$id/edit'; params: { id: string } };
}

/** All of it once more, and one button that says what it does. */
export function ReviewStep({ mailing, draft, ownerId, gaps, saving, address }: ReviewStepProps) {
  const t = useTranslations('mailings');
  const ui = useTranslations('ui');
  const statuses = useTranslations('statuses');
  const { time } = useFormat();
  const { data: message } = useQuery({
    ...oneMessage(draft.messageId ?? ''),
    enabled: !draft.writesHere && draft.messageId !== null,
  });
  const action = useAction(mailing, draft);
  const wallTime = (value: string | null) =>
    value && time(new Date(momentOf(value, draft.timezone)).toISOString(), draft.timezone);
  const faults = isProblem(saving.error)
    ? saving.error.errors.map(({ field, message }) => ({ field: field ?? '', message }))
    : [];

  return (
    <Stack gap="md">
      <Facts
        facts={[
          [t('letter'), draft.writesHere ? draft.subject : message?.subject],
          [t('name'), draft.name || (draft.writesHere ? draft.subject : null)],
          [t('channel'), statuses(`channel.${draft.channel}`)],
          [t('whom'), t(`audienceKind.${draft.audience}`)],
          ...(draft.audience === 'filter'
            ? ([
                [t('operatorCodes'), draft.operatorCodes.join(', ') || t('anyCode')],
                [t('tags'), draft.tags.join(', ') || t('anyTag')],
              ] as const)
            : []),
          [t('startAt'), draft.isByHand ? t('byHand') : wallTime(draft.startAt)],
          [t('endAt'), wallTime(draft.endAt) || t('noEnd')],
          [t('periodicity'), statuses(`periodicity.${draft.isByHand ? 'once' : draft.periodicity}`)],
          ...(draft.hasWindow ? ([[t('hasWindow'), `${draft.windowFrom}–${draft.windowTo}`]] as const) : []),
        ]}
      />
      <AudienceCount draft={draft} ownerId={ownerId} />
      <SchedulePreview draft={draft} />
      <TimeWarnings draft={draft} ownId={mailing?.id ?? null} />
      {gaps.length > 0 && (
        <Alert color="red" variant="outline" title={t('notReady')}>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {gaps.map(({ step, gap }) => (
              <li key={gap}>
                <TextLink {...address} search={{ step }}>
                  {t(`gap.${gap}`)}
                </TextLink>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <ErrorPanel error={saving.error} />
      {faults.map(({ field, message }) => (
        <Text key={field} size="sm" c="var(--mantine-color-error)">
          <TextLink {...address} search={{ step: stepOfField(field) }} underline="always">
            {t(`step.${stepOfField(field)}`)}
          </TextLink>
          : {saving.fieldTexts[field] ?? message}
        </Text>
      ))}
      <Group>
        <Button
          onClick={saving.save}
          loading={saving.isBusy}
          disabled={gaps.length > 0}
          styles={{
            label: { whiteSpace: 'normal', lineHeight: 1.4 },
            root: { height: 'auto', minHeight: 36, paddingBlock: 6 },
          }}
        >
          {mailing ? ui('save') : action}
        </Button>
        <LinkButton {...address} search={{ step: 'time' }} variant="default">
          {t('previous')}
        </LinkButton>
      </Group>
    </Stack>
  );
}

function useAction(mailing: Mailing | null, draft: MailingDraft): string {
  const t = useTranslations('mailings');
  const { time } = useFormat();
  const now = useNow(15_000);
  const { occurrences } = useFirings(draft);
  if (mailing || draft.isByHand || !draft.startAt) return t('createByHand');
  if (momentOf(draft.startAt, draft.timezone) < now) return t('startNow');
  const first = occurrences?.[0] ?? new Date(momentOf(draft.startAt, draft.timezone)).toISOString();
  return t('scheduleAt', { time: time(first, draft.timezone) });
}
