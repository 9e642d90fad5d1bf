import { describe, expect, it } from 'vitest';
import {
  type Actor,
  type Deed,
  deeds,
  hasPermission,
  listedOwnerOf,
  mayBlock,
  mayChangeRole,
  mayGrant,
  narrowedTo,
  type Permission,
  permissions,
  permissionsOf,
  permissionsOfRole,
  type Role,
  roles,
  standardGroups,
  type Verdict,
  verdictOn,
} from './access-policy.js';

function anActor(id: string, role: Role, given: readonly Permission[] = []): Actor {
  return { id, email: `${id}@example.com`, role, permissions: permissionsOf(role, given) };
}

const user = anActor('user', 'user');
const manager = anActor('manager', 'manager');
const admin = anActor('admin', 'admin');
const writer = anActor('writer', 'user', ['blog.write']);
const blocker = anActor('blocker', 'user', ['users.block']);
const switcher = anActor('switcher', 'user', ['mailings.disable']);

describe('With a thing', () => {
  it.each<[string, Actor, Record<Deed, Verdict>]>([
    ['of their own, a user', user, { read: 'allowed', write: 'allowed', disable: 'forbidden' }],
    ['of their own, a manager', manager, { read: 'allowed', write: 'allowed', disable: 'allowed' }],
    ['of their own, an admin', admin, { read: 'allowed', write: 'allowed', disable: 'allowed' }],
  ])('%s may', (_, actor, expected) => {
    expect(Object.fromEntries(deeds.map((deed) => [deed, verdictOn(actor, deed, actor.id)]))).toEqual(
      expected,
    );
  });

  it.each<[string, Actor, Record<Deed, Verdict>]>([
    ['a user', user, { read: 'hidden', write: 'hidden', disable: 'hidden' }],
    ['a content manager', writer, { read: 'hidden', write: 'hidden', disable: 'hidden' }],
    ['somebody whose group disables', switcher, { read: 'hidden', write: 'hidden', disable: 'allowed' }],
    ['a manager', manager, { read: 'allowed', write: 'forbidden', disable: 'allowed' }],
    ['an admin', admin, { read: 'allowed', write: 'allowed', disable: 'allowed' }],
  ])('of somebody else, %s may', (_, actor, expected) => {
    expect(Object.fromEntries(deeds.map((deed) => [deed, verdictOn(actor, deed, 'else')]))).toEqual(expected);
  });

  it('A list shows what its reader may see', () => {
    expect([user, writer, manager, admin].map(listedOwnerOf)).toEqual(['user', 'writer', null, null]);
  });
});

describe('Permissions', () => {
  it.each<[Role, Permission[]]>([
    ['user', []],
    ['manager', ['all.read', 'mailings.disable', 'users.read', 'users.block', 'contact.read', 'stats.read']],
    ['admin', [...permissions]],
  ])('of the role %s', (role, expected) => {
    expect(permissionsOf(role, [])).toEqual(expected);
  });

  it('of a group are added, each once, unknown ones not at all', () => {
    expect(permissionsOf('user', ['blog.write', 'blog.write', 'everything'])).toEqual(['blog.write']);
    expect(permissionsOf('manager', ['blog.write', 'users.read'])).toHaveLength(
      permissionsOfRole.manager.length + 1,
    );
    expect(hasPermission(writer, 'blog.write')).toBe(true);
    expect(hasPermission(user, 'blog.write')).toBe(false);
  });

  it('only admins change what is others’ and manage users', () => {
    const dangerous: Permission[] = ['all.write', 'users.manage', 'audit.read'];
    const holders = roles.filter((role) => permissionsOfRole[role].some((one) => dangerous.includes(one)));
    expect(holders).toEqual(['admin']);
  });

  it('of the standard groups make a manager and a content manager of a user', () => {
    expect(standardGroups.map((group) => permissionsOf('user', group.permissions))).toEqual([
      permissionsOf('manager', []),
      ['blog.write'],
    ]);
  });
});

describe('Blocking', () => {
  it.each<[string, Actor, { id: string; role: Role }, boolean]>([
    ['a user by a manager', manager, user, true],
    ['a user by an admin', admin, user, true],
    ['a user by somebody whose group may', blocker, user, true],
    ['a user by a user', writer, user, false],
    ['oneself as a manager', manager, manager, false],
    ['oneself as an admin', admin, admin, false],
    ['oneself as somebody whose group may', blocker, blocker, false],
    ['another manager by a manager', manager, { id: 'other', role: 'manager' }, false],
    ['a manager by somebody whose group may', blocker, manager, false],
    ['a manager by an admin', admin, manager, true],
    ['an admin by a manager', manager, admin, false],
    ['an admin by another admin', admin, { id: 'other', role: 'admin' }, false],
  ])('%s', (_, actor, target, expected) => {
    expect(mayBlock(actor, target)).toBe(expected);
  });
});

describe('Giving rights away', () => {
  const keeper = anActor('keeper', 'user', ['users.manage']);

  it.each<[string, Actor, readonly Permission[], boolean]>([
    ['what one has', manager, ['users.read', 'all.read'], true],
    ['nothing', user, [], true],
    ['what one lacks', manager, ['users.read', 'blog.write'], false],
    ['everything as an admin', admin, permissions, true],
  ])('%s', (_, actor, granted, expected) => {
    expect(mayGrant(actor, granted)).toBe(expected);
  });

  it.each<[string, Actor, Role, Role, boolean]>([
    ['an admin makes an admin', admin, 'user', 'admin', true],
    ['an admin unmakes an admin', admin, 'admin', 'user', true],
    ['somebody whose group manages users makes no manager', keeper, 'user', 'manager', false],
    ['somebody whose group manages users makes no admin', keeper, 'user', 'admin', false],
    ['somebody whose group manages users unmakes no admin', keeper, 'admin', 'user', false],
    ['a manager makes no admin', manager, 'user', 'admin', false],
  ])('%s', (_, actor, from, to, expected) => {
    expect(mayChangeRole(actor, from, to)).toBe(expected);
  });

  it.each<[string, readonly string[] | null, Actor, readonly Permission[]]>([
    ['nothing taken away', null, manager, permissionsOf('manager', [])],
    ['one kept', ['users.read'], manager, ['users.read']],
    ['one that the owner lacks', ['users.read', 'audit.read'], manager, ['users.read']],
    ['none kept', [], admin, []],
  ])('A key with %s', (_, given, actor, expected) => {
    expect(narrowedTo(given, actor)).toEqual(expected);
  });
});
