// Work that is never lost: saved a moment after the last key, and kept in this browser until it is.
import { useEffect, useEffectEvent, useRef, useState } from 'react';

export type SaveState = 'idle' | 'saving' | 'saved' | 'kept-here' | 'failed';

const pauseMs = 1_000;

interface AutosaveOptions<Draft> {
  draft: Draft;
  isDirty: boolean;
  /** Names user, thing and id: `user:message:id`. */
  storageKey: string;
  /** Null before the thing exists: the draft is then kept in this browser alone. */
  save: ((draft: Draft) => Promise<unknown>) | null;
}

export function useAutosave<Draft>({ draft, isDirty, storageKey, save }: AutosaveOptions<Draft>): SaveState {
  const [state, setState] = useState<SaveState>('idle');
  const last = useRef(0);
  const keep = useEffectEvent(async () => {
    writeDraft(storageKey, draft);
    if (!save) return setState('kept-here');
    const turn = (last.current += 1);
    setState('saving');
    try {
      await save(draft);
      if (turn !== last.current) return;
      forgetDraft(storageKey);
      setState('saved');
    } catch {
      if (turn === last.current) setState('failed');
    }
  });
  const written = JSON.stringify(draft);
  useEffect(() => {
    if (!isDirty) return;
    const timer = setTimeout(() => void keep(), pauseMs);
    return () => clearTimeout(timer);
  }, [written, isDirty]);
  return state;
}

const prefix = 'draft:';

export function readDraft<Draft>(storageKey: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(prefix + storageKey) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

export function forgetDraft(storageKey: string): void {
  try {
    localStorage.removeItem(prefix + storageKey);
  } catch {
    // Nothing was kept.
  }
}

function writeDraft(storageKey: string, draft: unknown): void {
  try {
    localStorage.setItem(prefix + storageKey, JSON.stringify(draft));
  } catch {
    // Full or forbidden: the page itself still has it.
  }
}
