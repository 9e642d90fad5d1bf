import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isProblem } from '../../../api/problem';
import { useFieldTexts } from '../../../i18n/problem-text';
import { useNotice } from '../../../ui/notice';
import type { Mailing } from '../mailing-rules';
import { changeMailing, createMailing, createMessage, mailingKeys, oneMailing } from '../mailings.queries';
import { bodyOf, changesOf, type MailingDraft } from './draft-rules';
import type { DraftState } from './use-draft';

export interface Saving {
  save: () => void;
  isBusy: boolean;
  error: unknown;
  /** What the service said of single fields. */
  fieldTexts: Record<string, string>;
}

/** A letter that was written here is saved first, once: a second try uses it. */
export function useSaving(mailing: Mailing | null, { draft, before, change, forget }: DraftState): Saving {
  const t = useTranslations('mailings');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const textsOf = useFieldTexts();
  const [fieldTexts, setFieldTexts] = useState<Record<string, string>>({});

  const saving = useMutation({
    mutationFn: async (draft: MailingDraft) => {
      const messageId = draft.writesHere ? await savedLetter(draft) : draft.messageId;
      const body = bodyOf({ ...draft, name: draft.name || draft.subject }, messageId ?? '');
      if (!mailing) return createMailing(body);
      return changeMailing(mailing.id, changesOf(bodyOf(before, before.messageId ?? ''), body));
    },
    onError: (error) => {
      setFieldTexts(textsOf(error));
      const isOutdated = isProblem(error) && [403, 404, 409].includes(error.status);
      if (isOutdated) void queries.invalidateQueries({ queryKey: mailingKeys.all });
    },
    onSuccess: async (saved) => {
      queries.setQueryData(oneMailing(saved.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: mailingKeys.all });
      notice(mailing ? t('changed') : t('created'));
      await navigate({ to: '/mailings/$id', params: { id: saved.id } });
      forget();
    },
  });

  async function savedLetter({ subject, text }: MailingDraft): Promise<string> {
    const { id } = await createMessage({ subject, text });
    change({ messageId: id, writesHere: false });
    void queries.invalidateQueries({ queryKey: ['messages'] });
    return id;
  }

  return {
    save: () => {
      if (saving.isPending || saving.isSuccess) return;
      setFieldTexts({});
      saving.mutate(draft);
    },
    isBusy: saving.isPending || saving.isSuccess,
    error: saving.error,
    fieldTexts,
  };
}
