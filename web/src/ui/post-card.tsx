import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../i18n/format';
import { Picture, type PictureSize } from './picture';
import classes from './post-card.module.css';

interface PostCardProps {
  slug: string;
  title: string;
  /** The first words, without any HTML. */
  excerpt: string;
  publishAt: string | null;
  sizes: readonly PictureSize[];
}

export function PostCard({ slug, title, excerpt, publishAt, sizes }: PostCardProps) {
  const { day } = useFormat();
  return (
    <article className={classes.card}>
      {sizes.length > 0 && (
        <div className={classes.frame}>
          <Picture sizes={sizes} shownAt="(min-width: 900px) 400px, 100vw" />
        </div>
      )}
      <div className={classes.words}>
        <h3 className={classes.title}>
          <Link to="/posts/$slug" params={{ slug }} className={classes.link}>
            {title}
          </Link>
        </h3>
        <Text c="dimmed" className={classes.excerpt!}>
          {excerpt}
        </Text>
        {publishAt && (
          <Text size="sm" c="dimmed" mt="auto">
            <time dateTime={publishAt}>{day(publishAt)}</time>
          </Text>
        )}
      </div>
    </article>
  );
}
