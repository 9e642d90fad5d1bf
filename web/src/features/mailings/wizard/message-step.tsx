import { Group, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { channels, type Mailing } from '../mailing-rules';
import { messageChoices, oneMessage } from '../mailings.queries';
import type { MailingDraft } from './draft-rules';

export interface StepProps {
  draft: MailingDraft;
  change: (changes: Partial<MailingDraft>) => void;
  /** Whose mailing it is, and so whose letters and clients. */
  ownerId: string;
  /** What the service said of the fields here. */
  errors: Record<string, string>;
}

const typingPauseMs = 250;

export function MessageStep({ draft, change, ownerId, errors }: StepProps) {
  const t = useTranslations('mailings');
  const statuses = useTranslations('statuses');
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('letter')}
        value={draft.writesHere ? 'here' : 'chosen'}
        onChange={(value) => change({ writesHere: value === 'here' })}
      >
        <Group gap="lg" mt={6}>
          <Radio value="chosen" label={t('chooseLetter')} />
          <Radio value="here" label={t('writeLetter')} />
        </Group>
      </Radio.Group>
      {draft.writesHere ? (
        <>
          <TextInput
            label={t('subject')}
            required
            maxLength={250}
            value={draft.subject}
            onChange={({ currentTarget }) => change({ subject: currentTarget.value })}
            error={errors['subject']}
          />
          <Textarea
            label={t('text')}
            description={t('textHint', { example: '{{fullName}}' })}
            required
            autosize
            minRows={6}
            maxRows={18}
            value={draft.text}
            onChange={({ currentTarget }) => change({ text: currentTarget.value })}
            error={errors['text']}
          />
        </>
      ) : (
        <MessageChoice draft={draft} change={change} ownerId={ownerId} errors={errors} />
      )}
      <Radio.Group
        label={t('channel')}
        value={draft.channel}
        onChange={(value) => change({ channel: value as Mailing['channel'] })}
      >
        <Group gap="lg" mt={6}>
          {channels.map((channel) => (
            <Radio key={channel} value={channel} label={statuses(`channel.${channel}`)} />
          ))}
        </Group>
      </Radio.Group>
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        maxLength={200}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        error={errors['name']}
      />
    </Stack>
  );
}

function MessageChoice({ draft, change, ownerId, errors }: StepProps) {
  const t = useTranslations('mailings');
  const ui = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, typingPauseMs);
  const { data: chosen } = useQuery({
    ...oneMessage(draft.messageId ?? ''),
    enabled: draft.messageId !== null,
  });
  // The field shows the chosen subject while nobody types: that is no search.
  const isSearch = search !== '' && search !== chosen?.subject;
  const { data, isPending } = useQuery(messageChoices(ownerId, isSearch ? search : ''));
  const listed = data?.items ?? [];
  const rows = chosen && !listed.some(({ id }) => id === chosen.id) ? [chosen, ...listed] : listed;
  const isWithout = !isPending && search === '' && rows.length === 0;
  return (
    <Select
      label={t('chosenLetter')}
      description={isWithout ? t('noLetters') : undefined}
      required
      searchable
      clearable
      clearButtonProps={{ 'aria-label': ui('clear') }}
      placeholder={t('findLetter')}
      nothingFoundMessage={ui('nothingFound')}
      data={rows.map(({ id, subject }) => ({ value: id, label: subject }))}
      filter={({ options }) => options}
      value={draft.messageId}
      onChange={(messageId) => {
        const subject = rows.find(({ id }) => id === messageId)?.subject;
        change({ messageId, ...(subject && draft.name === '' && { name: subject.slice(0, 200) }) });
      }}
      onSearchChange={setTyped}
      error={errors['messageId']}
    />
  );
}
