// Who is signed in. The access token lives in memory alone; an HttpOnly cookie gets the next one.
import { useSyncExternalStore } from 'react';
import { urlOf } from './origin';
import { networkProblem, problemOf } from './problem';
import type { components } from './schema';

export type User = components['schemas']['MeResponse'];
type LogIn = components['schemas']['LoginResponse'];

/** `ended`: somebody was signed in and the service ended it; the page waits under the sign-in dialog. */
export type SessionState =
  { phase: 'starting' | 'signed-out'; user: null } | { phase: 'signed-in' | 'ended'; user: User };

/** Says that a refresh may succeed: without it the first visit asks for nothing. */
const mark = 'had-session';
const lockName = 'postledger-session';

let state: SessionState = { phase: 'starting', user: null };
let accessToken: string | null = null;
let refreshing: Promise<boolean> | null = null;
let resumed: (() => void)[] = [];
const listeners = new Set<() => void>();

export function currentSession(): SessionState {
  return state;
}

export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribeToSession, currentSession);
}

/** Null where nobody is signed in. */
export function useUser(): User | null {
  return useSession().user;
}

/** For pages that the router shows to signed-in users only. */
export function useSignedInUser(): User {
  const user = useUser();
  if (!user) throw new Error('This page is for signed-in users');
  return user;
}

/** Once, before the first page: takes up the session of this browser. */
export async function startSession(): Promise<void> {
  if (state.phase !== 'starting') return;
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === mark && newValue === null && state.phase === 'signed-in') signOutHere();
  });
  if (readMark() === null) return change({ phase: 'signed-out', user: null });
  const isIn = await refresh().catch(() => false);
  if (!isIn) change({ phase: 'signed-out', user: null });
}

/** @throws ApiProblem */
export async function logIn(email: string, password: string): Promise<User> {
  const answer = await ask('/auth/login', { email, password });
  const before = state.phase === 'ended' ? state.user.id : null;
  const { user } = await take(answer);
  // Somebody else than the one whose page stands here: nothing of it may be shown on.
  if (before !== null && before !== user.id) window.location.assign('/');
  return user;
}

export async function logOut(): Promise<void> {
  const headers = accessToken ? { authorization: `Bearer ${accessToken}` } : undefined;
  await ask('/auth/logout', undefined, headers).catch(() => undefined);
  signOutHere();
}

/** The user after a change of the profile or of their rights. */
export function updateUser(user: User): void {
  if (state.phase !== 'signed-in' || JSON.stringify(state.user) === JSON.stringify(user)) return;
  change({ phase: 'signed-in', user });
}

/**
 * Fetch with the access token. An expired one is renewed once, unseen; where the session itself has ended, the request
 * waits for the sign-in dialog and is then made again, or for the first time.
 * @throws ApiProblem when there is no answer at all
 */
export async function authorizedFetch(input: Request): Promise<Response> {
  for (let round = 0; ; round += 1) {
    if (state.phase === 'ended') await signedInAgain(input.signal);
    const usedToken = accessToken;
    const response = await fetchOnce(withToken(input.clone(), usedToken));
    if (response.status !== 401 || usedToken === null || round === 2) return response;
    // A refusal that comes late finds the next token there already, or the session at its end.
    if (usedToken === accessToken) await refresh();
  }
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

async function fetchOnce(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (fault) {
    if (request.signal.aborted) throw fault;
    throw networkProblem();
  }
}

/** One at a time, over all tabs where the browser can (`navigator.locks` needs https or localhost). */
function refresh(): Promise<boolean> {
  refreshing ??= inTurn(refreshNow).finally(() => (refreshing = null));
  return refreshing;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(lockName, work) : work();
}

async function refreshNow(): Promise<boolean> {
  const answer = await ask('/auth/refresh');
  if (answer.status === 401) {
    accessToken = null;
    if (state.user) change({ phase: 'ended', user: state.user });
    else forgetMark();
    return false;
  }
  await take(answer);
  return true;
}

async function ask(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response> {
  const json: HeadersInit = body === undefined ? {} : { 'content-type': 'application/json' };
  const request = new Request(urlOf(`/api/v1${path}`), {
    method: 'POST',
    headers: { ...json, ...headers },
    credentials: 'include',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return fetchOnce(request);
}

async function take(answer: Response): Promise<LogIn> {
  if (!answer.ok) throw await problemOf(answer);
  const login = (await answer.json()) as LogIn;
  accessToken = login.accessToken;
  setMark();
  change({ phase: 'signed-in', user: login.user });
  const waiting = resumed;
  resumed = [];
  for (const go of waiting) go();
  return login;
}

function signedInAgain(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    resumed.push(resolve);
  });
}

function signOutHere(): void {
  accessToken = null;
  resumed = [];
  forgetMark();
  change({ phase: 'signed-out', user: null });
}

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

function readMark(): string | null {
  try {
    return localStorage.getItem(mark);
  } catch {
    return null;
  }
}

function setMark(): void {
  try {
    localStorage.setItem(mark, '1');
  } catch {
    // Without storage the session lasts as long as the page.
  }
}

function forgetMark(): void {
  try {
    localStorage.removeItem(mark);
  } catch {
    // Nothing was kept.
  }
}
