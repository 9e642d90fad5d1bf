import { Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { isProblem } from '../../api/problem';
import { useUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { Empty } from '../../ui/empty';
import { ErrorPanel } from '../../ui/error-panel';
import { LinkButton, TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { Picture } from '../../ui/picture';
import { statusOf } from './post-rules';
import { PostText } from './post-text';
import classes from './posts.module.css';
import { onePost, type Post, sizesOf } from './posts.queries';

const route = getRouteApi('/posts/$slug');

export function PostPage() {
  const t = useTranslations('posts');
  const { slug } = route.useParams();
  const { data: post, error, refetch } = useQuery(onePost(slug));
  if (post) return <PostArticle post={post} />;
  if (isProblem(error, 'post.not_found')) {
    return (
      <Empty
        level={1}
        title={t('notFound')}
        text={t('notFoundText')}
        action={<LinkButton to="/posts">{t('toBlog')}</LinkButton>}
      />
    );
  }
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={420} maw={720} mx="auto" />;
}

function PostArticle({ post }: { post: Post }) {
  const t = useTranslations('posts');
  const user = useUser();
  const { day } = useFormat();
  const [now] = useState(Date.now);
  const status = statusOf(post, now);
  const sizes = sizesOf(post);
  return (
    <article className={classes.post}>
      <PageHeader
        title={post.title}
        back={<TextLink to="/posts">{t('title')}</TextLink>}
        actions={
          can(user, 'blog.write') && (
            <LinkButton to="/admin/posts/$slug" params={{ slug: post.slug }} variant="default" size="xs">
              {t('edit')}
            </LinkButton>
          )
        }
      />
      <Group gap="xs" c="dimmed">
        {status !== 'published' && <Text size="sm">{t(status)}</Text>}
        {post.publishAt && (
          <Text size="sm">
            <time dateTime={post.publishAt}>{day(post.publishAt)}</time>
          </Text>
        )}
        {status === 'published' && <Text size="sm">· {t('views', { count: post.views })}</Text>}
      </Group>
      {sizes.length > 0 && (
        <div className={classes.picture}>
          <Picture sizes={sizes} shownAt="(min-width: 780px) 720px, 100vw" />
        </div>
      )}
      <PostText html={post.content} />
    </article>
  );
}
