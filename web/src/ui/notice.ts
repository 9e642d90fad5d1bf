import { notifications } from '@mantine/notifications';
import { useTranslations } from 'use-intl';

/** Says in the corner what was done: `notice(t('saved'))`. */
export function useNotice(): (message: string) => void {
  const t = useTranslations('ui');
  return (message) => notifications.show({ message, closeButtonProps: { 'aria-label': t('close') } });
}
