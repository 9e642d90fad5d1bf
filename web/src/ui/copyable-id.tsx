import { ActionIcon, CopyButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from './icon';

/** An id in full, to be copied with one click. */
export function CopyableId({ id }: { id: string }) {
  const t = useTranslations('ui');
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <code style={{ fontSize: '0.875em', overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{id}</code>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            ml={4}
            aria-label={copied ? t('copied') : t('copy')}
            onClick={copy}
          >
            <Icon name={copied ? 'check' : 'copy'} size={16} />
          </ActionIcon>
        </span>
      )}
    </CopyButton>
  );
}
