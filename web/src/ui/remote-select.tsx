// A choice among too many to load: what is typed is looked for by the service.
import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type QueryKey, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

export interface Choice {
  value: string;
  label: string;
}

/** What is asked for, with the key under which the answer is kept. */
export interface Question<Answer> {
  queryKey: QueryKey;
  queryFn: (context: { signal: AbortSignal }) => Promise<Answer>;
}

interface RemoteSelectProps {
  label: string;
  /** What stands there while nothing is chosen. */
  placeholder: string;
  value: string | null;
  onChange: (value: string | null) => void;
  list: (search: string) => Question<Choice[]>;
  /** Names a chosen one that is in no list yet: it came with the address of the page. */
  one: (value: string) => Question<Choice>;
  isLabelHidden?: boolean;
  w?: number | string | Record<string, string | number>;
}

const typingPauseMs = 200;

export function RemoteSelect(props: RemoteSelectProps) {
  const { label, placeholder, value, onChange, list, one, isLabelHidden, w } = props;
  const ui = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [search] = useDebouncedValue(typed, typingPauseMs);
  const found = useQuery({ ...list(search), enabled: isOpen, placeholderData: (former) => former });
  const inList = found.data?.find((choice) => choice.value === value);
  const named = useQuery({
    ...one(value ?? ''),
    enabled: value !== null && !inList,
    retry: false,
    staleTime: 60_000,
  });
  const chosen = value === null ? undefined : (inList ?? named.data ?? { value, label: value.slice(-12) });
  const choices = found.data ?? [];
  const data =
    chosen && !choices.some((choice) => choice.value === chosen.value) ? [chosen, ...choices] : choices;
  return (
    <Select
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      placeholder={placeholder}
      data={data}
      value={value}
      onChange={onChange}
      onDropdownOpen={() => setOpen(true)}
      // The field shows the name of the chosen one: that is no search.
      onSearchChange={(text) => setTyped(text === chosen?.label ? '' : text.trim())}
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? ui('loadingRows') : ui('nothingFound')}
      {...(found.isFetching && isOpen && { rightSection: <Loader size={16} /> })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${ui('clear')}: ${label}` }}
      {...(w !== undefined && { w })}
    />
  );
}
