import { Button, Group, Tabs, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { inCode } from '../../ui/in-code';
import { type MessageField, type MessageForm, plainSlots, withSlot } from './message-rules';
import { clientOfPreview } from './messages.queries';
import classes from './message-text.module.css';

interface MessageTextProps {
  form: MessageForm;
  onChange: (form: MessageForm) => void;
  errors: Record<string, string>;
  /** The client of the preview, whose own fields are offered too. */
  clientId: string | null;
}

export function MessageText({ form, onChange, errors, clientId }: MessageTextProps) {
  const t = useTranslations('messages');
  const [part, setPart] = useState<'html' | 'text'>(form.html || !form.text ? 'html' : 'text');
  const slots = useSlots(form, onChange, part);
  const set = (field: MessageField) => (value: string) => onChange({ ...form, [field]: value });

  return (
    <>
      <TextInput
        label={t('subject')}
        required
        maxLength={1000}
        value={form.subject}
        error={errors['subject']}
        onChange={({ currentTarget }) => set('subject')(currentTarget.value)}
        {...slots.fieldProps('subject')}
      />
      <SlotButtons onInsert={slots.insert} clientId={clientId} />
      <Tabs value={part} onChange={(value) => setPart(value as 'html' | 'text')}>
        <Tabs.List>
          <Tabs.Tab value="html">HTML{errors['html'] ? ' •' : ''}</Tabs.Tab>
          <Tabs.Tab value="text">
            {t('plainText')}
            {errors['text'] ? ' •' : ''}
          </Tabs.Tab>
        </Tabs.List>
        {(['html', 'text'] as const).map((field) => (
          <Tabs.Panel key={field} value={field} pt="sm">
            <Textarea
              aria-label={field === 'html' ? t('html') : t('plainText')}
              description={field === 'html' ? t('htmlHint') : t('textHint')}
              autosize
              minRows={14}
              maxRows={26}
              value={form[field]}
              error={errors[field]}
              spellCheck={field === 'text'}
              classNames={field === 'html' ? { input: classes.code! } : {}}
              onChange={({ currentTarget }) => set(field)(currentTarget.value)}
              {...slots.fieldProps(field)}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Puts slots where the cursor was last, and the cursor after them. */
function useSlots(form: MessageForm, onChange: (form: MessageForm) => void, part: 'html' | 'text') {
  const fields = useRef<Partial<Record<MessageField, Field | null>>>({});
  const last = useRef<MessageField | null>(null);
  const [cursor, setCursor] = useState<{ field: MessageField; at: number } | null>(null);
  useLayoutEffect(() => {
    if (!cursor) return;
    const field = fields.current[cursor.field];
    field?.focus();
    field?.setSelectionRange(cursor.at, cursor.at);
  }, [cursor]);
  return {
    insert(slot: string) {
      const name = last.current === 'subject' ? 'subject' : part;
      const field = fields.current[name];
      const end = form[name].length;
      const place = [field?.selectionStart ?? end, field?.selectionEnd ?? end] as const;
      const { text, cursor: at } = withSlot(form[name], slot, place);
      onChange({ ...form, [name]: text });
      setCursor({ field: name, at });
    },
    fieldProps: (name: MessageField) => ({
      ref: (field: Field | null) => {
        fields.current[name] = field;
      },
      onFocus: () => {
        last.current = name;
      },
    }),
  };
}

function SlotButtons({ onInsert, clientId }: { onInsert: (slot: string) => void; clientId: string | null }) {
  const t = useTranslations('messages');
  const { data: client } = useQuery({ ...clientOfPreview(clientId ?? ''), enabled: clientId !== null });
  const own = clientId === null ? [] : Object.keys(client?.attributes ?? {});
  return (
    <div role="group" aria-label={t('slots')}>
      <Text size="sm" fw={600} mb={4}>
        {t('slots')}
      </Text>
      <Group gap={6}>
        {plainSlots.map((slot) => (
          <Button
            key={slot}
            size="compact-sm"
            variant="default"
            onClick={() => onInsert(slot)}
            title={`{{${slot}}}`}
          >
            {t(`slot.${slot}`)}
          </Button>
        ))}
        {own.map((name) => (
          <Button
            key={name}
            size="compact-sm"
            variant="default"
            onClick={() => onInsert(`attributes.${name}`)}
            title={`{{attributes.${name}}}`}
          >
            {name}
          </Button>
        ))}
      </Group>
      <Text size="sm" c="dimmed" mt={6}>
        {t.rich('slotsHint', { code: inCode })}
      </Text>
    </div>
  );
}
