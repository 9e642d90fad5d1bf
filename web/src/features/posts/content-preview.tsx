import { Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ErrorPanel } from '../../ui/error-panel';
import { htmlOf } from './post-rules';
import { PostText } from './post-text';
import { contentPreview } from './posts.queries';

const typingPauseMs = 300;

/** What readers would see of what is typed. */
export function ContentPreview({ typed }: { typed: string }) {
  const t = useTranslations('posts');
  const [settled] = useDebouncedValue(typed.trim(), typingPauseMs);
  const { data, error, refetch } = useQuery({
    ...contentPreview(htmlOf(settled)),
    enabled: settled !== '',
  });
  if (settled === '') return <Text c="dimmed">{t('previewEmpty')}</Text>;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return data ? <PostText html={data.content} /> : <Skeleton height={120} />;
}
