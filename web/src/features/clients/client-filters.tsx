import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../i18n/format';
import { Icon } from '../../ui/icon';
import type { ClientFilter } from './client-rules';
import { clientFacets } from './clients.queries';

interface ClientFiltersProps {
  filter: ClientFilter;
  onChange: (changes: { [name in keyof ClientFilter]: ClientFilter[name] | undefined }) => void;
}

const typingPauseMs = 200;

export function ClientFilters({ filter, onChange }: ClientFiltersProps) {
  const t = useTranslations('clients');
  const ui = useTranslations('ui');
  const { number } = useFormat();
  const { data: facets } = useQuery(clientFacets());
  const [typed, setTyped] = useState(filter.search ?? '');
  const [asked, setAsked] = useState(filter.search);
  const ask = useDebouncedCallback((search: string) => {
    setAsked(search || undefined);
    onChange({ search: search || undefined });
  }, typingPauseMs);
  // «Back» or a cleared filter changes the address: the field follows.
  if (filter.search !== asked) {
    setAsked(filter.search);
    setTyped(filter.search ?? '');
  }

  const choicesOf = (values: { value: string; count: number }[] = []) =>
    values.map(({ value, count }) => ({ value, label: `${value} · ${number(count)}` }));
  const clearButtonProps = { 'aria-label': ui('clear') };

  return (
    <Group gap="sm" mb="md" align="end">
      <TextInput
        type="search"
        flex="1 1 240px"
        maw={380}
        aria-label={t('searchLabel')}
        placeholder={t('searchLabel')}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          ask(currentTarget.value.trim());
        }}
      />
      <Select
        flex="1 1 140px"
        maw={190}
        aria-label={t('tag')}
        placeholder={t('allTags')}
        data={choicesOf(facets?.tags)}
        value={filter.tag ?? null}
        onChange={(tag) => onChange({ tag: tag ?? undefined })}
        searchable
        clearable
        clearButtonProps={clearButtonProps}
      />
      <Select
        flex="1 1 140px"
        maw={190}
        aria-label={t('operatorCode')}
        placeholder={t('allCodes')}
        data={choicesOf(facets?.operatorCodes)}
        value={filter.operatorCode ?? null}
        onChange={(operatorCode) => onChange({ operatorCode: operatorCode ?? undefined })}
        searchable
        clearable
        clearButtonProps={clearButtonProps}
      />
    </Group>
  );
}
