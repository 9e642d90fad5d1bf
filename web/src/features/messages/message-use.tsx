import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { TextLink } from '../../ui/links';
import { mailingsOfMessage } from './messages.queries';

/** Which mailings send this message: whoever changes it should know. */
export function UsedBy({ id }: { id: string }) {
  const t = useTranslations('messages');
  const { data } = useQuery(mailingsOfMessage(id));
  if (!data) return <Text size="sm" mb="md" c="dimmed" mih={22} />;
  if (data.count === 0) {
    return (
      <Text size="sm" mb="md" c="dimmed">
        {t('usedByNone')}
      </Text>
    );
  }
  const more = data.count - data.mailings.length;
  return (
    <Text size="sm" mb="md" c="dimmed" component="div">
      {t('usedBy', { count: data.count })}:{' '}
      {data.mailings.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <TextLink to={`/mailings/${id}` as string} underline="always">
            {name || `№ ${id.slice(-6)}`}
          </TextLink>
        </span>
      ))}
      {more > 0 && ` ${t('andMore', { count: more })}`}
    </Text>
  );
}
