import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ErrorPanel } from './error-panel';

interface ConfirmProps {
  isOpen: boolean;
  title: string;
  /** What will happen, and whether there is a way back. */
  text: string;
  /** What the button does: «Удалить», never «OK». */
  action: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  error?: unknown;
  /** What else is asked, such as a reason. */
  children?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({
  isOpen,
  title,
  text,
  action,
  isDangerous,
  isBusy,
  error,
  children,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const t = useTranslations('ui');
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <Text>{text}</Text>
        {children}
        <ErrorPanel error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button {...(isDangerous && { color: 'red.9' })} loading={isBusy ?? false} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
