import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Empty } from './empty';
import { LinkButton } from './links';

/** A page that this account may not open; the service would refuse it as well. */
export function Denied() {
  const t = useTranslations('shell');
  useEffect(() => {
    document.title = `${t('denied')} · Postledger`;
  }, [t]);
  return (
    <Empty
      level={1}
      title={t('denied')}
      text={t('deniedText')}
      action={<LinkButton to="/">{t('toStart')}</LinkButton>}
    />
  );
}
