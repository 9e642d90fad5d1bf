import { Button, Group, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { wrapped } from './post-rules';

interface ContentFieldProps {
  value?: string;
  onChange?: (value: string) => void;
  error?: React.ReactNode;
}

const marks = [
  ['bold', '<strong>', '</strong>'],
  ['heading', '<h2>', '</h2>'],
  ['list', '<ul>\n<li>', '</li>\n</ul>'],
  ['link', '<a href="https://">', '</a>'],
] as const;

export function ContentField({ value = '', onChange, error }: ContentFieldProps) {
  const t = useTranslations('posts');
  const area = useRef<HTMLTextAreaElement>(null);
  const mark = (before: string, after: string, words: string) => {
    const field = area.current;
    if (!field) return;
    const { text, chosen } = wrapped(
      value,
      [field.selectionStart, field.selectionEnd],
      [before, after],
      words,
    );
    onChange?.(text);
    // Once the new text stands in the field.
    setTimeout(() => {
      field.focus();
      field.setSelectionRange(...chosen);
    });
  };
  return (
    <div>
      <Textarea
        ref={area}
        label={t('content')}
        description={t('contentHint')}
        required
        autosize
        minRows={10}
        maxRows={24}
        value={value}
        onChange={({ currentTarget }) => onChange?.(currentTarget.value)}
        error={error}
      />
      <Group gap={6} mt={8} role="group" aria-label={t('format')}>
        {marks.map(([name, before, after]) => (
          <Button
            key={name}
            variant="default"
            size="compact-sm"
            onClick={() => mark(before, after, name === 'link' ? t('linkText') : t(name))}
          >
            {t(name)}
          </Button>
        ))}
      </Group>
    </div>
  );
}
