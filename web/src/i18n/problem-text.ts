// A refusal in words, by its code.
import { useTranslations } from 'use-intl';

/** What a problem of the service has; nothing here knows where it comes from. */
export interface ProblemLike {
  code: string;
  title: string;
  requestId: string | undefined;
  retryAfter: number | undefined;
  errors: readonly { field: string; code: string; message: string }[];
}

export function isProblemLike(error: unknown): error is ProblemLike {
  return error instanceof Error && 'code' in error && 'title' in error && 'errors' in error;
}

/** Says any error in one or two sentences. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('problems');
  return (error) => {
    if (!isProblemLike(error)) return t('unknown', { title: error instanceof Error ? error.message : '' });
    const key = error.code as Parameters<typeof t.has>[0];
    const sentence = t.has(key) ? t(key as 'network') : t('unknown', { title: error.title });
    return [sentence, waitingTime(error.retryAfter)].filter(Boolean).join(' ');
  };

  function waitingTime(seconds: number | undefined): string {
    if (seconds === undefined || seconds < 1) return '';
    return seconds < 90
      ? t('retryAfter', { seconds })
      : t('retryAfterMinutes', { minutes: Math.ceil(seconds / 60) });
  }
}

/** The faults of a form's fields, by field: `{ email: 'Это не похоже…' }`, for `form.setErrors`. */
export function useFieldTexts(): (error: unknown) => Record<string, string> {
  const t = useTranslations('fields');
  return (error) => {
    if (!isProblemLike(error)) return {};
    const texts = error.errors.map(({ field, code, message }) => {
      const key = code.toLowerCase() as Parameters<typeof t>[0];
      return [field, t.has(key) ? t(key) : message] as const;
    });
    return Object.fromEntries(texts.toReversed());
  };
}
