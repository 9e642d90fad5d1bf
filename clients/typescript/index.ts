// Postledger's HTTP API for TypeScript: paths, bodies and answers are those of openapi.json.
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type { components, operations, paths } from './schema.js';

/** What the API shows and takes, by its name in the OpenAPI document: `Schemas['MailingResponse']`. */
export type Schemas = components['schemas'];

/** The body of every answer that is no success (RFC 9457). */
export type Problem = Schemas['Problem'];
export type ProblemCode = Problem['code'];

export interface PostledgerClientOptions {
  /** Where the service is, without `/api/v1`: `https://post.example.com`. */
  baseUrl: string;
  /** Sends the requests; the one of the platform by default. Outside browsers, refreshing needs one that keeps cookies. */
  fetch?: (request: Request) => Promise<Response>;
  /** An access token, or an API key `pl_...`. Log in to get one otherwise. */
  token?: string;
}

export interface PostledgerClient extends Client<paths> {
  /** Logs in; from then on every request carries the access token, and a new one is got when it has run out. */
  logIn(credentials: Schemas['LoginDto']): Promise<Schemas['MeResponse']>;
  /** Ends the session; requests go out without a token again. */
  logOut(): Promise<void>;
}

/** The service answered a problem where the caller wanted a value. */
export class PostledgerError extends Error {
  override readonly name = 'PostledgerError';

  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
  }
}

/** The value of an answer; throws PostledgerError where it is a problem. */
export function valueOf<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.error !== undefined) throw new PostledgerError(answer.error as Problem);
  return answer.data as T;
}

export function createPostledgerClient(options: PostledgerClientOptions): PostledgerClient {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const client = createClient<paths>({ baseUrl, fetch: send, credentials: 'include' });
  let token = options.token;
  let refreshing: Promise<string | undefined> | undefined;

  /** Many requests may fail at once; the cookie is good for one refresh. */
  function refreshed(): Promise<string | undefined> {
    refreshing ??= nextToken().finally(() => (refreshing = undefined));
    return refreshing;
  }

  async function nextToken(): Promise<string | undefined> {
    const request = new Request(`${baseUrl}/api/v1/auth/refresh`, { method: 'POST', credentials: 'include' });
    const response = await send(request);
    if (!response.ok) return undefined;
    ({ accessToken: token } = (await response.json()) as Schemas['LoginResponse']);
    return token;
  }

  const unsent = new Map<string, Request>();
  const authorization: Middleware = {
    onRequest({ request, id }) {
      if (token === undefined || isAboutSession(request)) return undefined;
      request.headers.set('authorization', `Bearer ${token}`);
      // A body can be sent once: whoever may have to ask again needs a copy.
      if (!token.startsWith('pl_')) unsent.set(id, request.clone());
      return request;
    },
    async onResponse({ response, id }) {
      const again = unsent.get(id);
      unsent.delete(id);
      if (response.status !== 401 || !again) return undefined;
      const usedBefore = again.headers.get('authorization');
      const next = usedBefore === `Bearer ${token}` ? await refreshed() : token;
      if (next === undefined) return undefined;
      again.headers.set('authorization', `Bearer ${next}`);
      return send(again);
    },
    onError({ id }) {
      unsent.delete(id);
    },
  };
  client.use(authorization);

  return Object.assign(client, {
    async logIn(credentials: Schemas['LoginDto']) {
      const { accessToken, user } = valueOf(await client.POST('/api/v1/auth/login', { body: credentials }));
      token = accessToken;
      return user;
    },
    async logOut() {
      const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
      valueOf(await client.POST('/api/v1/auth/logout', { headers }));
      token = undefined;
    },
  });
}

/** These are asked with what they are given: a token that has run out must not get into their way. */
function isAboutSession({ url }: Request): boolean {
  return /\/api\/v1\/auth\/(login|refresh|logout)$/.test(url);
}
