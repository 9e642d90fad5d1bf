// The language of the page, and its texts: one language is loaded, the other when it is chosen.
import type { Texts } from './ru';

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Texts;
  }
}

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

export const languageNames: Record<Language, string> = { ru: 'Русский', en: 'English' };

/** Set before the first paint by boot.js: the choice that was kept, or the browser's. */
export function languageOfPage(): Language {
  return document.documentElement.lang === 'en' ? 'en' : 'ru';
}

export function keepLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem('language', language);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

/** What is shown now. The texts of the pages behind the log-in are missing until the first of these is opened. */
export interface ShownTexts {
  language: Language;
  texts: Texts;
}

let shown: ShownTexts | null = null;
let isBehindLogIn = false;
const listeners = new Set<() => void>();

export const shownTexts = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** After the first `showLanguage`. */
  get: (): ShownTexts => shown!,
};

export async function showLanguage(language: Language): Promise<void> {
  const [first, work] = await Promise.all([
    language === 'ru' ? import('./ru-first') : import('./en-first'),
    isBehindLogIn && (language === 'ru' ? import('./ru-work') : import('./en-work')),
  ]);
  shown = { language, texts: { ...first.default, ...(work ? work.default : {}) } as Texts };
  for (const listener of listeners) listener();
}

/** Resolves when the pages behind the log-in have their texts. */
export async function showWorkTexts(): Promise<void> {
  if (isBehindLogIn) return;
  isBehindLogIn = true;
  await showLanguage(shownTexts.get().language);
}
