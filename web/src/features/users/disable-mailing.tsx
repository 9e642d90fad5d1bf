import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Confirm } from '../../ui/confirm';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import { disableMailing, enableMailing, type Mailing } from './users.queries';

interface DisableMailingProps {
  mailing: Mailing;
  onClose: () => void;
}

/** Disables with a reason that the owner reads, or enables again. */
export function DisableMailing({ mailing, onClose }: DisableMailingProps) {
  const t = useTranslations('users');
  const ui = useTranslations('ui');
  const queries = useQueryClient();
  const notice = useNotice();
  const [reason, setReason] = useState('');
  const name = mailing.name ?? t('nameless');
  // As it was when asked: the list behind may say something newer meanwhile.
  const [isDisabled] = useState(mailing.disabled);
  const change = useMutation({
    mutationFn: () => (isDisabled ? enableMailing(mailing.id) : disableMailing(mailing.id, reason)),
    onSuccess: () => {
      onClose();
      notice(isDisabled ? t('mailingEnabled') : t('mailingDisabled'));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['mailings'] }),
  });
  if (isDisabled) {
    return (
      <Confirm
        isOpen
        title={t('enableTitle', { name })}
        text={t('enableText')}
        action={t('enable')}
        isBusy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate()}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('disableTitle', { name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <Stack>
        <Text>{t('disableText')}</Text>
        <Textarea
          label={t('reason')}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <ErrorPanel error={change.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button color="red.9" loading={change.isPending} onClick={() => change.mutate()}>
            {t('disable')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
