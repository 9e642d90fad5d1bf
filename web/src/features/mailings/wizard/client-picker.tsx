import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { clientChoices, oneClientName } from '../mailings.queries';
import type { ChosenClient } from './draft-rules';

const typingPauseMs = 250;
/** The names of more are not asked for one by one; the service takes 10,000. */
const namedAtMost = 30;

interface ClientPickerProps {
  ownerId: string;
  chosen: ChosenClient[];
  onChange: (chosen: ChosenClient[]) => void;
}

/** Clients by hand, found by name, mail or phone. */
export function ClientPicker({ ownerId, chosen, onChange }: ClientPickerProps) {
  const t = useTranslations('mailings');
  const ui = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, typingPauseMs);
  const { data } = useQuery(clientChoices(ownerId, search));
  const nameless = chosen.filter(({ name }) => !name).slice(0, namedAtMost);
  const names = useQueries({ queries: nameless.map(({ id }) => oneClientName(id)) });
  const nameOf = ({ id, name }: ChosenClient) =>
    name || (names.find((answer) => answer.data?.id === id)?.data?.fullName ?? id.slice(-8));
  const found = (data?.items ?? []).map(({ id, fullName, email, phone }) => ({
    id,
    name: fullName,
    label: `${fullName} · ${email ?? phone ?? ''}`,
  }));
  const others = chosen.filter(({ id }) => !found.some((one) => one.id === id));
  return (
    <MultiSelect
      label={t('chosenClients', { count: chosen.length })}
      placeholder={t('findClient')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': ui('clear') }}
      hidePickedOptions
      maxValues={10_000}
      nothingFoundMessage={ui('nothingFound')}
      filter={({ options }) => options}
      data={[
        ...found.map(({ id, label, name }) => ({
          value: id,
          label: chosen.some((one) => one.id === id) ? name : label,
        })),
        ...others.map((one) => ({ value: one.id, label: nameOf(one) })),
      ]}
      value={chosen.map(({ id }) => id)}
      onSearchChange={setTyped}
      onChange={(ids) =>
        onChange(
          ids.map((id) => ({ id, name: [...chosen, ...found].find((one) => one.id === id)?.name ?? '' })),
        )
      }
    />
  );
}
