import { expect, it } from 'vitest';
import { can } from './can';
import type { User } from './session';

const anOwner = { id: 'one', permissions: [] as string[] } as unknown as User;
const aManager = { id: 'two', permissions: ['all.read', 'mailings.disable'] } as unknown as User;
const anAdmin = {
  id: 'three',
  permissions: ['all.read', 'all.write', 'mailings.disable'],
} as unknown as User;
const thing = { ownerId: 'one' };

it('Owners change their own things, managers only see and disable them, admins do all', () => {
  const verdicts = [anOwner, aManager, anAdmin].map((user) =>
    (['read', 'write', 'disable'] as const).map((deed) => can(user, deed, thing)),
  );
  expect(verdicts).toEqual([
    [true, true, false],
    [true, false, true],
    [true, true, true],
  ]);
});

it('Whoever is not signed in can nothing, and a right counts only where it was given', () => {
  expect(can(null, 'read', thing)).toBe(false);
  expect(can(anOwner, 'blog.write')).toBe(false);
  expect(can(aManager, 'all.read')).toBe(true);
});
