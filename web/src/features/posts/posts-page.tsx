import { Button, Skeleton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { CardGrid } from '../../ui/card-grid';
import { Empty } from '../../ui/empty';
import { ErrorPanel } from '../../ui/error-panel';
import { excerptOf } from '../../ui/excerpt';
import { PageHeader } from '../../ui/page-header';
import { PostCard } from '../../ui/post-card';
import classes from './posts.module.css';
import { publishedPosts, sizesOf } from './posts.queries';

export function PostsPage() {
  const t = useTranslations('posts');
  const list = useRows(publishedPosts());
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <h2 className={classes.unseen}>{t('title')}</h2>
      {list.isPending && !list.error && (
        <CardGrid>
          {[1, 2, 3, 4, 5, 6].map((place) => (
            <Skeleton key={place} height={230} radius="md" />
          ))}
        </CardGrid>
      )}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <Empty title={t('empty')} text={t('emptyText')} />
      )}
      <CardGrid>
        {list.rows.map((post) => (
          <PostCard
            key={post.id}
            slug={post.slug}
            title={post.title}
            excerpt={excerptOf(post.content, 180)}
            publishAt={post.publishAt}
            sizes={sizesOf(post)}
          />
        ))}
      </CardGrid>
      <ErrorPanel error={list.error} onRetry={list.retry} />
      {list.hasMore && !list.error && (
        <Button variant="default" mt="lg" loading={list.isLoadingMore} onClick={list.loadMore}>
          {list.isLoadingMore ? t('loadingMore') : t('more')}
        </Button>
      )}
    </>
  );
}
