import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { isProblemLike, useProblemText } from '../i18n/problem-text';
import { CopyableId } from './copyable-id';

interface ErrorPanelProps {
  /** Nothing is shown without one. */
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** What went wrong, in words, with a way on; an unknown fault also shows the number that support can search for. */
export function ErrorPanel({ error, onRetry }: ErrorPanelProps) {
  const t = useTranslations('ui');
  const textOf = useProblemText();
  if (!error) return null;
  const requestId = isProblemLike(error) ? error.requestId : undefined;
  return (
    <Alert color="red" variant="outline" role="alert">
      <Text size="sm">{textOf(error)}</Text>
      {requestId && isOurFault(error) && (
        <Text size="sm" mt={4} component="div">
          {t('requestId')}: <CopyableId id={requestId} />
        </Text>
      )}
      {onRetry && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

function isOurFault(error: unknown): boolean {
  return (error as { status?: number }).status === 500;
}
