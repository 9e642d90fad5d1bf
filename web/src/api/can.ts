// Which buttons make sense for whom. The service decides all the same.
import type { User } from './session';

export type Permission = User['permissions'][number];
/** What is done to one thing that has an owner. */
export type Deed = 'read' | 'write' | 'disable';
export interface Owned {
  ownerId: string;
}

/** `can(user, 'blog.write')` asks for a right, `can(user, 'write', client)` for a deed on one thing. */
export function can(user: User | null, permission: Permission): boolean;
export function can(user: User | null, deed: Deed, thing: Owned): boolean;
export function can(user: User | null, action: Permission | Deed, thing?: Owned): boolean {
  if (!user) return false;
  const has = (permission: Permission) => user.permissions.includes(permission);
  switch (action) {
    case 'read':
      return thing?.ownerId === user.id || has('all.read');
    case 'write':
      return thing?.ownerId === user.id || has('all.write');
    case 'disable':
      return has('mailings.disable');
    default:
      return has(action);
  }
}
