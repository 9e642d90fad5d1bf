import { Group, Text, Title } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Icon } from '../../ui/icon';
import { LinkButton } from '../../ui/links';
import classes from './home.module.css';

const ways = [
  ['/clients', 'clients', 'workClients'],
  ['/messages', 'messages', 'workMessages'],
  ['/mailings', 'mailings', 'workMailings'],
  ['/attempts', 'attempts', 'workAttempts'],
] as const;

/** Where somebody who is signed in goes on. */
export function WayIn({ name }: { name: string }) {
  const t = useTranslations('home');
  const shell = useTranslations('shell');
  const { routesByPath } = useRouter();
  return (
    <section>
      <Group justify="space-between" align="flex-start" mb="md">
        <div>
          <Title order={1}>{name ? t('hello', { name }) : t('helloNameless')}</Title>
          <Text c="dimmed" mt={4}>
            {t('helloText')}
          </Text>
        </div>
        <LinkButton to="/mailings/new" leftSection={<Icon name="plus" size={16} />}>
          {t('newMailing')}
        </LinkButton>
      </Group>
      <ul className={classes.ways}>
        {ways
          .filter(([to]) => to in routesByPath)
          .map(([to, place, text]) => (
            <li key={to}>
              <Link to={to as string} className={classes.way}>
                <strong>{shell(place)}</strong>
                <span className={classes.what}>{t(text)}</span>
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}
