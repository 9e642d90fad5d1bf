import type { Permission } from '../../api/can';

/** Every right there is, in the order in which people read them. */
export const permissions = [
  'all.read',
  'all.write',
  'mailings.disable',
  'users.read',
  'users.block',
  'users.manage',
  'blog.write',
  'contact.read',
  'stats.read',
  'audit.read',
] as const satisfies readonly Permission[];

/** What a manager has by the role; an admin has all, a user none. A spec compares it with the service's own table. */
export const rightsOfManagers: readonly Permission[] = [
  'all.read',
  'mailings.disable',
  'users.read',
  'users.block',
  'contact.read',
  'stats.read',
];

type Key<Name extends string> = Name extends `${infer Thing}.${infer Deed}` ? `${Thing}_${Deed}` : never;

/** The name of its text: `statuses.permission.all_read`. */
export function textOf<Name extends Permission>(permission: Name): Key<Name> {
  return permission.replace('.', '_') as Key<Name>;
}
