import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SaveState } from './autosave';

const texts = {
  saving: 'saving',
  saved: 'saved',
  'kept-here': 'savedHere',
  failed: 'saveFailed',
} as const;

/** Always in the page, so that screen readers hear the change. */
export function SaveNote({ state }: { state: SaveState }) {
  const t = useTranslations('ui');
  return (
    <Text
      component="span"
      role="status"
      size="sm"
      c={state === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'}
    >
      {state === 'idle' ? '' : t(texts[state])}
    </Text>
  );
}
