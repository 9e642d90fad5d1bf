import { Alert, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isPassing, isProblem } from '../../api/problem';
import { useSignedInUser } from '../../api/session';
import { useFieldTexts } from '../../i18n/problem-text';
import { forgetDraft, readDraft, useAutosave } from '../../ui/autosave';
import { ErrorPanel } from '../../ui/error-panel';
import { LeaveGuard } from '../../ui/leave-guard';
import { TextLink } from '../../ui/links';
import { useNotice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { SaveNote } from '../../ui/save-note';
import { DeleteMessage, TestMail } from './message-actions';
import { MessageFiles } from './message-files';
import { MessagePreview } from './message-preview';
import {
  bodyOfForm,
  changesOf,
  formOf,
  isBlank,
  isSame,
  type Message,
  type MessageForm,
} from './message-rules';
import { MessageText } from './message-text';
import { UsedBy } from './message-use';
import { changeMessage, createMessage, messageKeys, oneMessage } from './messages.queries';

export function MessageEditor({ message }: { message: Message | null }) {
  const t = useTranslations('messages');
  const ui = useTranslations('ui');
  const user = useSignedInUser();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const storageKey = `${user.id}:message:${message?.id ?? 'new'}`;
  const [found, setFound] = useState(() => readDraft<MessageForm>(storageKey));
  const [saved, setSaved] = useState(() => formOf(message));
  // A new message goes on where it was left; over a saved one nothing is written unasked.
  const [form, setForm] = useState(() => (message ? formOf(message) : (found ?? formOf(null))));
  const [clientId, setClientId] = useState<string | null>(null);
  const isDirty = !isSame(form, saved);

  const keep = async (draft: MessageForm) => {
    const kept = await changeMessage(message!.id, changesOf(saved, draft));
    setSaved(draft);
    queries.setQueryData(oneMessage(kept.id).queryKey, kept);
    void queries.invalidateQueries({ queryKey: [...messageKeys.all, 'list'] });
    return kept;
  };
  const saving = useMutation({
    mutationFn: (draft: MessageForm) => (message ? keep(draft) : createMessage(bodyOfForm(draft))),
    // Saving the same text twice is the same; creating a message twice is not.
    retry: (failures, error) => message !== null && isPassing(error) && failures < 3,
    retryDelay: (failures, error) =>
      isProblem(error) && error.retryAfter ? error.retryAfter * 1000 : 1000 * 2 ** failures,
    onSuccess: async (kept) => {
      if (message) return;
      forgetDraft(storageKey);
      setSaved(form);
      queries.setQueryData(oneMessage(kept.id).queryKey, kept);
      void queries.invalidateQueries({ queryKey: messageKeys.all });
      notice(t('created'));
      await navigate({ to: '/messages/$id', params: { id: kept.id }, replace: true, ignoreBlocker: true });
    },
  });
  // What was refused is tried again when it is changed, not before.
  const isRefused =
    saving.isError &&
    !isPassing(saving.error) &&
    saving.variables !== undefined &&
    isSame(saving.variables, form);
  const state = useAutosave({
    draft: form,
    isDirty: isDirty && !(message === null && isBlank(form)) && !saving.isPending && !isRefused,
    storageKey,
    save: message ? (draft) => saving.mutateAsync(draft) : null,
  });
  const isSaved = !isDirty && state !== 'idle';
  const shownState =
    message && isDirty && state !== 'failed' ? 'saving' : isSaved && message ? 'saved' : state;
  const restorable = message && found && !isSame(found, formOf(message)) ? found : null;
  const dropDraft = () => {
    forgetDraft(storageKey);
    setFound(null);
    if (!message) setForm(formOf(null));
  };

  return (
    <>
      {/* What is kept in this browser is not lost by leaving. */}
      <LeaveGuard isDirty={isDirty && !saving.isSuccess && message !== null} />
      <PageHeader
        title={message ? saved.subject || t('untitled') : t('new')}
        beside={<SaveNote state={shownState} />}
        back={<TextLink to="/messages">{t('title')}</TextLink>}
        actions={
          message && (
            <>
              <TestMail id={message.id} isUnsaved={isDirty} />
              <DeleteMessage message={message} />
            </>
          )
        }
      />
      {message && <UsedBy id={message.id} />}
      {(restorable ?? (message === null && found && !isBlank(found))) && (
        <Alert
          variant="outline"
          mb="md"
          role="status"
          title={restorable ? t('draftFound') : t('draftRestored')}
        >
          <Group gap="sm" mt={4}>
            {restorable && (
              <Button
                size="xs"
                onClick={() => {
                  setForm(restorable);
                  setFound(null);
                }}
              >
                {t('draftTake')}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={dropDraft}>
              {restorable ? t('draftDrop') : t('draftAnew')}
            </Button>
          </Group>
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Paper withBorder p="lg" radius="md" component="section" aria-label={t('letter')}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (!saving.isPending) saving.mutate(form);
            }}
          >
            <Stack gap="md">
              <MessageText
                form={form}
                onChange={setForm}
                errors={fieldTexts(saving.error)}
                clientId={clientId}
              />
              <ErrorPanel error={saving.error} />
              <Group>
                <Button
                  type="submit"
                  loading={saving.isPending && !message}
                  disabled={message !== null && !isDirty}
                >
                  {message ? ui('save') : t('create')}
                </Button>
                <Text size="sm" c="dimmed" flex="1 1 200px">
                  {message ? t('autosaved') : t('autosavedHere')}
                </Text>
              </Group>
            </Stack>
          </form>
        </Paper>
        <MessagePreview message={message} ownerId={message?.ownerId ?? user.id} onClient={setClientId} />
      </SimpleGrid>
      {message && <MessageFiles message={message} mayChange />}
    </>
  );
}
