import { Group, Radio, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { WallTimeField } from '../../../ui/wall-time-field';
import { type Mailing, periodicities } from '../mailing-rules';
import type { StepProps } from './message-step';
import { SchedulePreview } from './schedule-preview';
import { TimeWarnings } from './time-warnings';

const zones = Intl.supportedValuesOf('timeZone');

export function TimeStep({ draft, change, errors, ownId }: StepProps & { ownId: string | null }) {
  const t = useTranslations('mailings');
  const statuses = useTranslations('statuses');
  const isBackwards = Boolean(draft.startAt && draft.endAt && draft.endAt <= draft.startAt);
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('when')}
        value={draft.isByHand ? 'hand' : 'time'}
        onChange={(value) => change({ isByHand: value === 'hand' })}
      >
        <Group gap="lg" mt={6}>
          <Radio value="time" label={t('atTime')} />
          <Radio value="hand" label={t('byHand')} />
        </Group>
      </Radio.Group>
      <Select
        label={t('timezone')}
        description={t('timezoneHint')}
        data={zones.includes(draft.timezone) ? zones : [draft.timezone, ...zones]}
        limit={50}
        searchable
        allowDeselect={false}
        value={draft.timezone}
        onChange={(timezone) => timezone && change({ timezone })}
        error={errors['timezone']}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {!draft.isByHand && (
          <WallTimeField
            label={t('startAt')}
            isRequired
            value={draft.startAt}
            onChange={(startAt) => change({ startAt })}
            error={errors['startAt'] ?? null}
          />
        )}
        <WallTimeField
          label={t('endAt')}
          value={draft.endAt}
          onChange={(endAt) => change({ endAt })}
          error={errors['endAt'] ?? (isBackwards ? t('gap.order') : null)}
        />
      </SimpleGrid>
      {!draft.isByHand && (
        <Select
          label={t('periodicity')}
          data={periodicities.map((value) => ({ value, label: statuses(`periodicity.${value}`) }))}
          allowDeselect={false}
          value={draft.periodicity}
          onChange={(value) => value && change({ periodicity: value as Mailing['periodicity'] })}
        />
      )}
      {!isBackwards && <SchedulePreview draft={draft} />}
      {!isBackwards && <TimeWarnings draft={draft} ownId={ownId} />}
      <Switch
        label={t('hasWindow')}
        description={t('windowHint')}
        checked={draft.hasWindow}
        onChange={({ currentTarget }) => change({ hasWindow: currentTarget.checked })}
      />
      {draft.hasWindow && (
        <Group align="start" gap="sm">
          <TextInput
            label={t('windowFrom')}
            placeholder="09:00"
            inputMode="numeric"
            w={120}
            value={draft.windowFrom}
            onChange={({ currentTarget }) => change({ windowFrom: currentTarget.value })}
            error={errors['localWindow.from'] ?? errors['localWindow']}
          />
          <TextInput
            label={t('windowTo')}
            placeholder="21:00"
            inputMode="numeric"
            w={120}
            value={draft.windowTo}
            onChange={({ currentTarget }) => change({ windowTo: currentTarget.value })}
            error={errors['localWindow.to']}
          />
        </Group>
      )}
      <Radio.Group
        label={t('uncertainPolicy')}
        description={t('uncertainPolicyHint')}
        value={draft.uncertainPolicy}
        onChange={(value) => change({ uncertainPolicy: value as Mailing['uncertainPolicy'] })}
      >
        <Group gap="lg" mt={8}>
          <Radio value="hold" label={statuses('uncertainPolicy.hold')} />
          <Radio value="resend" label={statuses('uncertainPolicy.resend')} />
        </Group>
      </Radio.Group>
    </Stack>
  );
}
