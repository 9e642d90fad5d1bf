import { expect, it } from 'vitest';
import { isOwnPath } from './next-page';

it('Only a path of this site is followed after the log-in', () => {
  expect(['/clients', '/clients?tag=a'].map(isOwnPath)).toEqual([true, true]);
  const foreign = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'clients',
    '',
  ];
  expect(foreign.map(isOwnPath)).toEqual(foreign.map(() => false));
});
