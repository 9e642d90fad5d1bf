import { expect, it } from 'vitest';
import { isLoopback } from './smtp-options.js';

it.each([
  ['localhost', true],
  ['LOCALHOST.', true],
  ['mail.localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['localhost.example', false],
  ['127.0.0.1.example', false],
  ['128.0.0.1', false],
  ['mail.example', false],
  ['', false],
])('%j is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
