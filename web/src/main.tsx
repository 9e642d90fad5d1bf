import './app/styles';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { startSession } from './api/session';
import { Providers } from './app/providers';
import { createQueryClient } from './app/query-client';
import { createAppRouter } from './app/router';
import { languageOfPage, showLanguage } from './i18n';

await Promise.all([showLanguage(languageOfPage()), startSession()]);
const queries = createQueryClient();
const router = createAppRouter(queries);

createRoot(document.getElementById('root')!).render(
  <Providers queries={queries}>
    <RouterProvider router={router} />
  </Providers>,
);
