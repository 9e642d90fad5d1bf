import { expect, it } from 'vitest';
import { blockRefusal, type Role } from './user-rules';

it.each<[Role, Role, ReturnType<typeof blockRefusal>]>([
  ['manager', 'user', null],
  ['manager', 'manager', 'refusedManager'],
  ['manager', 'admin', 'refusedAdmin'],
  ['admin', 'user', null],
  ['admin', 'manager', null],
  ['admin', 'admin', 'refusedAdmin'],
])('A %s blocks a %s: %s', (actor, user, refusal) => {
  expect(blockRefusal({ id: '1', role: actor }, { id: '2', role: user })).toBe(refusal);
  expect(blockRefusal({ id: '1', role: actor }, { id: '1', role: user })).toBe('refusedSelf');
});
