import { useTranslations } from 'use-intl';
import { Denied } from '../../ui/denied';
import { Empty } from '../../ui/empty';
import { LinkButton } from '../../ui/links';

/** What a route says that is there, but not for this account. */
export const denied = 'denied';

export function NotFoundPage({ data }: { data?: unknown }) {
  const t = useTranslations('shell');
  if (data === denied) return <Denied />;
  return (
    <Empty
      level={1}
      title={t('notFound')}
      text={t('notFoundText')}
      action={<LinkButton to="/">{t('toStart')}</LinkButton>}
    />
  );
}
