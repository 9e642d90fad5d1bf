import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { IntlProvider } from 'use-intl';
import { keepLanguage, type Language, showLanguage, shownTexts } from '../i18n';
import { ownTimeZone } from '../i18n/format';
import { LanguageContext } from '../i18n/language-context';
import { colorSchemes, cssVariables, theme } from './theme';

interface ProvidersProps {
  queries: QueryClient;
  children: ReactNode;
}

async function choose(language: Language): Promise<void> {
  await showLanguage(language);
  keepLanguage(language);
}

export function Providers({ queries, children }: ProvidersProps) {
  const { language, texts } = useSyncExternalStore(shownTexts.subscribe, shownTexts.get);
  const context = useMemo(() => ({ language, choose }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <LanguageContext value={context}>
      <IntlProvider locale={language} messages={texts} timeZone={ownTimeZone()}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={colorSchemes}
          defaultColorScheme="auto"
        >
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </MantineProvider>
      </IntlProvider>
    </LanguageContext>
  );
}
