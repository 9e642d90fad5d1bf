import { Group, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { Schemas } from '../../api/client';
import { urlOf } from '../../api/origin';
import { useUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { CardGrid } from '../../ui/card-grid';
import { ErrorPanel } from '../../ui/error-panel';
import { excerptOf } from '../../ui/excerpt';
import { LinkButton, TextLink } from '../../ui/links';
import { PostCard } from '../../ui/post-card';
import classes from './home.module.css';
import { homeNumbers } from './home.queries';
import { WayIn } from './way-in';

type Home = Schemas['HomeResponse'];

export function HomePage() {
  const t = useTranslations('home');
  const user = useUser();
  const { data: home, error, refetch } = useQuery(homeNumbers());
  useEffect(() => {
    document.title = `${t('tabTitle')} · Postledger`;
  }, [t]);
  return (
    <div className={classes.page}>
      {user ? <WayIn name={user.fullName} /> : <Welcome />}
      {error && !home && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!error || home ? <Numbers home={home} /> : null}
      <section aria-label={t('posts')}>
        <Group justify="space-between" align="baseline" mb="md">
          <Title order={2} fz="h3">
            {t('posts')}
          </Title>
          {home && home.posts.length > 0 && <TextLink to="/posts">{t('allPosts')}</TextLink>}
        </Group>
        <Posts home={home} isWaiting={!error} />
      </section>
    </div>
  );
}

function Welcome() {
  const t = useTranslations('home');
  return (
    <section className={classes.welcome}>
      <Title order={1} className={classes.claim!}>
        {t('title')}
      </Title>
      <Text size="lg" c="dimmed" maw="62ch">
        {t('lead')}
      </Text>
      <Group mt="sm">
        <LinkButton to="/register" size="md">
          {t('register')}
        </LinkButton>
        <LinkButton to="/login" size="md" variant="default">
          {t('signIn')}
        </LinkButton>
      </Group>
    </section>
  );
}

const shown = ['mailings', 'activeMailings', 'uniqueClients'] as const;

function Numbers({ home }: { home: Home | undefined }) {
  const t = useTranslations('home');
  const { number } = useFormat();
  return (
    <section aria-label={t('numbers')}>
      <ul className={classes.numbers}>
        {shown.map((name) => (
          <li key={name} className={classes.number}>
            {home ? (
              <strong className={classes.value}>{number(home[name])}</strong>
            ) : (
              <Skeleton h={38} w={90} />
            )}
            <span className={classes.what}>{t(name, { count: home?.[name] ?? 0 })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Posts({ home, isWaiting }: { home: Home | undefined; isWaiting: boolean }) {
  const t = useTranslations('home');
  if (!home) {
    if (!isWaiting) return null;
    return (
      <CardGrid>
        {[1, 2, 3].map((place) => (
          <Skeleton key={place} height={230} radius="md" />
        ))}
      </CardGrid>
    );
  }
  if (home.posts.length === 0) return <Text c="dimmed">{t('noPosts')}</Text>;
  return (
    <CardGrid>
      {home.posts.map(({ id, content, imageSizes, ...post }) => (
        <PostCard
          key={id}
          {...post}
          excerpt={excerptOf(content, 180)}
          sizes={imageSizes.map((size) => ({ ...size, url: urlOf(size.url) }))}
        />
      ))}
    </CardGrid>
  );
}
