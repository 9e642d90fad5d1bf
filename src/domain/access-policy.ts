// Who may do what. Guards and services ask here; the table is printed into docs/access.md.

export const roles = ['user', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Single rights, with what each allows. A role brings some; a group may add others. */
export const permissionMeanings = {
  'all.read': 'see every client, message, mailing, delivery and attempt',
  'all.write': 'change, delete and run what belongs to others',
  'mailings.disable': 'disable and enable any mailing',
  'users.read': 'see all users',
  'users.block': 'block and unblock users',
  'users.manage': 'create users, change roles and groups',
  'blog.write': 'write, change and delete posts',
  'contact.read': 'read what came through the contact form',
  'stats.read': 'see statistics over all owners',
  'audit.read': 'read the log of who changed whose rights',
} as const;
export type Permission = keyof typeof permissionMeanings;
export const permissions = Object.keys(permissionMeanings) as Permission[];

export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  user: [],
  manager: ['all.read', 'mailings.disable', 'users.read', 'users.block', 'contact.read', 'stats.read'],
  admin: permissions,
};

/** Whoever asks: a signed-in user with all rights of the role and the groups. */
export interface Actor {
  id: string;
  email: string;
  role: Role;
  permissions: readonly Permission[];
  /** The log-in that the request belongs to, where there is one. */
  sessionId?: string;
  /** The network address that the request came from. */
  ip?: string;
  /** Set where an API key speaks for the user, instead of somebody who logged in. */
  apiKeyId?: string;
}

export function hasPermission(actor: Actor, permission: Permission): boolean {
  return actor.permissions.includes(permission);
}

/** Whose things a list shows: the actor's own, or everybody's (null). */
export function listedOwnerOf(actor: Actor): string | null {
  return hasPermission(actor, 'all.read') ? null : actor.id;
}

/** What is done to one thing that has an owner. `disable` stands for disabling and enabling a mailing. */
export const deeds = ['read', 'write', 'disable'] as const;
export type Deed = (typeof deeds)[number];

/** `hidden` is told as 404: whoever may not see a thing never learns that it exists. */
export type Verdict = 'allowed' | 'forbidden' | 'hidden';

/** May the actor do this to a thing of that owner? */
export function verdictOn(actor: Actor, deed: Deed, ownerId: string): Verdict {
  if (isAllowed(actor, deed, ownerId)) return 'allowed';
  return isAllowed(actor, 'read', ownerId) ? 'forbidden' : 'hidden';
}

function isAllowed(actor: Actor, deed: Deed, ownerId: string): boolean {
  switch (deed) {
    case 'read':
      return actor.id === ownerId || hasPermission(actor, 'all.read');
    case 'write':
      return actor.id === ownerId || hasPermission(actor, 'all.write');
    case 'disable':
      return hasPermission(actor, 'mailings.disable');
  }
}

/** All rights of somebody: the role's and those of the groups, each once; names that are no permission are left out. */
export function permissionsOf(role: Role, given: readonly string[]): Permission[] {
  return permissions.filter((one) => permissionsOfRole[role].includes(one) || given.includes(one));
}

/** What is left of the actor's permissions under an API key that names these; null names all of them. */
export function narrowedTo(keyPermissions: readonly string[] | null, actor: Actor): Permission[] {
  return actor.permissions.filter((one) => keyPermissions === null || keyPermissions.includes(one));
}

/** Nobody gives or takes permissions that they do not have: `users.manage` alone makes no admins. */
export function mayGrant(actor: Actor, granted: readonly Permission[]): boolean {
  return granted.every((one) => hasPermission(actor, one));
}

/** To give a role, or to take one away, needs all that is in it. */
export function mayChangeRole(actor: Actor, from: Role, to: Role): boolean {
  return [from, to].every((role) => mayGrant(actor, permissionsOfRole[role]));
}

/** Nobody blocks themselves or an admin, and only admins block managers. The same goes for unblocking. */
export function mayBlock(actor: Actor, target: { id: string; role: Role }): boolean {
  if (!hasPermission(actor, 'users.block') || target.id === actor.id) return false;
  return target.role === 'user' || (target.role === 'manager' && actor.role === 'admin');
}

/** The groups that every installation can have made for it. */
export const standardGroups: readonly { name: string; permissions: readonly Permission[] }[] = [
  { name: 'Managers', permissions: permissionsOfRole.manager },
  { name: 'Content managers', permissions: ['blog.write'] },
];
