// What an API key looks like, and what is kept of it.
import { createHash, randomBytes } from 'node:crypto';

/** Tells a key from an access token, and leaked keys from other text. */
const prefix = 'pl_';
const keyBytes = 32;
const shownCharacters = prefix.length + 5;
const pattern = /^Bearer +(pl_[A-Za-z0-9_-]{43})$/i;

export function newApiKey(): string {
  return prefix + randomBytes(keyBytes).toString('base64url');
}

export function hashOfApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** The part of the key that lists show. */
export function hintOfApiKey(key: string): string {
  return key.slice(0, shownCharacters);
}

/** The key of an Authorization header, or null where it holds something else. */
export function apiKeyIn(authorization: string | undefined): string | null {
  return pattern.exec(authorization ?? '')?.[1] ?? null;
}
