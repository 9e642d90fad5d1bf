import { Alert } from '@mantine/core';
import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { isPassing } from '../../api/problem';

/** Said once above the page, whatever of it could not be read. */
export function Outage() {
  const t = useTranslations('shell');
  const isOnline = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  const isAway = useIsAway();
  if (isOnline && !isAway) return null;
  return (
    <Alert color="yellow" variant="outline" role="status" mb="md">
      {isOnline ? t('away') : t('offline')}
    </Alert>
  );
}

function useIsAway(): boolean {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () =>
      cache
        .getAll()
        .some((query) => query.isActive() && isPassing(query.state.fetchFailureReason ?? query.state.error)),
  );
}
