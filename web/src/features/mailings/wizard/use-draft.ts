import { useState } from 'react';
import { useSignedInUser } from '../../../api/session';
import { ownTimeZone } from '../../../i18n/format';
import { forgetDraft, readDraft, useAutosave } from '../../../ui/autosave';
import type { Mailing } from '../mailing-rules';
import { draftOf, emptyDraft, type MailingDraft } from './draft-rules';

export interface DraftState {
  draft: MailingDraft;
  /** As it is stored, or empty. */
  before: MailingDraft;
  change: (changes: Partial<MailingDraft>) => void;
  /** A draft of an earlier visit stands here. */
  isTakenUp: boolean;
  startAnew: () => void;
  forget: () => void;
  saved: ReturnType<typeof useAutosave>;
}

/** The draft belongs to the user and to the mailing, and stays in this browser until it is saved. */
export function useDraft(mailing: Mailing | null): DraftState {
  const user = useSignedInUser();
  const storageKey = `${user.id}:mailing:${mailing?.id ?? 'new'}`;
  // What stood there when the page was opened: a reload in the background must not change the form.
  const [before] = useState(() => (mailing ? draftOf(mailing) : emptyDraft(user.timezone ?? ownTimeZone())));
  const [kept, setKept] = useState(() => readDraft<Partial<MailingDraft>>(storageKey));
  const [draft, setDraft] = useState<MailingDraft>(() => ({ ...before, ...kept }));
  const isDirty = JSON.stringify(draft) !== JSON.stringify(before);
  const saved = useAutosave({ draft, isDirty, storageKey, save: null });
  return {
    draft,
    before,
    change: (changes) => setDraft((former) => ({ ...former, ...changes })),
    isTakenUp: kept !== null && isDirty,
    startAnew: () => {
      forgetDraft(storageKey);
      setKept(null);
      setDraft(before);
    },
    forget: () => forgetDraft(storageKey),
    saved,
  };
}
