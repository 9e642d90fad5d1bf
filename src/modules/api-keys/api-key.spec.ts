import { expect, it } from 'vitest';
import { apiKeyIn, hashOfApiKey, hintOfApiKey, newApiKey } from './api-key.js';

it('A key has 256 random bits behind a prefix', () => {
  const keys = Array.from({ length: 100 }, newApiKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(Buffer.from(key.slice(3), 'base64url')).toHaveLength(32);
  expect(apiKeyIn(`Bearer ${keys[0]}`)).toBe(keys[0]);
});

it('What is kept does not give the key away', () => {
  const key = newApiKey();
  expect(hashOfApiKey(key)).toHaveLength(32);
  expect(key.startsWith(hintOfApiKey(key))).toBe(true);
  expect(hintOfApiKey(key)).toHaveLength(8);
});

const key = `pl_${'a'.repeat(43)}`;
it.each([
  ['nothing', undefined, null],
  ['a key', `Bearer ${key}`, key],
  ['a scheme in small letters', `bearer ${key}`, key],
  ['another scheme', `Basic ${key}`, null],
  ['a key that is too short', `Bearer pl_${'a'.repeat(42)}`, null],
  ['a key that is too long', `Bearer pl_${'a'.repeat(44)}`, null],
  ['an access token', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x', null],
])('Reads %s', (_, header, expected) => {
  expect(apiKeyIn(header)).toBe(expected);
});
