import { expect, it } from 'vitest';
import { faultOfNewPassword } from './password-rules.js';

it.each([
  ['', 'must have at least 8 characters'],
  ['1234567', 'must have at least 8 characters'],
  ['12345678', 'must not be a number'],
  ['9'.repeat(15), 'must not be a number'],
  ['9'.repeat(16), null],
  ['1234567x', null],
  ['        ', null],
  ['🔑🔑🔑🔑', 'must have at least 8 characters'],
  ['🔑'.repeat(128), null],
  ['x'.repeat(128), null],
  ['x'.repeat(129), 'must have at most 128 characters'],
])('%j: %s', (password, fault) => {
  expect(faultOfNewPassword(password)).toBe(fault);
});
