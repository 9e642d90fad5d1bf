// The API, typed by its own document.
import createClient from 'openapi-fetch';
import { apiOrigin, urlOf } from './origin';
import { problemOf } from './problem';
import type { components, paths } from './schema';
import { authorizedFetch } from './session';

export type Schemas = components['schemas'];

export const api = createClient<paths>({
  baseUrl: apiOrigin,
  fetch: authorizedFetch,
});

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
});

/**
 * The body of an answer.
 * @throws ApiProblem for everything that is no success
 */
export async function bodyOf<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  return (await answer).data as Data;
}

/** A file of the service, kept by the browser under this name; reads it with the access token, as a link could not. */
export async function download(path: string, fileName: string): Promise<void> {
  const response = await authorizedFetch(new Request(urlOf(path)));
  if (!response.ok) throw await problemOf(response);
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
