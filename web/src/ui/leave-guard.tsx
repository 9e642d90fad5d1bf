import { useBlocker } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Confirm } from './confirm';

/** Asks before unsaved work is left: by a link, by «back», and by closing the tab. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const t = useTranslations('ui');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <Confirm
      isOpen={status === 'blocked'}
      title={t('leaveTitle')}
      text={t('leaveText')}
      action={t('leave')}
      isDangerous
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    />
  );
}
