import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { Icon } from './icon';

interface SearchFieldProps {
  label: string;
  /** What the address says; the field follows it on «back». */
  value: string | undefined;
  onSearch: (search: string | undefined) => void;
}

const typingPauseMs = 200;

/** Asks a moment after the last key, not at each. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value ?? '');
  const [asked, setAsked] = useState(value);
  const ask = useDebouncedCallback((search: string) => {
    setAsked(search || undefined);
    onSearch(search || undefined);
  }, typingPauseMs);
  if (value !== asked) {
    setAsked(value);
    setTyped(value ?? '');
  }
  return (
    <TextInput
      type="search"
      flex="1 1 240px"
      maw={380}
      aria-label={label}
      placeholder={label}
      leftSection={<Icon name="search" size={16} />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        ask(currentTarget.value.trim());
      }}
    />
  );
}
