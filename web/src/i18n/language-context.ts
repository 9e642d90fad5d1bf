import { createContext, useContext } from 'react';
import type { Language } from './index';

interface LanguageChoice {
  language: Language;
  choose: (language: Language) => Promise<void>;
}

export const LanguageContext = createContext<LanguageChoice>({
  language: 'ru',
  choose: () => Promise.resolve(),
});

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}
