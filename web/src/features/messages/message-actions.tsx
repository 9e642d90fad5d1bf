import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSignedInUser } from '../../api/session';
import { useFieldTexts } from '../../i18n/problem-text';
import { DeleteButton } from '../../ui/delete-button';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import type { Message } from './message-rules';
import { deleteMessage, messageKeys, oneMessage, sendTestMail } from './messages.queries';

export function TestMail({ id, isUnsaved }: { id: string; isUnsaved: boolean }) {
  const t = useTranslations('messages');
  const ui = useTranslations('ui');
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const { email } = useSignedInUser();
  const [isOpen, { open, close }] = useDisclosure();
  const [to, setTo] = useState(email);
  const sending = useMutation({
    mutationFn: (address: string) => sendTestMail(id, address),
    onSuccess: (_, address) => {
      close();
      notice(t('testSent', { address }));
    },
  });
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('test')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('test')}
        closeButtonProps={{ 'aria-label': ui('close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!sending.isPending) sending.mutate(to.trim());
          }}
        >
          <Stack>
            <Text size="sm" c="dimmed">
              {isUnsaved ? t('testUnsaved') : t('testText')}
            </Text>
            <TextInput
              label={t('testTo')}
              inputMode="email"
              required
              data-autofocus
              value={to}
              error={fieldTexts(sending.error)['to']}
              onChange={({ currentTarget }) => setTo(currentTarget.value)}
            />
            <ErrorPanel error={sending.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {ui('cancel')}
              </Button>
              <Button type="submit" loading={sending.isPending}>
                {t('testSend')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

export function DeleteMessage({ message: { id, subject } }: { message: Message }) {
  const t = useTranslations('messages');
  const ui = useTranslations('ui');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const deletion = useMutation({
    mutationFn: () => deleteMessage(id),
    onSuccess: async () => {
      await navigate({ to: '/messages', ignoreBlocker: true });
      queries.removeQueries({ queryKey: oneMessage(id).queryKey });
      await queries.invalidateQueries({ queryKey: messageKeys.all });
      notice(t('deleted', { subject }));
    },
    onError: () => queries.invalidateQueries({ queryKey: [...messageKeys.all, 'mailings', id] }),
  });
  return (
    <DeleteButton
      label={ui('delete')}
      title={t('deleteTitle', { subject })}
      text={t('deleteText')}
      action={t('delete')}
      deletion={deletion}
      onAsk={deletion.reset}
    />
  );
}
