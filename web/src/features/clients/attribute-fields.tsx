import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '../../ui/icon';
import { inCode } from '../../ui/in-code';
import type { AttributeRow } from './attribute-rules';

interface AttributeFieldsProps {
  value: AttributeRow[];
  onChange: (rows: AttributeRow[]) => void;
  error?: React.ReactNode;
}

/** Further fields, by name: messages use them as `{{attributes.name}}`. */
export function AttributeFields({ value: rows, onChange, error }: AttributeFieldsProps) {
  const t = useTranslations('clients');
  const adder = useRef<HTMLButtonElement>(null);
  /** The row that was just added: it waits for its name to be typed. */
  const added = useRef<number | null>(null);
  const add = () => {
    added.current = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
    onChange([...rows, { key: added.current, name: '', value: '' }]);
  };
  const set = (key: number, changes: Partial<AttributeRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...changes } : row)));
  return (
    <div role="group" aria-label={t('attributes')}>
      <Input.Label>{t('attributes')}</Input.Label>
      <Input.Description mb={6}>{t.rich('attributesHint', { code: inCode })}</Input.Description>
      <Stack gap={8}>
        {rows.map(({ key, name, value }, index) => (
          <Group key={key} gap={8} wrap="nowrap">
            <TextInput
              flex="1 1 0"
              miw={0}
              aria-label={t('attributeName', { number: index + 1 })}
              placeholder={t('attributeNameExample')}
              ref={(field) => {
                if (field && key === added.current) field.focus();
                if (key === added.current) added.current = null;
              }}
              value={name}
              onChange={({ currentTarget }) => set(key, { name: currentTarget.value })}
            />
            <TextInput
              flex="2 1 0"
              miw={0}
              aria-label={t('attributeValue', { name: name || String(index + 1) })}
              placeholder={t('attributeValueExample')}
              value={value}
              onChange={({ currentTarget }) => set(key, { value: currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('attributeRemove', { name: name || String(index + 1) })}
              onClick={() => {
                onChange(rows.filter((row) => row.key !== key));
                adder.current?.focus();
              }}
            >
              <Icon name="cross" size={16} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      {error && <Input.Error mt={6}>{error}</Input.Error>}
      <Button
        ref={adder}
        mt={8}
        size="xs"
        variant="default"
        leftSection={<Icon name="plus" size={14} />}
        onClick={add}
      >
        {t('attributeAdd')}
      </Button>
    </div>
  );
}
