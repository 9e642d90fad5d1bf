import { useTranslations } from 'use-intl';
import { LinkButton } from '../../ui/links';

/** The way on from a link that was used or is too old: an unconfirmed account gets its confirmation again this way. */
export function NewLink() {
  const t = useTranslations('auth');
  return (
    <LinkButton to="/forgot" variant="default">
      {t('newLink')}
    </LinkButton>
  );
}
